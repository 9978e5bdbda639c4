using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Catalogue;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>The analyzers run over their own source: every report there is one too many.</summary>
public sealed class OwnCode
{
    [Fact]
    public async Task Has_no_cycle_that_the_rules_report()
    {
        var folder = Path.Combine(Repository.Root, "src");
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(static file => (file, File.ReadAllText(file)));
        var roslyn = AppDomain.CurrentDomain.GetAssemblies()
            .Where(static assembly => assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && assembly.Location.Length > 0)
            .Select(static assembly => MetadataReference.CreateFromFile(assembly.Location));
        var compilation = Analysis.Compile(files).AddReferences(roslyn);
        var options = (CSharpCompilationOptions)compilation.Options;
        var reports = await new Analysis(compilation.WithOptions(options.WithNullableContextOptions(NullableContextOptions.Enable))).Batch(new TypeCycleAnalyzer());
        Assert.Empty(reports.Select(Analysis.Describe));
    }
}
