using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Roots;

/// <summary>Files are read for one name at a time, and the answer is that of all files.</summary>
public sealed class NamesOfTheProgram
{
    private const int Types = 40;

    [Fact]
    public void However_many_names_are_asked_for()
    {
        // Every other type has a static object, each in a file of its own; its name stands elsewhere too.
        var files = Enumerable.Range(0, Types).Select(static i => ($"/holder{i}.cs", i % 2 == 0 ? $"static class Holder{i} {{ static readonly Held{i} One = new Held{i}(); }}" : $"class Other{i} {{ Held{i} one; }}"));
        var compilation = Analysis.Compile([.. files, ("/none.cs", "class Nothing { }")]);
        var calls = new LifetimeCalls(KnowledgeBase.Embedded);
        var names = new ProgramReleaseNames(compilation, _ => new LazyReleaseNames(calls));
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < Types; i++)
                Assert.Equal(i % 2 == 0, names.Any($"Held{i}", read => read.Singletons.Contains($"Held{i}"), default));
        }
    }
}
