using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>Puts a statement where the life of a type's objects ends: into an existing method, an override, or a new <c>Dispose</c>.</summary>
internal static class TeardownEdit
{
    private const string Dispose = "Dispose";

    /// <param name="statement">What is to be done there.</param>
    /// <param name="preferred">Names of methods that are the right place although objects may be used again after them, the best first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null where no place is safe.</returns>
    public static async Task<FoundTeardown?> FindAsync(TeardownStatement statement, ImmutableArray<string> preferred, CancellationToken cancellationToken)
    {
        var layout = Layout.Of(statement.Anchor);
        var declared = TeardownMethods.DeclaredIn(statement.Type, preferred, FurtherMethods(statement)).ToList();
        foreach (var method in declared)
        {
            if (await InExistingAsync(method, statement, layout, cancellationToken).ConfigureAwait(false) is { } edit)
                return edit;
        }

        if (declared.Count > 0)
            return null;
        if (TeardownMethods.ToOverride(statement.Type, statement.Model.Compilation) is { } inherited)
            return new FoundTeardown(TextEdits.In(statement.Document, layout.NewLine, [NewMethod.Override(inherited, statement, layout)]), Dispose);
        return await CanBecomeDisposableAsync(statement, cancellationToken).ConfigureAwait(false) ? Implement(statement, layout, cancellationToken) : null;
    }

    private static async Task<FoundTeardown?> InExistingAsync(IMethodSymbol method, TeardownStatement statement, Layout layout, CancellationToken cancellationToken)
    {
        var syntax = await method.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var document = statement.Document.Project.GetDocument(syntax.SyntaxTree);
        if (document is null or SourceGeneratedDocument || syntax is not MethodDeclarationSyntax declaration || declaration.Body?.ContainsDiagnostics == true || statement.StandsIn(declaration))
            return null;
        // A tool would write the file anew.
        if (GeneratedCode.IsGenerated(syntax.SyntaxTree, document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider, cancellationToken))
            return null;
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || StatementPlace.In(declaration, statement, model) is not { } change)
            return null;
        return new FoundTeardown(TextEdits.In(document, layout.NewLine, [change]), method.Name.Substring(method.Name.LastIndexOf('.') + 1));
    }

    /// <summary><c>cycleref.teardown_methods</c></summary>
    private static NamePatterns FurtherMethods(TeardownStatement statement)
    {
        var options = statement.Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(statement.Anchor.SyntaxTree);
        return new NamePatterns(CycleRefOptions.Read(options).TeardownMethods, ignoreCase: false);
    }

    /// <summary>Nothing of the name is there, in a base or in a derived type, that a new method would hide or be hidden by.</summary>
    private static async Task<bool> CanBecomeDisposableAsync(TeardownStatement statement, CancellationToken cancellationToken)
    {
        var type = statement.Type;
        // What foreach disposes of itself must live on after the loop.
        if (IsDisposable(type) || type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerator || i.Name == "IAsyncDisposable"))
            return false;
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(Dispose).Any())
                return false;
        }

        var derived = await SymbolFinder.FindDerivedClassesAsync(type.OriginalDefinition, statement.Document.Project.Solution, cancellationToken: cancellationToken).ConfigureAwait(false);
        return derived.All(static t => !IsDisposable(t) && !t.GetMembers(Dispose).Any());
    }

    private static bool IsDisposable(INamedTypeSymbol type) => type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable);

    private static FoundTeardown? Implement(TeardownStatement statement, Layout layout, CancellationToken cancellationToken)
    {
        var disposable = statement.Model.Compilation.GetSpecialType(SpecialType.System_IDisposable);
        if (disposable.TypeKind == TypeKind.Error)
            return null;
        var position = statement.Anchor.SpanStart;
        var needsUsing = UsingSystem.CanBeAdded(statement.Model, position, disposable, cancellationToken);
        var name = needsUsing ? disposable.Name : Handlers.TypeText.Of(disposable, statement.Model, position);
        var edits = TextEdits.In(statement.Document, layout.NewLine, NewMethod.Dispose(statement, name, layout));
        return new FoundTeardown(needsUsing ? edits.WithUsingSystem(statement.Document) : edits, Dispose);
    }
}

/// <param name="Edits">What is to be changed.</param>
/// <param name="Method">The name of the method that the statement comes into.</param>
internal sealed record FoundTeardown(TextEdits Edits, string Method);
