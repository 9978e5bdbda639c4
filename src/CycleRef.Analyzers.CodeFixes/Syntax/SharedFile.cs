using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>
/// What a file may use in every project that compiles it. A project that is built for several frameworks compiles each of its files once for each,
/// often in different versions of the language.
/// </summary>
/// <param name="Language">The oldest version of the language.</param>
/// <param name="HasWeakReference"><c>WeakReference&lt;T&gt;</c> is there.</param>
/// <param name="HasInit">What an <c>init</c> accessor needs is there.</param>
internal sealed record SharedFile(LanguageVersion Language, bool HasWeakReference, bool HasInit)
{
    public static async Task<SharedFile> OfAsync(Document document, CancellationToken cancellationToken)
    {
        var shared = new SharedFile(LanguageOf(document), true, true);
        foreach (var compilation in await CompilationsAsync(document, cancellationToken).ConfigureAwait(false))
            shared = shared with { HasWeakReference = shared.HasWeakReference && IsThere(compilation, "System.WeakReference`1"), HasInit = shared.HasInit && IsThere(compilation, "System.Runtime.CompilerServices.IsExternalInit") };
        return shared;
    }

    public static LanguageVersion LanguageOf(Document document) =>
        Documents(document).Select(static one => one.Project.ParseOptions).OfType<CSharpParseOptions>().Select(static options => options.LanguageVersion).Min();

    /// <summary>Of all projects that compile the file.</summary>
    public static async Task<IReadOnlyList<Compilation>> CompilationsAsync(Document document, CancellationToken cancellationToken)
    {
        var compilations = new List<Compilation>();
        foreach (var one in Documents(document))
        {
            if (await one.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation)
                compilations.Add(compilation);
        }

        return compilations;
    }

    private static IEnumerable<Document> Documents(Document document) =>
        document.GetLinkedDocumentIds().Select(id => document.Project.Solution.GetDocument(id)!).Prepend(document);

    private static bool IsThere(Compilation compilation, string name) =>
        compilation.GetTypeByMetadataName(name) is { } type && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);
}
