using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Corpus;

/// <summary>The same .editorconfig entries for every file.</summary>
internal sealed class FixedOptions : AnalyzerConfigOptionsProvider
{
    private readonly Entries _entries;

    public FixedOptions(IEnumerable<string> keyValues) => _entries = new Entries(
        keyValues.Select(static pair => pair.Split('=', 2))
            .ToImmutableDictionary(static pair => pair[0].Trim(), static pair => pair[^1].Trim(), StringComparer.OrdinalIgnoreCase));

    public override AnalyzerConfigOptions GlobalOptions => _entries;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _entries;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _entries;

    private sealed class Entries(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
