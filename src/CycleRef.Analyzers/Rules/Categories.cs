namespace CycleRef.Analyzers.Rules;

/// <summary>Diagnostic categories, one per family of rules.</summary>
internal static class Categories
{
    public const string ReferenceCycles = "ReferenceCycles";
    public const string MemoryLeaks = "MemoryLeaks";
    public const string WeakReferences = "WeakReferences";
    public const string Reliability = "Reliability";
}
