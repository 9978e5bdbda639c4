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

    /// <summary>CYC6002: the generated methods that walk the cycle, joined by <c>;</c>.</summary>
    public const string Methods = "CycleRef.Methods";

    /// <summary>CYC6002: the names of all members of the same record that are reported, joined by <c>;</c>. One new method leaves all of them out.</summary>
    public const string Siblings = "CycleRef.Siblings";

    /// <summary>CYC6004: the serializer, as a <c>JsonLibrary</c>.</summary>
    public const string Library = "CycleRef.Library";

    /// <summary>
    /// Statement rules: every link of the cycle in path order, joined by <c>;</c>. One link is <c>holder|member ID|location|one</c>: the
    /// holder as it stands in the path, the documentation ID (empty for an element of a collection), the number of the location that wrote
    /// it (0 for the diagnostic's own, then the additional ones, -1 for none), and <c>many</c> for an element.
    /// </summary>
    public const string Links = "CycleRef.Links";

    /// <summary>Statement rules: <c>true</c> when an object of the cycle is used beyond the method.</summary>
    public const string Outlives = "CycleRef.Outlives";

    /// <summary>Statement rules: <c>warning</c> where the rule itself raises the report. A severity that a user names for the rule levels it, and tools would not know.</summary>
    public const string Severity = "CycleRef.Severity";

    /// <summary>CYC3003: the name of the variable that is kept alive.</summary>
    public const string Variable = "CycleRef.Variable";

    /// <summary>Rules about roots: what a fix is to do, such as <c>dispose</c>, or empty.</summary>
    public const string Remedy = "CycleRef.Remedy";
}
