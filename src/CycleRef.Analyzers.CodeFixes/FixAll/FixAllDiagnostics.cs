using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CycleRef.Analyzers.CodeFixes.FixAll;

/// <summary>What Fix All is to fix, in the order of files and places.</summary>
internal static class FixAllDiagnostics
{
    public static async Task<List<(DocumentId Document, Diagnostic Diagnostic)>> InAsync(FixAllContext context)
    {
        var found = new List<Diagnostic>();
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                found.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
                break;
            case FixAllScope.Project:
                found.AddRange(await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false));
                break;
            case FixAllScope.Solution:
                foreach (var project in context.Solution.Projects.Where(static p => p.Language == LanguageNames.CSharp))
                    found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                break;
        }

        // A file that several projects share is changed once.
        return found
            .Where(static diagnostic => diagnostic.Location.SourceTree is not null)
            .Select(diagnostic => (Document: context.Solution.GetDocument(diagnostic.Location.SourceTree)?.Id, Diagnostic: diagnostic))
            .Where(static pair => pair.Document is not null)
            .OrderBy(static pair => pair.Diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Diagnostic.Location.SourceSpan.Start)
            .GroupBy(static pair => (pair.Diagnostic.Location.SourceTree!.FilePath, pair.Diagnostic.Location.SourceSpan))
            .Select(static same => (same.First().Document!, same.First().Diagnostic))
            .ToList();
    }
}
