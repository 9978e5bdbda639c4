using System;
using System.Collections.Generic;
using System.Linq;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>A set of names, some of them with a leading or trailing <c>*</c>. Matching is linear in the number of patterns with a star.</summary>
internal sealed class NamePatterns
{
    private readonly HashSet<string> _exact;
    private readonly List<string> _starts = [];
    private readonly List<string> _ends = [];
    private readonly StringComparison _comparison;

    /// <param name="patterns">Names.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    public NamePatterns(IEnumerable<string> patterns, bool ignoreCase)
    {
        var all = patterns.ToList();
        Text = string.Join("\n", all);
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _exact = new HashSet<string>(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var pattern in all)
        {
            // A lone star would match everything: certainly a slip.
            if (pattern.Length == 0 || pattern == "*")
                continue;
            if (pattern[pattern.Length - 1] == '*')
                _starts.Add(pattern.Substring(0, pattern.Length - 1));
            else if (pattern[0] == '*')
                _ends.Add(pattern.Substring(1));
            else
                _exact.Add(pattern);
        }
    }

    /// <summary>The patterns, one a line: two sets of the same text match the same names.</summary>
    public string Text { get; }

    public bool Matches(string name)
    {
        if (_exact.Contains(name))
            return true;
        foreach (var start in _starts)
        {
            if (name.StartsWith(start, _comparison))
                return true;
        }

        foreach (var end in _ends)
        {
            if (name.EndsWith(end, _comparison))
                return true;
        }

        return false;
    }
}
