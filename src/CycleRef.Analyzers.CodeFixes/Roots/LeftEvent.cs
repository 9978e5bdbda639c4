using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.CodeFixes.Unsubscribe;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Roots;

/// <summary>CYC4002 and CYC4008: the handler is removed from the event, or the object from the static table, where its life ends.</summary>
internal static class LeftEvent
{
    public static async Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken)
    {
        place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out var remedy);
        if (remedy == Remedies.Remove)
            return await RemovedAsync(place, cancellationToken).ConfigureAwait(false);
        if (remedy != Remedies.Unsubscribe || await UnsubscribeFix.FindAsync(place.Document, place.Diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not { } undone)
            return null;
        return new OfferedFix(undone.Title, EquivalenceKeys.ReleaseRoot, undone.Teardown.Edits);
    }

    /// <summary><c>s_all.Add(this)</c> gets its <c>s_all.Remove(this)</c>.</summary>
    private static async Task<OfferedFix?> RemovedAsync(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: var table }, ArgumentList.Arguments: { Count: 1 } arguments }
            || arguments[0].Expression is not ThisExpressionSyntax
            || table.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax declaration } anchor
            || place.Model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || place.Model.GetTypeInfo(table, cancellationToken).Type is not { } collection || !CanRemove(collection))
            return null;
        var text = table.WithoutTrivia().ToString().Replace("{", "{{").Replace("}", "}}");
        // Whoever locks to add must lock to remove.
        var guard = table.FirstAncestorOrSelf<LockStatementSyntax>();
        if (guard is not null && guard.Expression is not (SimpleNameSyntax or MemberAccessExpressionSyntax))
            return null;
        var removal = guard is null ? text + ".Remove(this);" : "lock (" + guard.Expression.WithoutTrivia().ToString().Replace("{", "{{").Replace("}", "}}") + ")\n\t" + text + ".Remove(this);";
        var statement = new TeardownStatement(place.Document, place.Model, anchor, type, ImmutableArray<string>.Empty, removal);
        return await TeardownEdit.FindAsync(statement, ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is { } found
            ? new OfferedFix($"Remove it from '{table.WithoutTrivia()}' in {found.Method}", EquivalenceKeys.ReleaseRoot, found.Edits)
            : null;
    }

    private static bool CanRemove(ITypeSymbol collection) =>
        collection.GetMembers("Remove").OfType<IMethodSymbol>().Any(static method => method is { Parameters.Length: 1, DeclaredAccessibility: Accessibility.Public, IsStatic: false })
        || collection is INamedTypeSymbol { TypeKind: TypeKind.Interface } && collection.AllInterfaces.Any(static i => i.Name == "ICollection");
}
