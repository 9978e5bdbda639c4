namespace CycleRef.Analyzers.Options;

/// <summary>How far a member's declared type is taken to stand for its subtypes. The order matters: the wider value wins.</summary>
internal enum FollowSubtypes
{
    /// <summary>The declared type only.</summary>
    None,

    /// <summary>The few concrete source subtypes of a type (see <see cref="CycleRefOptions.MaxSubtypes"/>), and native peers.</summary>
    Near,

    /// <summary>Every source subtype.</summary>
    All,
}
