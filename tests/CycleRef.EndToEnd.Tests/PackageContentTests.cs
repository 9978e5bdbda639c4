using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class PackageContentTests(PackedPackage package)
{
    private static readonly string[] Expected =
    [
        "CycleRef.Analyzers.nuspec",
        "README.md",
        "[Content_Types].xml",
        "_rels/.rels",
        "analyzers/dotnet/cs/CycleRef.Analyzers.CodeFixes.dll",
        "analyzers/dotnet/cs/CycleRef.Analyzers.dll",
        "build/CycleRef.Analyzers.targets",
        "build/presets/CycleRef.Leaks.globalconfig",
        "build/presets/CycleRef.None.globalconfig",
        "build/presets/CycleRef.Strict.globalconfig",
        "buildTransitive/CycleRef.Analyzers.targets",
        "icon.png",
    ];

    [Fact]
    public void Package_has_these_files_and_no_others()
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        var entries = archive.Entries.Select(static entry => entry.FullName)
            .Where(static name => !name.StartsWith("package/services/metadata/core-properties/"));
        Assert.Equal(Expected, entries.Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void Nuspec_says_that_the_package_is_for_development_only()
    {
        var metadata = Metadata();
        Assert.Equal("CycleRef.Analyzers", metadata["id"]);
        Assert.Equal("true", metadata["developmentDependency"]);
        Assert.Equal("MIT", metadata["license"]);
        Assert.Equal("README.md", metadata["readme"]);
        Assert.Equal("icon.png", metadata["icon"]);
        Assert.Equal("https://github.com/cycleref/CycleRef.Analyzers", metadata["projectUrl"]);
        Assert.DoesNotContain("dependencies", metadata.Keys);
        Assert.DoesNotContain("requireLicenseAcceptance", metadata.Keys);
    }

    private Dictionary<string, string> Metadata()
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        using Stream stream = archive.GetEntry("CycleRef.Analyzers.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single().Elements().ToDictionary(static element => element.Name.LocalName, static element => element.Value);
    }
}
