namespace CycleRef.Analyzers.CodeFixes;

/// <summary>What Fix All repeats: constant, whatever the member is called.</summary>
internal static class EquivalenceKeys
{
    public const string WeakOrNull = "CycleRef.MakeWeak.Null";
    public const string WeakOrThrow = "CycleRef.MakeWeak.Throw";
    public const string OtherWeakOrNull = "CycleRef.MakeWeak.Other.Null";
    public const string OtherWeakOrThrow = "CycleRef.MakeWeak.Other.Throw";
    public const string WeakCollection = "CycleRef.WeakCollection";
    public const string Release = "CycleRef.Release";
    public const string BackReference = "CycleRef.BackReference";
    public const string LeaveOut = "CycleRef.LeaveOut";
    public const string JsonIgnore = "CycleRef.JsonIgnore";
    public const string HandleReferences = "CycleRef.HandleReferences";
    public const string BreakCycle = "CycleRef.BreakCycle";
    public const string Unsubscribe = "CycleRef.Unsubscribe";
    public const string CaptureLess = "CycleRef.CaptureLess";
    public const string StableRemoval = "CycleRef.StableRemoval";
    public const string ReadTargetOnce = "CycleRef.ReadTargetOnce";
    public const string UseInstanceParameter = "CycleRef.UseInstanceParameter";
    public const string KeepDelegate = "CycleRef.KeepDelegate";
    public const string DisposeReference = "CycleRef.DisposeReference";
    public const string ReleaseRoot = "CycleRef.ReleaseRoot";
    public const string WeakHandle = "CycleRef.WeakHandle";
    public const string ConditionalWeakTable = "CycleRef.ConditionalWeakTable";
    public const string WeakTimer = "CycleRef.WeakTimer";
}
