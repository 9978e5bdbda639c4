using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes.Serialization;

/// <summary>Adds the directives that new code needs, once each.</summary>
internal static class Directives
{
    public static async Task<Document> AddAsync(Document document, IEnumerable<string> namespaces, CancellationToken cancellationToken)
    {
        foreach (var name in namespaces.Distinct())
        {
            var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var lineEnd = root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            document = document.WithSyntaxRoot(UsingSystem.AddTo(root, lineEnd.RawKind == 0 ? "\n" : lineEnd.ToString(), name));
        }

        return document;
    }
}
