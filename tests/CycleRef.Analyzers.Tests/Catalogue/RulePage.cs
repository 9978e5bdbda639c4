using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>A page of docs/rules: a generated head and sections written by hand.</summary>
internal sealed class RulePage
{
    public static readonly ImmutableArray<string> Sections =
        ["Cause", "Why it matters, and when it does not", "Example", "Fix", "When to suppress", "Options"];

    private readonly string[] _lines;

    private RulePage(string path)
    {
        Path = path;
        _lines = File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    public string Path { get; }

    public IEnumerable<string> Headings => _lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]);

    public string Text => string.Join('\n', _lines);

    public static RulePage Of(string id) => new(Repository.Path("docs", "rules", id + ".md"));

    public static string Head(DiagnosticDescriptor rule) =>
        $"""
        # {rule.Id}: {rule.Title}

        | ID | Severity | Category | Enabled |
        | --- | --- | --- | --- |
        | {rule.Id} | {Severities.Name(rule.DefaultSeverity)} | {rule.Category} | {(rule.IsEnabledByDefault ? "yes" : "no")} |

        """.ReplaceLineEndings("\n");

    /// <summary>The C# blocks of a section, each as one source.</summary>
    public IReadOnlyList<string> Code(string section)
    {
        var blocks = new List<string>();
        List<string>? block = null;
        var inside = false;
        foreach (var line in _lines)
        {
            if (block is null && line.StartsWith("## ", StringComparison.Ordinal))
                inside = line[3..] == section;
            else if (inside && block is null && line == "```csharp")
                block = [];
            else if (block is not null && line == "```")
            {
                blocks.Add(string.Join('\n', block));
                block = null;
            }
            else
                block?.Add(line);
        }

        return blocks;
    }
}
