namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>What reading a weak member gives once its target was collected.</summary>
internal enum WeakForm
{
    NullWhenCollected,
    ThrowWhenCollected,
}
