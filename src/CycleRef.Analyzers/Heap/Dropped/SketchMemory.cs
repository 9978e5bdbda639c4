using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What a sketch is drawn on. Lent to one body after the other: nearly every body of a program is sketched, and what is thrown away costs more than the drawing.</summary>
internal sealed class SketchMemory
{
    /// <summary>A body of more calls than these is a rare one, whose memory is not worth keeping.</summary>
    private const int MaxKept = 1_000;

    public BodyText Text { get; } = new();

    public PointsTo Heap { get; } = new();

    public Variables Variables { get; } = new();

    public List<SketchedCall> Calls { get; } = [];

    /// <summary>The variables whose objects others get to know, and how deep in functions.</summary>
    public List<(int Variable, int Function)> Escapes { get; } = [];

    private bool IsWorthKeeping => Calls.Count <= MaxKept && Heap.Capacity <= 64 * MaxKept && Text.Capacity <= 64 * MaxKept;

    private void Clear()
    {
        Heap.Clear();
        Variables.Clear();
        Calls.Clear();
        Escapes.Clear();
    }

    /// <summary>Memory that nobody draws on at the moment. Lives as long as the compilation. Thread-safe.</summary>
    internal sealed class Pool
    {
        private readonly ConcurrentBag<SketchMemory> _free = [];

        /// <summary>One of the free, in front of the others: a body borrows up to three times, and the bag nearly always locks.</summary>
        private SketchMemory? _last;

        public SketchMemory Rent() => Interlocked.Exchange(ref _last, null) ?? (_free.TryTake(out var memory) ? memory : new SketchMemory());

        public void Return(SketchMemory memory)
        {
            if (!memory.IsWorthKeeping)
                return;
            memory.Clear();
            if (Interlocked.CompareExchange(ref _last, memory, null) is not null)
                _free.Add(memory);
        }
    }
}
