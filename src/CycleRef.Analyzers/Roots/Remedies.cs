namespace CycleRef.Analyzers.Roots;

/// <summary>What a fix is to do about a finding. Values of the property <c>CycleRef.Remedy</c>.</summary>
internal static class Remedies
{
    /// <summary>Call <c>Dispose</c> on the member in a teardown.</summary>
    public const string Dispose = "dispose";

    /// <summary>Call <c>Stop</c> on the member in a teardown: the timer has no <c>Dispose</c>.</summary>
    public const string Stop = "stop";

    /// <summary>Free the handle in the member in a teardown.</summary>
    public const string Free = "free";

    /// <summary>Remove the handler in a teardown.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>Remove the object from the table in a teardown.</summary>
    public const string Remove = "remove";

    /// <summary>Keep the result of the call in a field and dispose it in a teardown.</summary>
    public const string Keep = "keep";

    /// <summary>Dispose the local at the end of its scope.</summary>
    public const string Using = "using";
}
