using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>The member is set to null where its object's life ends: in its Dispose method, which is written if there is none.</summary>
internal sealed class ReleaseFix : MemberFix
{
    private ReleaseFix()
        : base(EquivalenceKeys.Release)
    {
    }

    public static ReleaseFix Instance { get; } = new();

    public override string TitleFor(string member) => $"Release '{member}' in Dispose";

    public async Task<bool> IsOfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } edit)
            return null;
        var text = await edit.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = edit.Document.WithText(text.WithChanges(edit.Changes));
        if (edit.NeedsUsing && await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            changed = changed.WithSyntaxRoot(UsingSystem.AddTo(root, edit.NewLine));
        return changed.Project.Solution;
    }

    private static async Task<Edit?> EditAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (Property(diagnostic, DiagnosticProperties.Holds) != "one"
            || await ReleaseTarget.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not { } target)
            return null;
        var type = target.Member.ContainingType;
        var layout = Layout.Of(target.Declaration);
        var declared = TeardownMethods.DeclaredIn(type).ToList();
        foreach (var method in declared)
        {
            if (await InExistingAsync(method, target, layout, cancellationToken).ConfigureAwait(false) is { } edit)
                return edit;
        }

        if (declared.Count > 0)
            return null;
        if (TeardownMethods.ToOverride(type, target.Model.Compilation) is { } inherited)
            return new Edit(document, [NewMethod.Override(inherited, target, layout)], false, layout.NewLine);
        return await CanBecomeDisposableAsync(target, cancellationToken).ConfigureAwait(false) ? Implement(target, layout, cancellationToken) : null;
    }

    private static async Task<Edit?> InExistingAsync(IMethodSymbol method, ReleaseTarget target, Layout layout, CancellationToken cancellationToken)
    {
        var syntax = await method.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var document = target.Document.Project.GetDocument(syntax.SyntaxTree);
        if (document is null || syntax is not MethodDeclarationSyntax declaration || declaration.Body?.ContainsDiagnostics == true)
            return null;
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || StatementPlace.In(declaration, target, model) is not { } change)
            return null;
        return new Edit(document, [change], false, layout.NewLine);
    }

    /// <summary>Nothing of the name is there, in a base or in a derived type, that a new method would hide or be hidden by.</summary>
    private static async Task<bool> CanBecomeDisposableAsync(ReleaseTarget target, CancellationToken cancellationToken)
    {
        var type = target.Member.ContainingType;
        // What foreach disposes of itself must live on after the loop.
        if (IsDisposable(type) || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerator || i.Name == "IAsyncDisposable"))
            return false;
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Dispose").Any())
                return false;
        }

        var derived = await SymbolFinder.FindDerivedClassesAsync(type.OriginalDefinition, target.Document.Project.Solution, cancellationToken: cancellationToken).ConfigureAwait(false);
        return derived.All(static t => !IsDisposable(t) && !t.GetMembers("Dispose").Any());
    }

    private static bool IsDisposable(INamedTypeSymbol type) => type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable);

    private static Edit? Implement(ReleaseTarget target, Layout layout, CancellationToken cancellationToken)
    {
        var disposable = target.Model.Compilation.GetSpecialType(SpecialType.System_IDisposable);
        if (disposable.TypeKind == TypeKind.Error)
            return null;
        var position = target.Declaration.SpanStart;
        var needsUsing = UsingSystem.CanBeAdded(target.Model, position, disposable, cancellationToken);
        var found = target.Model.LookupNamespacesAndTypes(position, name: disposable.Name);
        var isInScope = found.Length == 1 && SymbolEqualityComparer.Default.Equals(found[0], disposable);
        return new Edit(target.Document, NewMethod.Dispose(target, needsUsing || isInScope ? disposable.Name : "global::System.IDisposable", layout), needsUsing, layout.NewLine);
    }

    private sealed record Edit(Document Document, IReadOnlyList<TextChange> Changes, bool NeedsUsing, string NewLine);
}
