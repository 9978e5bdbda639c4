using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Tests.Execution;

/// <summary>How a scenario ended: <c>returned</c>, <c>overflowed</c>, <c>hung</c>, or <c>threw</c> with the exception's text.</summary>
internal sealed record Ending(string How, string Text)
{
    public override string ToString() => Text.Length == 0 ? How : How + " " + Text;
}

/// <summary>
/// Runs scenarios in a child process, because some of them kill it. A scenario that should kill gets a process of its own; those that should
/// return share one.
/// </summary>
internal static class ScenarioHost
{
    /// <summary>A process starts in a fraction of a second; a busy machine may take long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A small stack overflows fast and leaves a short trace.
    private const string Source =
        """
        using System;
        using System.IO;
        using System.Reflection;
        using System.Runtime.Loader;
        using System.Threading;
        class Host
        {
            static int Main(string[] args)
            {
                AssemblyLoadContext.Default.Resolving += (context, name) =>
                    File.Exists(Path.Combine(args[0], name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(args[0], name.Name + ".dll")) : null;
                var patience = TimeSpan.FromSeconds(int.Parse(args[1]));
                for (var i = 2; i < args.Length; i++)
                {
                    var run = AssemblyLoadContext.Default.LoadFromAssemblyPath(args[i]).GetType("Scenario").GetMethod("Run").CreateDelegate<Func<object>>();
                    var text = "hung";
                    var thread = new Thread(() =>
                    {
                        try { run(); text = "returned"; }
                        catch (Exception e) { text = "threw " + e.GetType().FullName + ": " + e.Message.ReplaceLineEndings(" "); }
                    }, 512 * 1024) { IsBackground = true };
                    thread.Start();
                    thread.Join(patience);
                    Console.WriteLine(text);
                }
                return 0;
            }
        }
        """;

    private static readonly Lazy<string> Assembly = new(CompileHost);

    private static readonly SemaphoreSlim Slots = new(Math.Max(1, Environment.ProcessorCount));

    /// <summary>Runs one scenario in a process of its own.</summary>
    public static async Task<Ending> Run(string scenario, int secondsUntilHung = 60) => (await RunAll([scenario], secondsUntilHung))[0];

    /// <summary>Runs scenarios one after another in one process. When one overflows, those after it have no ending.</summary>
    public static async Task<IReadOnlyList<Ending>> RunAll(IReadOnlyList<string> scenarios, int secondsUntilHung = 60)
    {
        await Slots.WaitAsync();
        try
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])["exec", Assembly.Value, AppContext.BaseDirectory, $"{secondsUntilHung}", .. scenarios])
                start.ArgumentList.Add(argument);
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var timeout = new CancellationTokenSource(Patience + TimeSpan.FromSeconds(secondsUntilHung));
            await process.WaitForExitAsync(timeout.Token);
            var endings = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
            if (process.ExitCode != 0)
                endings.Add((await error).Contains("Stack overflow", StringComparison.Ordinal) ? new Ending("overflowed", "") : new Ending("died", await error));
            return endings;
        }
        finally
        {
            Slots.Release();
        }
    }

    private static Ending Parse(string line)
    {
        var parts = line.TrimEnd('\r').Split(' ', 2);
        return new Ending(parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static string CompileHost()
    {
        var path = Scenario.NewFile("host.dll");
        var compilation = CSharpCompilation.Create("host", [CSharpSyntaxTree.ParseText(Source)], References.Net, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        if (!compilation.Emit(path).Success)
            throw new InvalidOperationException("The host does not compile.");
        File.WriteAllText(
            Scenario.NewFile("host.runtimeconfig.json"),
            """{ "runtimeOptions": { "tfm": "net10.0", "frameworks": [{ "name": "Microsoft.NETCore.App", "version": "10.0.0" }, { "name": "Microsoft.AspNetCore.App", "version": "10.0.0" }] } }""");
        return path;
    }
}
