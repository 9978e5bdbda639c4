using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using CycleRef.Benchmarks.Analyzers;
using Microsoft.CodeAnalysis;

namespace CycleRef.Benchmarks.Output;

/// <summary>The folder of tables and plots. Every table says on what it was measured; never the name of a machine.</summary>
internal sealed class Results
{
    private readonly string _folder;

    public Results(Settings settings)
    {
        _folder = settings.Out;
        Directory.CreateDirectory(_folder);
    }

    public static string Format(double value, string format = "0.000") => double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);

    public void Page(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name + ".md"), text.TrimEnd() + "\n\n" + Machine() + PeersIn(text) + "\n");
        Console.WriteLine(text);
    }

    public void Plot(string name, string svg) => File.WriteAllText(Path.Combine(_folder, name + ".svg"), svg);

    private static string Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var system = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";
        return $"""
            Measured on {system} {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {Environment.ProcessorCount} cores, {memory.ToString("0", CultureInfo.InvariantCulture)} GB of memory,
            .NET {Environment.Version}, Roslyn {typeof(Compilation).Assembly.GetName().Version?.ToString(3)}.
            """;
    }

    /// <summary>The versions of those peers that the page has figures of.</summary>
    private static string PeersIn(string text)
    {
        var measured = Peers.Versions().Where(peer => text.Contains(peer.Name, StringComparison.Ordinal)).Select(static peer => $"{peer.Name} {peer.Version}").ToList();
        return measured.Count == 0 ? "" : $"\nPeers: {string.Join(", ", measured)}.";
    }
}
