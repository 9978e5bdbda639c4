namespace CycleRef.Analyzers.Reporting;

/// <summary>The keys of the properties that diagnostics carry for code fixes and tools. The values are plain text.</summary>
internal static class DiagnosticProperties
{
    /// <summary>Documentation ID of the member to weaken.</summary>
    public const string Member = "CycleRef.Member";

    /// <summary>Documentation IDs of all members of the cycle, in path order, joined by <c>;</c>.</summary>
    public const string Cycle = "CycleRef.Cycle";

    /// <summary>The path as it stands in the message.</summary>
    public const string Path = "CycleRef.Path";

    /// <summary><c>one</c> or <c>many</c>: what the member to weaken holds.</summary>
    public const string Holds = "CycleRef.Holds";

    /// <summary><c>true</c> when the cycle needs a subtype of a declared type.</summary>
    public const string MayHold = "CycleRef.MayHold";

    /// <summary>
    /// <c>handed-in</c> when the member is seen to get its object from outside, <c>made</c> when its own type makes the object,
    /// <c>unknown</c> otherwise. A weak reference to what nobody else holds dies at once: fixes must ask.
    /// </summary>
    public const string Source = "CycleRef.Source";

    /// <summary>Statement rules: the variable or object whose member the reported statement wrote, as it stands in the path.</summary>
    public const string Holder = "CycleRef.Holder";

    /// <summary>Rules about roots: what a fix is to do, such as <c>dispose</c>, or empty.</summary>
    public const string Remedy = "CycleRef.Remedy";
}
