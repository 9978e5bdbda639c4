using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Tests.CodeFixes.WeakCollection;

/// <summary>Listeners that listen to each other: the one kind of collection that is sure to be reported.</summary>
internal static class Sources
{
    /// <summary>The reported collection is <c>_listeners</c>.</summary>
    public static string Listener(string type, string members) =>
        "using System.Collections.Generic;\nusing System.Linq;\n\nclass Listener\n{\n    private readonly " + type + " _listeners = new();\n    public int Calls;\n\n    public void Notify() => Calls++;\n\n    " + members + "\n}";

    public static FixRun On(params string[] sources) => FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, sources).WithOptions("cycleref.report_self_edges = true");
}
