using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace CycleRef.EndToEnd.Tests.Infrastructure;

/// <summary>A class library that refers to the package. It has no other package, so it needs no other feed.</summary>
internal sealed partial class Consumer(string folder, string version)
{
    private string _properties = "";
    private string _items = "";

    public string Folder => folder;

    public string SarifFile => Path.Combine(folder, "out.sarif");

    public static string ProjectText(string version, string properties, string items = "") =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CycleRef.Analyzers" Version="{version}" PrivateAssets="all" />
            {items}
          </ItemGroup>
        </Project>
        """;

    public Consumer Property(string name, string value)
    {
        _properties += $"<{name}>{value}</{name}>";
        return this;
    }

    public Consumer AdditionalFile(string name, string text)
    {
        _items += $"<AdditionalFiles Include=\"{name}\" />";
        return File(name, text);
    }

    public Consumer File(string name, string text)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, name), text);
        return this;
    }

    public Consumer EditorConfig(string entries) => File(".editorconfig", "root = true\n[*.cs]\n" + entries + "\n");

    public async Task<BuildResult> Build(params string[] arguments)
    {
        WriteProject();
        var result = await Dotnet.Run(
            folder,
            [
                "build", "--no-restore", "--disable-build-servers", "-nodeReuse:false", "-p:UseSharedCompilation=false",
                $"-p:ErrorLog={SarifFile}%2cversion=2.1", .. arguments,
            ]);
        return new BuildResult(result.ExitCode, result.Output, Diagnostics(result.Output), Sarif.Read(SarifFile));
    }

    /// <summary>Applies the first fix of each report of some rules, as a user would without an editor.</summary>
    public async Task<string> Fix(params string[] rules)
    {
        WriteProject();
        return await Dotnet.Succeed(folder, ["format", "analyzers", "--no-restore", "--diagnostics", .. rules, "--severity", "info", "--verbosity", "normal"]);
    }

    public string Text(string name) => System.IO.File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n");

    /// <summary>The analyzer configs that MSBuild hands to the compiler, by file name.</summary>
    public async Task<IReadOnlyList<string>> ConfigFiles(params string[] arguments)
    {
        WriteProject();
        var output = await Dotnet.Succeed(folder, ["msbuild", "-nodeReuse:false", "-getItem:EditorConfigFiles", .. arguments]);
        return [.. FileNames().Matches(output).Select(static match => match.Groups["name"].Value)];
    }

    private void WriteProject() => System.IO.File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), ProjectText(version, _properties, _items));

    // The build prints a warning where it arises and again in its summary.
    private static IReadOnlyList<string> Diagnostics(string output) =>
        [.. Lines().Matches(output).Select(static match => match.Groups["rest"].Value).Distinct().Order()];

    [GeneratedRegex(@"^\s*.*?(?<rest>[A-Za-z]+\.cs\(\d+,\d+\): (warning|error) CYC\d{4}: .*?)( \(https?:[^)]*\))?( \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex("\"Identity\": \".*?(?<name>[^/\\\\\"]+)\"")]
    private static partial Regex FileNames();
}

/// <param name="ExitCode">Of the build.</param>
/// <param name="Output">All that the build printed.</param>
/// <param name="Diagnostics">Ours among it, each once, as <c>File.cs(line,column): warning CYC1002: message</c>.</param>
/// <param name="Sarif">What the compiler logged, with what it did not print.</param>
internal sealed record BuildResult(int ExitCode, string Output, IReadOnlyList<string> Diagnostics, IReadOnlyList<SarifResult> Sarif)
{
    public IReadOnlyList<string> Ids => [.. Diagnostics.Select(static line => Regex.Match(line, "CYC[0-9]{4}").Value)];
}
