using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>
/// One adversarial case of a scenario file:
/// <code>
/// ## two nodes hold each other → CYC2001
/// var a = new Node(); var b = new Node();
/// a.Child = b;
/// [|b.Child = a|];
/// %% members or types that it needs, if any
/// </code>
/// Several rules are separated by blanks; <c>silent</c> stands for none. The body is that of <c>static void Run(bool p, int n, Node given, Node other)</c>.
/// </summary>
public sealed record Scenario(string File, int Number, string Title, string Expected, string Body, string Members)
{
    private const string Arrow = " → ";

    public bool IsSilent => Expected is "silent" or "silent-cycle";

    /// <summary>A cycle is left, and yet the rules have a reason not to report it: an exception, a teardown.</summary>
    public bool LeavesCycle => Expected != "silent";

    public string Namespace => "S" + Number;

    public static IReadOnlyList<Scenario> Read(string file)
    {
        using var stream = typeof(Scenario).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException("no scenario file " + file);
        var text = new StreamReader(stream).ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
        var scenarios = new List<Scenario>();
        foreach (var part in ("\n" + text).Split("\n## ").Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var head = part[..end].Split(Arrow);
            var body = part[(end + 1)..].Split("\n%%");
            scenarios.Add(new Scenario(file, scenarios.Count + 1, head[0].Trim(), head[1].Trim(), body[0], body.Length > 1 ? body[1] : ""));
        }

        return scenarios;
    }

    /// <summary>The scenario as a namespace of its own; members without a type go into the class of the method.</summary>
    public string Source()
    {
        var async = Body.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void";
        var body = Unmarked(Body);
        var (members, outside) = Members.TrimStart().StartsWith("types", StringComparison.Ordinal) ? ("", Unmarked(Members.TrimStart()[5..])) : (Unmarked(Members), "");
        return $"namespace {Namespace}\n{{\npublic partial class C\n{{\npublic static {async} Run(bool p, int n, Node given, Node other)\n{{\n{body}\n}}\n{members}\n}}\n{outside}\n}}\n";
    }

    /// <summary>The marked text, or null.</summary>
    public string? Marked()
    {
        var all = Body + Members;
        var start = all.IndexOf("[|", StringComparison.Ordinal);
        return start < 0 ? null : all[(start + 2)..all.IndexOf("|]", StringComparison.Ordinal)];
    }

    private static string Unmarked(string text) => text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    public override string ToString() => Number + " " + Title;
}
