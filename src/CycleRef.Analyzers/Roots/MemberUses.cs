using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// Every use of a member in the code of its type (all parts, with the types around and inside it), or of a local in its body. By names and syntax:
/// asked only for a member that holds something a root knows.
/// </summary>
internal sealed class MemberUses
{
    private MemberUses(ImmutableArray<MemberUse> all) => All = all;

    public ImmutableArray<MemberUse> All { get; }

    /// <summary>Nobody but code in <see cref="All"/> can act on what the member holds.</summary>
    public bool AreComplete { get; private init; } = true;

    /// <summary>It is handed on, returned, copied: somebody else may release it.</summary>
    public bool Escape => !AreComplete || All.Any(static use => use.Kind == UseKind.Escapes);

    public MemberUses Without(System.Func<MemberUse, bool> excluded) => new(All.RemoveAll(new System.Predicate<MemberUse>(excluded))) { AreComplete = AreComplete };

    /// <param name="member">A field or property.</param>
    /// <param name="index">Reads the code.</param>
    /// <param name="cancellationToken">Checked at every mention of the name.</param>
    public static MemberUses Of(ISymbol member, CodeIndex index, CancellationToken cancellationToken)
    {
        var type = member.ContainingType;
        var outermost = type;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        var uses = ImmutableArray.CreateBuilder<MemberUse>();
        foreach (var reference in outermost.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax part)
                continue;
            foreach (var mentions in index.Of(part, member.Name, cancellationToken).GroupBy(static token => token.Parent!.FirstAncestorOrSelf<MemberDeclarationSyntax>()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (mentions.Key is { } declaration and not BaseTypeDeclarationSyntax)
                    AddUses(declaration, mentions, member, MethodOf(declaration), IsOfType(declaration, type), uses);
            }
        }

        return new MemberUses(uses.ToImmutable()) { AreComplete = IsHidden(member) };
    }

    /// <param name="local">The name of a local variable.</param>
    /// <param name="body">The declaration of the member in whose code it lives.</param>
    /// <param name="index">Reads the code.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static MemberUses OfLocal(string local, SyntaxNode body, CodeIndex index, CancellationToken cancellationToken)
    {
        var uses = ImmutableArray.CreateBuilder<MemberUse>();
        foreach (var token in index.Of(body, local, cancellationToken))
        {
            if (token.Parent is IdentifierNameSyntax identifier && !IsMemberName(identifier))
                uses.Add(UseReader.Read(identifier, "", isOwn: true));
            else if (token.Parent is VariableDeclaratorSyntax { Initializer.Value: { } value } variable)
                uses.Add(new MemberUse(variable.Parent?.Parent is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingStatementSyntax ? UseKind.Escapes : UseKind.Assigned, variable, "", value, null, "", true));
        }

        return new MemberUses(uses.ToImmutable());
    }

    private static void AddUses(MemberDeclarationSyntax declaration, IEnumerable<SyntaxToken> mentions, ISymbol member, string method, bool isOwn, ImmutableArray<MemberUse>.Builder uses)
    {
        var identifiers = new List<IdentifierNameSyntax>();
        var isShadowed = false;
        foreach (var mention in mentions)
        {
            switch (mention.Parent)
            {
                case IdentifierNameSyntax identifier when !SyntaxFacts.IsInTypeOnlyContext(identifier):
                    identifiers.Add(identifier);
                    break;
                // The declaration itself.
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } variable:
                    if (isOwn && variable.Initializer is { Value: var initial })
                        uses.Add(new MemberUse(UseReader.IsNothing(initial) ? UseKind.Cleared : UseKind.Assigned, variable, "", initial, null, MemberUse.Constructor, isOwn));
                    break;
                case PropertyDeclarationSyntax { Initializer.Value: { } value } property when isOwn:
                    uses.Add(new MemberUse(UseKind.Assigned, property, "", value, null, MemberUse.Constructor, isOwn));
                    break;
                case VariableDeclaratorSyntax or ParameterSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax:
                    isShadowed = true;
                    break;
            }
        }

        foreach (var identifier in identifiers)
        {
            var receiver = ReceiverOf(identifier);
            // A local or parameter of the same name: only `this.name` means the member.
            if (receiver is null && isShadowed)
                continue;
            // Without a receiver, or on `this`, the code of another type means a member of its own.
            if (!isOwn && !member.IsStatic && receiver is null or ThisExpressionSyntax or BaseExpressionSyntax)
                continue;
            uses.Add(UseReader.Read(identifier, method, isOwn && receiver is null or ThisExpressionSyntax or BaseExpressionSyntax));
        }
    }

    private static ExpressionSyntax? ReceiverOf(IdentifierNameSyntax identifier) => identifier.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == identifier => access.Expression,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static bool IsMemberName(IdentifierNameSyntax identifier) =>
        ReceiverOf(identifier) is not null || identifier.Parent is NameColonSyntax or NameEqualsSyntax;

    private static string MethodOf(MemberDeclarationSyntax declaration) => declaration switch
    {
        ConstructorDeclarationSyntax or BaseFieldDeclarationSyntax => MemberUse.Constructor,
        DestructorDeclarationSyntax => MemberUse.Finalizer,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => "",
    };

    private static bool IsOfType(MemberDeclarationSyntax declaration, INamedTypeSymbol type) =>
        declaration.Parent is TypeDeclarationSyntax parent && parent.Identifier.ValueText == type.Name && (parent.TypeParameterList?.Parameters.Count ?? 0) == type.TypeParameters.Length;

    /// <summary>Only code of the outermost type can name it.</summary>
    private static bool IsHidden(ISymbol member) => member.DeclaredAccessibility == Accessibility.Private;
}
