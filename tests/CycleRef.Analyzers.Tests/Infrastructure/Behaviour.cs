using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>Runs <c>Program.Run()</c> of a source before and after a fix. It returns text and may force collections on its way.</summary>
internal static class Behaviour
{
    /// <summary>Stands beside every source that is run. A method that is not inlined leaves no hidden local behind.</summary>
    public const string Helpers = """
        static class Memory
        {
            public static void Collect()
            {
                for (var i = 0; i < 3; i++)
                {
                    System.GC.Collect();
                    System.GC.WaitForPendingFinalizers();
                }
            }
        }
        """;

    /// <summary>The same output before and after.</summary>
    public static async Task StaysTheSame(FixRun before, string key, string? member = null)
    {
        var after = await before.ApplyAsync(key, member);
        Assert.Equal(Output(before), Output(after));
    }

    public static string Output(FixRun run) => Output(run.Compilation);

    public static string Output(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        var context = new AssemblyLoadContext("behaviour", isCollectible: true);
        var program = context.LoadFromStream(stream).GetType("Program", throwOnError: true)!;
        var output = (string)program.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
        context.Unload();
        return output;
    }
}
