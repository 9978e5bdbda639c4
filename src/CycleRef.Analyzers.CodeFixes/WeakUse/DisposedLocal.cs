using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.Kept;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>CYC4006: a thread-local, the one of these containers that can be disposed, is disposed with its owner.</summary>
internal static class DisposedLocal
{
    public static async Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken)
    {
        if (!place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Holder, out var kind) || kind != KeeperKind.ThreadLocal
            || place.Node?.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax { Parent: ClassDeclarationSyntax } anchor } variable
            || place.Model.GetDeclaredSymbol(variable, cancellationToken) is not IFieldSymbol field)
            return null;
        var statement = new TeardownStatement(place.Document, place.Model, anchor, field.ContainingType, ImmutableArray.Create(field.Name), field.IsReadOnly ? "{0}.Dispose();" : "{0}?.Dispose();") { ReadsMembers = true };
        return await TeardownEdit.FindAsync(statement, ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is { } found
            ? new OfferedFix($"Dispose '{field.Name}' in {found.Method}", EquivalenceKeys.DisposeReference, found.Edits)
            : null;
    }
}
