using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention;

/// <summary>Turns symbols into the symbol-free facts of the graph: names, IDs, traits.</summary>
internal sealed class MemberFacts(
    KnownTypes known,
    MemberNameRoles roles,
    EvidenceTable evidence,
    AnalyzerConfigOptionsProvider options,
    CancellationToken cancellationToken)
{
    private static readonly SymbolDisplayFormat TypeName = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly Dictionary<SyntaxTree, bool> _isGenerated = [];

    public RetentionNode NodeOf(INamedTypeSymbol type)
    {
        var traits = NodeTraits.None;
        if (known.IsNativePeer(type))
            traits |= NodeTraits.IsNativePeer;
        if (HasFinalizer(type))
            traits |= NodeTraits.HasFinalizer;
        if (ContractNames.Has(type.OriginalDefinition, ContractNames.Acyclic))
            traits |= NodeTraits.IsAcyclic;
        return new RetentionNode(IdOf(type), type.ToDisplayString(TypeName), traits);
    }

    public RetentionMember Of(StorageMember storage, List<HeldType> held)
    {
        var symbol = storage.Symbol;
        var isBase = symbol is INamedTypeSymbol;
        var holder = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        var isMany = held.Any(static h => h.IsMany);
        var name = isBase ? "" : symbol.Name;
        var traits = isMany ? MemberTraits.IsMany : MemberTraits.None;
        if (!isBase && IsReportable(symbol))
            traits |= MemberTraits.IsReportable;
        if (symbol is IParameterSymbol || symbol.DeclaredAccessibility == Accessibility.Private)
            traits |= MemberTraits.IsPrivate;
        if (roles.PointsBack(name))
            traits |= MemberTraits.HasBackName;
        if (roles.PointsOn(name))
            traits |= MemberTraits.HasForwardName;
        if (held.Any(h => IsNamedAfter(name, h.Type)))
            traits |= MemberTraits.IsNamedAfterTarget;
        return new RetentionMember(IdOf(symbol), holder.ToDisplayString(TypeName), name, traits, Evidence(symbol, holder, isBase, isMany));
    }

    private MemberEvidence Evidence(ISymbol symbol, INamedTypeSymbol holder, bool isBase, bool isMany)
    {
        // What derives from a collection fills itself.
        if (isBase)
            return MemberEvidence.Made | MemberEvidence.WrittenLater;
        var found = evidence.Of(holder, symbol.Name, isMany);
        return symbol is IParameterSymbol ? found | MemberEvidence.HandedIn : found;
    }

    /// <summary><c>Customer Customer</c>, <c>_ownerForm</c> of type Form: the name is the type's, or ends with it.</summary>
    private static bool IsNamedAfter(string name, INamedTypeSymbol type)
    {
        var bare = MemberNameRoles.Bare(name);
        var typeName = type.TypeKind == TypeKind.Interface && type.Name.Length > 1 && type.Name[0] == 'I' && char.IsUpper(type.Name[1]) ? type.Name.Substring(1) : type.Name;
        return bare.Length > 0 && (bare.EndsWith(typeName, StringComparison.OrdinalIgnoreCase) || (bare.Length > 2 && typeName.EndsWith(bare, StringComparison.OrdinalIgnoreCase)));
    }

    private bool IsReportable(ISymbol symbol)
    {
        if (symbol.Locations.Length == 0 || symbol.Locations[0] is not { IsInSource: true, SourceTree: { } tree })
            return false;
        if (!_isGenerated.TryGetValue(tree, out var isGenerated))
            _isGenerated.Add(tree, isGenerated = GeneratedCode.IsGenerated(tree, options, cancellationToken));
        return !isGenerated && !GeneratedCode.HasGeneratedAttribute(symbol);
    }

    private static bool HasFinalizer(INamedTypeSymbol type)
    {
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(WellKnownMemberNames.DestructorName))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Destructor })
                    return true;
            }
        }

        return false;
    }

    /// <summary>Unique and stable: the documentation ID, with the constructed arguments of types, and the file of <c>file</c> types.</summary>
    private static string IdOf(ISymbol symbol)
    {
        var id = symbol is IParameterSymbol parameter
            ? parameter.ContainingType.GetDocumentationCommentId() + "." + parameter.Name
            : symbol.GetDocumentationCommentId() ?? symbol.Name;
        if (symbol is INamedTypeSymbol { IsGenericType: true } constructed)
            id += " " + constructed.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        // Only the outermost type can be file-local.
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type is { IsFileLocal: true } && type.Locations[0].SourceTree is { } tree ? id + " " + tree.FilePath : id;
    }
}
