using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Records;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Records;

/// <summary>Which methods of a record are to be written, and over which members.</summary>
/// <param name="Record">The record.</param>
/// <param name="Declaration">The part that declares the member to leave out.</param>
/// <param name="LeftOut">The names of what is left out.</param>
/// <param name="Printed">What <c>ToString</c> shows; default where it is not written.</param>
/// <param name="Compared">What <c>Equals</c> and <c>GetHashCode</c> look at.</param>
/// <param name="WritesEquals"><c>Equals</c> is written.</param>
/// <param name="WritesHash"><c>GetHashCode</c> is written.</param>
/// <param name="Model">The model of the file.</param>
internal sealed record RecordPlan(
    INamedTypeSymbol Record,
    RecordDeclarationSyntax Declaration,
    ImmutableArray<string> LeftOut,
    ImmutableArray<ISymbol> Printed,
    ImmutableArray<ISymbol> Compared,
    bool WritesEquals,
    bool WritesHash,
    SemanticModel Model)
{
    /// <returns>Null where the methods cannot be written to do the same for all other members, or where the record would still reach itself.</returns>
    public static RecordPlan? Make(RecordDeclarationSyntax declaration, string[] leftOut, string[] methods, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol { IsValueType: false } record || record.BaseType is null or { TypeKind: TypeKind.Error })
            return null;
        if (!RecordBody.CanBeExtended(declaration) || leftOut.Any(name => record.GetMembers(name).IsEmpty))
            return null;

        var prints = Writes(GeneratedMethod.ToString);
        var equals = Writes(GeneratedMethod.Equals);
        // Equal objects must have equal hashes, so that the hash must not look at more.
        var hashes = GeneratedMethod.GetHashCode.IsGenerated(record) && (equals || methods.Contains(nameof(GeneratedMethod.GetHashCode)));
        if ((!prints && !equals && !hashes) || (equals && !hashes && HashMentions(record, leftOut, cancellationToken)))
            return null;
        if ((prints && ComesBack(GeneratedMethod.ToString, record, leftOut, cancellationToken))
            || (equals && ComesBack(GeneratedMethod.Equals, record, leftOut, cancellationToken))
            || (hashes && ComesBack(GeneratedMethod.GetHashCode, record, leftOut, cancellationToken)))
            return null;

        var rest = record.GetMembers().Where(member => !leftOut.Contains((member as IFieldSymbol)?.AssociatedSymbol?.Name ?? member.Name)).ToList();
        var printed = rest.Where(GeneratedMethods.IsPrinted).ToImmutableArray();
        var compared = rest.Select(StorageOf).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default).Cast<ISymbol>().ToImmutableArray();
        if ((prints && !printed.All(RecordMembers.CanBeRead)) || ((equals || hashes) && !compared.All(RecordMembers.ReadsItsField)))
            return null;
        return new RecordPlan(record, declaration, leftOut.ToImmutableArray(), prints ? printed : default, compared, equals, hashes, model);

        bool Writes(GeneratedMethod method) => methods.Contains(method.ToString()) && method.IsGenerated(record);
    }

    /// <summary>The member by which code reads an instance field, the one behind a property or an event included.</summary>
    private static ISymbol? StorageOf(ISymbol member) => member switch
    {
        { IsStatic: true } => null,
        IFieldSymbol field => field.AssociatedSymbol ?? field,
        IEventSymbol { AddMethod.IsImplicitlyDeclared: true } subscription => subscription,
        _ => null,
    };

    private static bool HashMentions(INamedTypeSymbol record, string[] names, CancellationToken cancellationToken) =>
        record.GetMembers(nameof(GetHashCode))
            .SelectMany(static method => method.DeclaringSyntaxReferences)
            .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Any(name => names.Contains(name.Identifier.ValueText));

    /// <summary>
    /// The method finds a way back to the record through a member that stays. (A member of the record's own type is the link of a list: it leads
    /// back only where the other direction does.)
    /// </summary>
    private static bool ComesBack(GeneratedMethod method, INamedTypeSymbol record, string[] leftOut, CancellationToken cancellationToken)
    {
        const int MaxTypes = 500;
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        Push(record, member => !leftOut.Contains(member.Name) && !SymbolEqualityComparer.Default.Equals(TypeOf(member), record));
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = open.Pop();
            for (var current = type; current is { IsRecord: true }; current = current.BaseType?.OriginalDefinition)
            {
                if (SymbolEqualityComparer.Default.Equals(current, record))
                    return true;
                if (seen.Count >= MaxTypes)
                    return true;
                if (!seen.Add(current))
                    break;
                Push(current, static _ => true);
            }
        }

        return false;

        void Push(INamedTypeSymbol holder, Func<ISymbol, bool> isWanted)
        {
            foreach (var member in holder.GetMembers())
            {
                // What is printed are members, what is compared are fields.
                var shown = method == GeneratedMethod.ToString ? member : StorageOf(member);
                if (shown is not null && isWanted(shown) && method.Follows(shown) && TypeOf(shown) is { } next)
                    open.Push(next);
            }
        }
    }

    private static INamedTypeSymbol? TypeOf(ISymbol member)
    {
        var type = RecordMembers.TypeOf(member) as INamedTypeSymbol;
        return (type is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? type.TypeArguments[0] as INamedTypeSymbol : type)?.OriginalDefinition;
    }
}
