namespace CycleRef.Analyzers.CodeFixes;

/// <summary>What Fix All repeats: constant, whatever the member is called.</summary>
internal static class EquivalenceKeys
{
    public const string WeakOrNull = "CycleRef.MakeWeak.Null";
    public const string WeakOrThrow = "CycleRef.MakeWeak.Throw";
    public const string Release = "CycleRef.Release";
    public const string BackReference = "CycleRef.BackReference";
    public const string LeaveOut = "CycleRef.LeaveOut";
    public const string JsonIgnore = "CycleRef.JsonIgnore";
    public const string HandleReferences = "CycleRef.HandleReferences";
    public const string BreakCycle = "CycleRef.BreakCycle";
    public const string Unsubscribe = "CycleRef.Unsubscribe";
    public const string CaptureLess = "CycleRef.CaptureLess";
}
