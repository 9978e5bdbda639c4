namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Where objects come from that a sketch tells apart.</summary>
internal enum SiteKind
{
    /// <summary>The body makes the object.</summary>
    Made,

    /// <summary>A callee has made it, or may have.</summary>
    FromCallee,

    /// <summary>Of a callee: what the caller hands in, <c>this</c> included.</summary>
    Given,

    /// <summary>What an object had before anybody looked: made by its constructor, or held by what was handed in.</summary>
    Inner,
}

/// <summary>All objects that come from one place: a <c>new</c>, a call, a parameter.</summary>
internal struct Site(SiteKind kind, int content, int function)
{
    public readonly SiteKind Kind => kind;

    /// <summary>The variable of all that these objects hold.</summary>
    public readonly int Content => content;

    /// <summary>How deep in lambdas and local functions they are made.</summary>
    public readonly int Function => function;

    /// <summary>They may hold something that no statement of the body stores.</summary>
    public bool HasInner { get; init; }

    /// <summary>Made by a <c>new()</c> that does not say of what: it may hold weakly what it is given.</summary>
    public bool IsOfUnknownType { get; init; }

    /// <summary>For what is handed in, and what that holds: which parameter, 0 for <c>this</c>. None for all others.</summary>
    public int Slot { get; init; }

    /// <summary>The site of what they had before; none before somebody reads it.</summary>
    public int Inner { get; set; } = PointsTo.None;

    /// <summary>They are handed to somebody.</summary>
    public bool Escapes { get; set; }
}
