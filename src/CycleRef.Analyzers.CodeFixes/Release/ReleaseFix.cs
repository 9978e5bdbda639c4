using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>
/// The member is set to null, or the collection emptied, where its object's life ends: in its Dispose method, which is written if there is none.
/// </summary>
internal sealed class ReleaseFix : MemberFix
{
    private readonly string _method;

    private ReleaseFix(string method)
        : base(EquivalenceKeys.Release) => _method = method;

    public static ReleaseFix Instance { get; } = new("Dispose");

    public override string TitleFor(string member) => $"Release '{member}' in {_method}";

    /// <returns>The fix with the name of the method that it edits, or null.</returns>
    public static async Task<ReleaseFix?> OfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } edit ? new ReleaseFix(edit.Method) : null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await EditAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } edit)
            return null;
        // The declaration may stand in another part of the type, in another file.
        var changes = edit.Changes.ToList();
        var declared = edit.Target.Document;
        var solution = declared.Project.Solution;
        if (edit.Target.MadeWritable is { } writable && declared.Id == edit.Document.Id)
            changes.Add(writable);
        else if (edit.Target.MadeWritable is { } elsewhere)
            solution = declared.WithText((await declared.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(elsewhere)).Project.Solution;
        var text = await edit.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = solution.WithDocumentText(edit.Document.Id, text.WithChanges(changes.OrderBy(static change => change.Span.Start))).GetDocument(edit.Document.Id)!;
        if (edit.NeedsUsing && await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            changed = changed.WithSyntaxRoot(UsingSystem.AddTo(root, edit.NewLine));
        return changed.Project.Solution;
    }

    private static async Task<Edit?> EditAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var isMany = Property(diagnostic, DiagnosticProperties.Holds) == "many";
        if (await ReleaseTarget.FindAsync(document, diagnostic.Location.SourceSpan, isMany, cancellationToken).ConfigureAwait(false) is not { } target)
            return null;
        var type = target.Member.ContainingType;
        var layout = Layout.Of(target.Declaration);
        var declared = TeardownMethods.DeclaredIn(type, FurtherMethods(target)).ToList();
        foreach (var method in declared)
        {
            if (await InExistingAsync(method, target, layout, cancellationToken).ConfigureAwait(false) is { } edit)
                return edit;
        }

        if (declared.Count > 0)
            return null;
        if (TeardownMethods.ToOverride(type, target.Model.Compilation) is { } inherited)
            return new Edit(target, document, [NewMethod.Override(inherited, target, layout)], "Dispose", false, layout.NewLine);
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
        return new Edit(target, document, [change], method.Name.Substring(method.Name.LastIndexOf('.') + 1), false, layout.NewLine);
    }

    /// <summary><c>cycleref.teardown_methods</c></summary>
    private static NamePatterns FurtherMethods(ReleaseTarget target)
    {
        var options = target.Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(target.Declaration.SyntaxTree);
        return new NamePatterns(CycleRefOptions.Read(options).TeardownMethods, ignoreCase: false);
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
        var changes = NewMethod.Dispose(target, needsUsing || isInScope ? disposable.Name : "global::System.IDisposable", layout);
        return new Edit(target, target.Document, changes, "Dispose", needsUsing, layout.NewLine);
    }

    private sealed record Edit(ReleaseTarget Target, Document Document, IReadOnlyList<TextChange> Changes, string Method, bool NeedsUsing, string NewLine);
}
