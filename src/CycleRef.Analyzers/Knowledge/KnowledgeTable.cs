using System;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>One row of a knowledge table: <c>[word] ID [word ID]</c>.</summary>
/// <param name="Word">The word before the ID (<c>attribute</c>, <c>not</c>, <c>back</c>, …), or empty.</param>
/// <param name="Id">A documentation ID such as <c>T:System.WeakReference`1</c>, or a plain name in tables of names.</param>
/// <param name="ConditionWord">The word after the ID (<c>when</c>, <c>in</c>), or empty.</param>
/// <param name="ConditionId">The documentation ID that the condition names, or empty.</param>
internal sealed record KnowledgeRow(string Word, string Id, string ConditionWord, string ConditionId);

/// <summary>
/// A text table of facts about libraries. The same form serves the embedded defaults and the AdditionalFiles of users and
/// libraries. Lines that do not fit the form are skipped: bad input is never an error.
/// </summary>
internal sealed class KnowledgeTable
{
    /// <summary>A table longer than this is cut: no sane table comes near it, and it bounds the work for a wrong file.</summary>
    private const int MaxRows = 20_000;

    public static readonly KnowledgeTable Empty = new(ImmutableArray<KnowledgeRow>.Empty);

    private static readonly char[] Blanks = [' ', '\t', '\r'];

    private KnowledgeTable(ImmutableArray<KnowledgeRow> rows) => Rows = rows;

    public ImmutableArray<KnowledgeRow> Rows { get; }

    public static KnowledgeTable Parse(SourceText text, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<KnowledgeRow>();
        foreach (var line in text.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Count >= MaxRows)
                break;
            if (ParseLine(line.ToString()) is { } row)
                rows.Add(row);
        }

        return new KnowledgeTable(rows.ToImmutable());
    }

    public KnowledgeTable Concat(KnowledgeTable other) => other.Rows.IsEmpty ? this : new KnowledgeTable(Rows.AddRange(other.Rows));

    private static KnowledgeRow? ParseLine(string line)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0)
            line = line.Substring(0, comment);
        var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            1 => new KnowledgeRow("", words[0], "", ""),
            2 => new KnowledgeRow(words[0], words[1], "", ""),
            3 => new KnowledgeRow("", words[0], words[1], words[2]),
            4 => new KnowledgeRow(words[0], words[1], words[2], words[3]),
            _ => null,
        };
    }
}
