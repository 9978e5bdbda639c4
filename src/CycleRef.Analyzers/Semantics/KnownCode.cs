using CycleRef.Analyzers.Heap;

namespace CycleRef.Analyzers.Semantics;

/// <summary>What has been read of the code so far, so that nothing is read again for each place. Lives as long as the compilation.</summary>
internal sealed class KnownCode
{
    public Closures Closures { get; } = new();

    public CodeIndex Index { get; } = new();

    public BodyDepths Depths { get; } = new();
}
