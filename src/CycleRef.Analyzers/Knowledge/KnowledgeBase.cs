using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>
/// Every fact about library types that the rules use: the tables embedded in this assembly, extended by AdditionalFiles named
/// <c>CycleRef.&lt;Table&gt;.txt</c> or <c>CycleRef.&lt;Table&gt;.&lt;any&gt;.txt</c>. Text only, no symbol: see <see cref="KnownTypes"/> for what
/// a compilation makes of it.
/// </summary>
internal sealed class KnowledgeBase
{
    private const string FilePrefix = "CycleRef.";
    private const string FileSuffix = ".txt";

    private static readonly Lazy<KnowledgeBase> EmbeddedTables = new(LoadEmbedded);

    private readonly ImmutableDictionary<string, KnowledgeTable> _tables;
    private readonly ImmutableArray<(string Name, KnowledgeTable Rows)> _added;

    private KnowledgeBase(ImmutableDictionary<string, KnowledgeTable> tables, ImmutableArray<(string Name, KnowledgeTable Rows)> added)
    {
        _tables = tables;
        _added = added;
    }

    /// <summary>The tables that ship in this assembly.</summary>
    public static KnowledgeBase Embedded => EmbeddedTables.Value;

    public KnowledgeTable this[string table] => _tables.TryGetValue(table, out var found) ? found : KnowledgeTable.Empty;

    /// <summary>The embedded tables plus the rows of every additional file whose name fits.</summary>
    /// <param name="additionalFiles">The additional files of the compilation, in any order.</param>
    /// <param name="parse">How a file's text becomes a table: the caller may cache it by text.</param>
    /// <param name="last">What came of it before: given back if the very same tables are added in the same order.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static KnowledgeBase ExtendedBy(
        ImmutableArray<AdditionalText> additionalFiles,
        Func<SourceText, KnowledgeTable> parse,
        KnowledgeBase? last,
        CancellationToken cancellationToken)
    {
        var added = ImmutableArray.CreateBuilder<(string Name, KnowledgeTable Rows)>();
        foreach (var file in additionalFiles.OrderBy(static f => f.Path, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TableName(Path.GetFileName(file.Path)) is { } name && Embedded._tables.ContainsKey(name) && file.GetText(cancellationToken) is { } text)
                added.Add((name, parse(text)));
        }

        if (added.Count == 0)
            return Embedded;
        if (last is not null && last._added.SequenceEqual(added))
            return last;
        var tables = Embedded._tables;
        foreach (var (name, rows) in added)
            tables = tables.SetItem(name, tables[name].Concat(rows));
        return new KnowledgeBase(tables, added.ToImmutable());
    }

    public IEnumerable<KnowledgeRow> Rows(string table, string word) => this[table].Rows.Where(row => row.Word == word);

    private static string? TableName(string fileName)
    {
        if (!fileName.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase) || !fileName.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = fileName.Split('.');
        return parts.Length >= 3 ? parts[1] : null;
    }

    private static KnowledgeBase LoadEmbedded()
    {
        var tables = ImmutableDictionary.CreateBuilder<string, KnowledgeTable>(StringComparer.OrdinalIgnoreCase);
        var assembly = typeof(KnowledgeBase).GetTypeInfo().Assembly;
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (TableName(resource) is not { } name)
                continue;
            using var stream = assembly.GetManifestResourceStream(resource);
            tables[name] = KnowledgeTable.Parse(SourceText.From(stream), CancellationToken.None);
        }

        return new KnowledgeBase(tables.ToImmutable(), ImmutableArray<(string Name, KnowledgeTable Rows)>.Empty);
    }
}
