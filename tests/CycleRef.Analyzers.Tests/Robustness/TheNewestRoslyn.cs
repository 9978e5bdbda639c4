#if !ROSLYN_NEWEST
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>The floor and the newest Roslyn over all programs of the repository.</summary>
public sealed class TheNewestRoslyn
{
    /// <summary>The newest Roslyn is loaded beside the floor, with the analyzers and these tests once more on top of it.</summary>
    [Fact]
    public void Reports_what_the_floor_reports()
    {
        var newest = new NewestRoslyn().LoadFromAssemblyPath(typeof(ReportLines).Assembly.Location).GetType(typeof(ReportLines).FullName!, throwOnError: true)!;
        Assert.NotEqual(ReportLines.RoslynVersion(), newest.GetMethod(nameof(ReportLines.RoslynVersion))!.Invoke(null, null));
        var ofNewest = newest.GetMethod(nameof(ReportLines.Of))!.CreateDelegate<Func<string[], string[], string[]>>();
        // The forms of the grammar are there for versions that the floor does not know.
        foreach (var files in RepositoryCode.Programs.Where(static program => program.Key != "grammar").Select(static program => program.Value))
        {
            string[] paths = [.. files.Select(static file => file.Path)], texts = [.. files.Select(static file => file.Text)];
            Determinism.Same(ReportLines.Of(paths, texts), ofNewest(paths, texts));
        }
    }

    private sealed class NewestRoslyn : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var roslyn = Path.Combine(AppContext.BaseDirectory, "roslyn-newest", assemblyName.Name + ".dll");
            if (File.Exists(roslyn))
                return LoadFromAssemblyPath(roslyn);
            var own = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return assemblyName.Name!.StartsWith("CycleRef.", StringComparison.Ordinal) && File.Exists(own) ? LoadFromAssemblyPath(own) : null;
        }
    }
}
#endif
