using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Tests.CodeFixes.WeakCollection;

/// <summary>A subject and its listeners, which know each other through collections.</summary>
internal static class Sources
{
    public const string Listener = """
        using System.Collections.Generic;

        class Listener
        {
            private readonly List<Subject> _subjects = new();

            public int Calls;

            public void Watch(Subject subject)
            {
                subject.Add(this);
                _subjects.Add(subject);
            }

            public void Notify() => Calls++;
        }
        """;

    /// <summary>The reported collection is <c>_listeners</c>.</summary>
    public static string Subject(string type, string members) =>
        "using System.Collections.Generic;\nusing System.Linq;\n\nclass Subject\n{\n    private readonly " + type + " _listeners = new();\n\n    " + members + "\n}";

    public static FixRun On(params string[] sources) => FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable, sources);
}
