namespace CycleRef.Analyzers.Rules;

/// <summary>Diagnostic IDs. They are stable for ever: never reused, never renumbered.</summary>
internal static class RuleIds
{
    public const string TypesHoldEachOther = "CYC1001";
    public const string NativePeerInCycle = "CYC1002";
    public const string FinalizerInCycle = "CYC1003";
    public const string DroppedCycle = "CYC2001";
    public const string ClosedCycle = "CYC2002";
    public const string DelegateCycle = "CYC3001";
    public const string EventCycle = "CYC3002";
    public const string SharedClosure = "CYC3003";
    public const string SelfHandle = "CYC4001";
    public const string RootedSubscriber = "CYC4002";
    public const string UselessRemoval = "CYC4003";
    public const string RunningTimer = "CYC4004";
    public const string DroppedRegistration = "CYC4005";
    public const string OwnedByItsValue = "CYC4006";
    public const string InteropReference = "CYC4007";
    public const string InjectedEvent = "CYC4008";
    public const string WeakToFresh = "CYC5001";
    public const string WeakListenerCapturesThis = "CYC5002";
    public const string WeakTableValueReachesKey = "CYC5003";
    public const string AliveThenTarget = "CYC5004";
    public const string ConstructionRecursion = "CYC6001";
    public const string RecordRecursion = "CYC6002";
    public const string ServiceCycle = "CYC6003";
    public const string SerializedCycle = "CYC6004";
}
