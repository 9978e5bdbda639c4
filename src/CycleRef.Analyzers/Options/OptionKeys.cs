namespace CycleRef.Analyzers.Options;

/// <summary>The keys of <c>.editorconfig</c> and <c>.globalconfig</c> entries that the analyzers read.</summary>
internal static class OptionKeys
{
    public const string WeakTypes = "cycleref.weak_types";
    public const string NativePeers = "cycleref.native_peers";
    public const string TeardownMethods = "cycleref.teardown_methods";
    public const string FollowSubtypes = "cycleref.follow_subtypes";
    public const string MaxSubtypes = "cycleref.max_subtypes";
    public const string ReportSelfEdges = "cycleref.report_self_edges";
    public const string ExcludedTypes = "cycleref.excluded_types";
    public const string MaxCallDepth = "cycleref.max_call_depth";
    public const string MaxComponent = "cycleref.max_component";
}
