using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Tests.Execution;

/// <summary>
/// Compiles a scenario as a release build does and runs its <c>Scenario.Run()</c> here: for scenarios that force collections, which decide whether an
/// object is kept.
/// </summary>
internal static partial class RunInProcess
{
    /// <summary>What scenarios share. A method that is not inlined leaves no hidden local behind.</summary>
    private const string Prelude = """
        using System;
        using System.Runtime.CompilerServices;
        public static class Gc
        {
            public static void Collect()
            {
                for (var i = 0; i < 4; i++)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
            }

            /// <summary>The object is there after collections.</summary>
            public static bool Keeps(Func<object> make)
            {
                var watched = Make(make);
                Collect();
                return watched.IsAlive;
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static WeakReference Make(Func<object> make) => new WeakReference(make());
        }
        """;

    /// <summary>The result of <c>Scenario.Run()</c>, whose body is given. Marks of expected diagnostics are taken out of the sources.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object? Of(string run, LanguageVersion languageVersion, params string[] sources)
    {
        var entry = "using System; public static class Scenario { public static object Run() { " + (run.Contains(';') ? run : $"return {run};") + " } }";
        var options = new CSharpParseOptions(languageVersion);
        var compilation = CSharpCompilation.Create(
            "scenario" + Guid.NewGuid().ToString("N"),
            sources.Append(entry).Append(Prelude).Select(source => CSharpSyntaxTree.ParseText(Marks().Replace(source, ""), options)),
            References.Net.AddRange(References.Libraries),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)) + "\n" + string.Join('\n', sources));
        stream.Position = 0;
        var scenario = new AssemblyLoadContext("scenario").LoadFromStream(stream).GetType("Scenario", throwOnError: true)!;
        try
        {
            return scenario.GetMethod("Run")!.Invoke(null, null);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException!.GetType().Name;
        }
    }

    public static object? Of(string run, params string[] sources) => Of(run, LanguageVersion.Preview, sources);

    [GeneratedRegex(@"\{\|CYC[0-9]{4}:|\|\}")]
    private static partial Regex Marks();
}
