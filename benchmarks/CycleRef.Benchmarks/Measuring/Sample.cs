using System;

namespace CycleRef.Benchmarks.Measuring;

/// <summary>What one piece of work cost.</summary>
/// <param name="Wall">Time that passed.</param>
/// <param name="Cpu">Time of all threads of the process, the collector's included.</param>
/// <param name="Allocated">Bytes allocated.</param>
internal readonly record struct Sample(TimeSpan Wall, TimeSpan Cpu, long Allocated)
{
    public static Sample Of(Action work)
    {
        // What was left behind before must not be collected in this one.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = TimeProvider.System.GetTimestamp();
        work();
        var wall = TimeProvider.System.GetElapsedTime(start);
        return new Sample(wall, Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
