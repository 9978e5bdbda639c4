using System.IO;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

/// <summary>The program that shows what the garbage collector does with cycles: README quotes it, so it must say what README says.</summary>
[Collection(PackedPackage.Collection)]
public sealed class SeedStoryTests(PackedPackage package)
{
    private const string Story =
        """
        1. Two nodes hold each other: a.Child = b, b.Child = a.
           Nothing else holds them: reclaimed.
           The same with b.Child = null before the end: reclaimed.
        2. An owner and its part hold each other, and somebody keeps the part.
           The owner that the part holds: still alive.
           The owner that the part holds weakly: reclaimed.
        3. The owner subscribes to a static event.
           Nothing else holds owner or part: still alive.
           After -= : reclaimed.
        4. A GCHandle holds the cursor of a session that cleans up in its finalizer.
           Session and cursor: still alive. Finalizers run: 0.
           After Free(): reclaimed. Finalizers run: 1.

        """;

    [Fact]
    public async Task The_build_shows_the_analyzers_at_work_and_the_program_what_is_kept()
    {
        var build = await Dotnet.Succeed(Repository.Root, ["build", "samples/SeedStory", .. PackedPackage.OwnBuild(package.Artifacts)]);
        Assert.Contains("Types.cs(21,19): warning CYC1001: Strong reference cycle Part.Owner → Owner.Part → Part", build);
        Assert.Contains("Scenes.cs(19,9): warning CYC2001: Strong reference cycle a.Child → b.Child → a is still closed when its objects go out of scope", build);
        Assert.DoesNotContain("Scenes.cs(29", build);
        Assert.Contains("Types.cs(53,21): warning CYC1003: Strong reference cycle Cursor.Session → Session.Cursor → Cursor", build);
        Assert.DoesNotContain("WeakPart", build);

        var output = await Dotnet.Succeed(Repository.Root, "exec", Path.Combine(package.Artifacts, "bin", "SeedStory", "release", "SeedStory.dll"));
        Assert.Equal(Story, output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Readme_quotes_the_story() => Assert.Contains(Story, File.ReadAllText(Repository.Path("README.md")).ReplaceLineEndings("\n"));
}
