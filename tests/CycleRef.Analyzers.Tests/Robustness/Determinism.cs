using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>The same program, the same reports: place, text, other places and properties. Over all programs of the repository, with all rules on.</summary>
public sealed class Determinism
{
    public static TheoryData<string> Programs => [.. RepositoryCode.Programs.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Whatever_the_order_of_files_and_threads(string program)
    {
        var files = RepositoryCode.Programs[program].ToArray();
        var expected = await ReportLines.BatchAsync(ReportLines.Compile(files), concurrent: true);
        Same(expected, await ReportLines.BatchAsync(ReportLines.Compile(files), concurrent: false));
        new Random(3).Shuffle(files);
        Same(expected, await ReportLines.BatchAsync(ReportLines.Compile(files), concurrent: true));
        Array.Reverse(files);
        Same(expected, await ReportLines.BatchAsync(ReportLines.Compile(files), concurrent: false));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Whether_a_build_or_an_editor_asks(string program)
    {
        var compilation = ReportLines.Compile(RepositoryCode.Programs[program]);
        Same(await ReportLines.BatchAsync(compilation, concurrent: true), await ReportLines.LiveAsync(compilation, WholePackage.Analyzers));
    }

    /// <summary>One session of an editor: files are emptied and typed again, and the analyzers are the same objects all the time.</summary>
    [Fact]
    public async Task Whatever_was_typed_before()
    {
        foreach (var program in RepositoryCode.Programs.Keys.Where(static name => name.Contains("Scenarios", StringComparison.Ordinal)).Where(static (_, i) => i % 4 == 0))
        {
            var compilation = ReportLines.Compile(RepositoryCode.Programs[program]);
            var expected = await ReportLines.BatchAsync(compilation, concurrent: true);
            var analyzers = WholePackage.Analyzers;
            foreach (var tree in compilation.SyntaxTrees.Where(static (_, i) => i % 10 == 0))
            {
                var half = tree.WithChangedText(SourceText.From(tree.ToString()[..(tree.Length / 2)]));
                var edited = compilation.ReplaceSyntaxTree(tree, half);
                await ReportLines.LiveAsync(edited, analyzers);
                compilation = edited.ReplaceSyntaxTree(half, half.WithChangedText(tree.GetText()));
            }

            Same(expected, await ReportLines.LiveAsync(compilation, analyzers));
        }
    }

    /// <summary>Shows the lines that only one side has.</summary>
    internal static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        if (!expected.SequenceEqual(actual))
            Assert.Fail($"{expected.Count} and {actual.Count} reports\n- " + string.Join("\n- ", expected.Except(actual)) + "\n+ " + string.Join("\n+ ", actual.Except(expected)));
    }
}
