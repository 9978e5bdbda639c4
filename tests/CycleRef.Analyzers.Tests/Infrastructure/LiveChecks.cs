using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>What every analyzer must stand in an editor, whatever its rules are about.</summary>
internal static class LiveChecks
{
    /// <summary>
    /// Characters between two cuts. Each cut is a compilation of its own, so not every one is made; a prime, so that the cuts of lines that are
    /// indented alike fall into different columns, and shorter than most statements, so that few are never cut.
    /// </summary>
    private const int CutStep = 11;

    /// <summary>Full collections until what is dead must be gone: the host's own tasks may still be unwinding during the first.</summary>
    private const int MaxCollections = 20;

    public static DiagnosticAnalyzer Create(string name) =>
        (DiagnosticAnalyzer)Activator.CreateInstance(typeof(TypeCycleAnalyzer).Assembly.GetType(typeof(TypeCycleAnalyzer).Namespace + "." + name, throwOnError: true)!)!;

    /// <summary>What is shown file by file is together what a build prints, and that is something.</summary>
    public static async Task LiveEqualsBatch(Analysis analysis, Func<DiagnosticAnalyzer> create)
    {
        var batch = await analysis.Batch(create());
        Assert.NotEmpty(batch);
        Assert.Equal(batch.Select(Analysis.Describe), (await analysis.Live(create())).Select(Analysis.Describe));
    }

    /// <summary>Each file is cut off in many places. An exception of the analyzer fails the test, see <see cref="Analysis.Batch"/>.</summary>
    public static async Task HalfTypedCodeThrowsNothing((string Path, string Source)[] files, Func<(string Path, string Source)[], Analysis> analysisOf, Func<DiagnosticAnalyzer> create)
    {
        for (var file = 0; file < files.Length; file++)
        {
            for (var length = 0; length < files[file].Source.Length; length += CutStep)
            {
                var cut = files.ToArray();
                cut[file].Source = cut[file].Source[..length];
                await analysisOf(cut).Batch(create());
            }
        }
    }

    /// <summary>The analyzer lives on, as in an editor, and keeps no compilation that it has seen.</summary>
    public static async Task KeepsNoCompilation(Func<Analysis> analysisOf, DiagnosticAnalyzer analyzer)
    {
        await AreCollected([await AnalyzeOnce(analysisOf, analyzer)]);
        GC.KeepAlive(analyzer);
    }

    public static async Task AreCollected(IReadOnlyList<WeakReference> references)
    {
        for (var round = 0; round < MaxCollections && references.Any(static reference => reference.IsAlive); round++)
        {
            await Task.Delay(10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(references, static reference => reference.IsAlive);
    }

    // A method of its own, so that no local holds the compilation.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AnalyzeOnce(Func<Analysis> analysisOf, DiagnosticAnalyzer analyzer)
    {
        var analysis = analysisOf();
        await analysis.Batch(analyzer);
        return new WeakReference(analysis.Compilation);
    }
}
