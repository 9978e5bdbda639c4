using System;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Where a stored value comes from, as far as one expression tells. Flags, because <c>a ?? b</c> has two sources.</summary>
[Flags]
internal enum ValueSource
{
    None = 0,

    /// <summary>Null or default.</summary>
    Null = 1,

    /// <summary>Made on the spot: <c>new</c>, or a method named Create…</summary>
    Made = 2,

    /// <summary>A parameter of the constructor, method or setter.</summary>
    HandedIn = 4,

    /// <summary>The object itself.</summary>
    This = 8,

    /// <summary>Anything else.</summary>
    Other = 16,

    /// <summary>The expression hands <c>this</c> on, so that the value may come to know the object: <c>new Child(this)</c>.</summary>
    PassesThis = 32,
}

/// <summary>A stored value as far as its expression tells.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Parameter">The position of the parameter that it is, or <see cref="NoParameter"/>.</param>
/// <param name="MadeType">The simple name of the class that <c>new</c> names, where it is only ever that.</param>
internal readonly record struct StoredValue(ValueSource Source, int Parameter = StoredValue.NoParameter, string? MadeType = null)
{
    public const int NoParameter = -1;

    public static implicit operator StoredValue(ValueSource source) => new(source);

    /// <summary>One of two values.</summary>
    public StoredValue Or(StoredValue other) => new(
        Source | other.Source,
        Parameter >= 0 ? Parameter : other.Parameter,
        IsMadeOrNull && other.IsMadeOrNull && (MadeType is null || other.MadeType is null) ? MadeType ?? other.MadeType : null);

    private bool IsMadeOrNull => MadeType is not null || (Source & ~(ValueSource.Null | ValueSource.PassesThis)) == ValueSource.None;
}
