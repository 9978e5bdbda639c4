namespace CycleRef.Analyzers.Heap;

/// <summary>How a cycle goes on from the object that a member holds.</summary>
internal enum HeldBy
{
    /// <summary>By a member of that object.</summary>
    Itself,

    /// <summary>The object is a collection, and the cycle goes on through an element.</summary>
    Collection,

    /// <summary>The object keeps a collection, and the cycle goes on through an element of it.</summary>
    CollectionInside,
}
