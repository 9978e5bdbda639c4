using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CycleRef.Analyzers.Tests.Roots;

/// <summary>
/// One case of a scenario file:
/// <code>
/// ## a running timer in a field → CYC4004, kept
/// class Subject { … [|new Timer|](…) … }
/// %% what makes the watched object, if not `return new Subject();`
/// </code>
/// The first word is the rule, with a question mark for a suggestion, or <c>silent</c>. The second is what the collector does with the object
/// that is made: <c>kept</c>, <c>collected</c>, or <c>unrun</c> where the library is a stub.
/// </summary>
public sealed record RootScenario(string File, int Number, string Title, string Expected, string Fate, string Code, string Make)
{
    private const string Arrow = " → ";

    private const string Usings =
        """
        using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Diagnostics; using System.Diagnostics.Metrics; using System.Diagnostics.Tracing;
        using System.Linq; using System.Reactive.Linq; using System.Reactive.Subjects; using System.Reactive.Disposables; using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Runtime.Loader; using System.Threading; using System.Threading.Tasks;
        using Microsoft.Extensions.Options; using Microsoft.Extensions.Primitives;

        """;

    public string Namespace => "S" + Number;

    public bool IsRun => Fate != "unrun";

    public static IReadOnlyList<RootScenario> Read(string file)
    {
        using var stream = typeof(RootScenario).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException("no scenario file " + file);
        var text = new StreamReader(stream).ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
        var scenarios = new List<RootScenario>();
        foreach (var part in ("\n" + text).Split("\n## ").Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var head = part[..end].Split(Arrow);
            var labels = head[1].Split(',');
            var body = part[(end + 1)..].Split("\n%%");
            scenarios.Add(new RootScenario(file, scenarios.Count + 1, head[0].Trim(), labels[0].Trim(), labels[1].Trim(), body[0], body.Length > 1 ? body[1].Trim() : "return new Subject();"));
        }

        return scenarios;
    }

    /// <summary>A namespace of its own, with a method that makes the object.</summary>
    public string Source()
    {
        var make = IsRun ? $"public static class Run {{ public static object Make() {{ {Make} }} }}" : "";
        var code = Unmarked(Code);
        return code.Contains("namespace ", StringComparison.Ordinal) ? Usings + code : $"{Usings}namespace {Namespace}\n{{\n{code}\n{make}\n}}\n";
    }

    /// <summary>The marked text, or null.</summary>
    public string? Marked()
    {
        var start = Code.IndexOf("[|", StringComparison.Ordinal);
        return start < 0 ? null : Code[(start + 2)..Code.IndexOf("|]", StringComparison.Ordinal)];
    }

    private static string Unmarked(string text) => text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    public override string ToString() => Number + " " + Title;
}
