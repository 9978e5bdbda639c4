using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace CycleRef.EndToEnd.Tests.Infrastructure;

/// <summary>The package, packed once for all tests into a feed of its own, and a consumer project restored from that feed and nothing else.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    public const string Collection = "package";

    private int _projects;

    /// <summary>A folder outside the source tree; whatever the source tree imports must not reach a consumer.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cycleref-").FullName;

    /// <summary>Where our own projects are built: beside the tree, since other tests build in the tree at the same time.</summary>
    public string Artifacts => Path.Combine(Folder, "artifacts");

    public string Feed => Path.Combine(Folder, "feed");

    public string Nupkg => Directory.GetFiles(Feed, "CycleRef.Analyzers.*.nupkg").Single();

    public string Version => Path.GetFileNameWithoutExtension(Nupkg)["CycleRef.Analyzers.".Length..];

    private string Template => Path.Combine(Folder, "template");

    public async Task InitializeAsync()
    {
        await Dotnet.Succeed(Repository.Root, ["pack", "src/CycleRef.Analyzers.Package", "-o", Feed, .. OwnBuild(Artifacts)]);
        Directory.CreateDirectory(Template);
        File.WriteAllText(
            Path.Combine(Folder, "NuGet.config"),
            $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" />
              </config>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(Template, "Consumer.csproj"), Consumer.ProjectText(Version, ""));
        await Dotnet.Succeed(Template, "restore", "--disable-build-servers", "-nodeReuse:false");
    }

    /// <summary>How our own projects are built for a release, in a folder of their own.</summary>
    internal static string[] OwnBuild(string artifacts) =>
        ["-c", "Release", "--artifacts-path", artifacts, "-p:ContinuousIntegrationBuild=true", "--disable-build-servers", "-nodeReuse:false", "-p:UseSharedCompilation=false"];

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A fresh project that has been restored.</summary>
    internal Consumer NewConsumer()
    {
        // Restored once: the assets name the package folder, not the project's.
        var folder = Path.Combine(Folder, $"consumer{++_projects}");
        Directory.CreateDirectory(Path.Combine(folder, "obj"));
        foreach (var file in Directory.GetFiles(Path.Combine(Template, "obj")))
            File.Copy(file, Path.Combine(folder, "obj", Path.GetFileName(file)));
        return new Consumer(folder, Version);
    }
}

[CollectionDefinition(PackedPackage.Collection)]
public sealed class PackageTests : ICollectionFixture<PackedPackage>;
