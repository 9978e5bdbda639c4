using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CycleRef.Corpus.Trust;

/// <summary>What somebody who read a report with its source thinks of it. Places are names of members and types, no code.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Body">The body of real code.</param>
/// <param name="Place">The member or type that was reported.</param>
/// <param name="IsRight">The report says what is so.</param>
/// <param name="IsMended">It was wrong, and a later version no longer reports the place.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record Verdict(string Rule, string Body, string Place, bool IsRight, bool IsMended, string Reason)
{
    /// <summary>One verdict a line: rule, body, place, <c>right</c>, <c>wrong</c> or <c>mended</c>, reason, with bars between them; <c>#</c> starts a comment.</summary>
    public static IReadOnlyList<Verdict> Read(string file) => [.. File.ReadLines(file).Select(static line => line.Trim()).Where(static line => line.Length > 0 && line[0] != '#').Select(Parse)];

    public static Verdict Parse(string line)
    {
        var parts = line.Split('|', 5, StringSplitOptions.TrimEntries);
        return parts is [var rule, var body, var place, "right" or "wrong" or "mended", var reason]
            ? new Verdict(rule, body, place, parts[3] == "right", parts[3] == "mended", reason)
            : throw new FormatException($"No verdict: {line}");
    }
}
