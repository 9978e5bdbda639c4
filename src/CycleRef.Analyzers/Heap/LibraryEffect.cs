namespace CycleRef.Analyzers.Heap;

/// <summary>What a library member does to the objects that it is given. The names are those of the table, in lower case with dashes left out.</summary>
internal enum LibraryEffect
{
    /// <summary>Nothing is known: the arguments escape, nothing is stored.</summary>
    Unknown,

    /// <summary>Keeps nothing; delegates that it is given are called at most now.</summary>
    Pure,

    /// <summary>The receiver holds the arguments.</summary>
    Adds,

    /// <summary>The receiver holds the elements of the arguments.</summary>
    AddsAll,

    /// <summary>The receiver lets go of the arguments.</summary>
    Removes,

    /// <summary>The receiver lets go of something.</summary>
    TakesOut,

    /// <summary>The receiver lets go of everything.</summary>
    Clears,

    /// <summary>The result holds the same elements as the receiver, and is another object.</summary>
    Copies,

    /// <summary>The result holds the elements of the receiver and the arguments.</summary>
    CopiesAndAdds,

    /// <summary>The elements of the receiver take the place of those of the first other argument that is a collection.</summary>
    CopiesInto,

    /// <summary>The receiver holds the same elements at other places.</summary>
    Reorders,

    /// <summary>The last argument takes the place of all elements of the receiver.</summary>
    Fills,

    /// <summary>The first argument, passed by reference, becomes another array of the same elements.</summary>
    Resizes,

    /// <summary>The result is a query that holds the receiver and the arguments; its elements are elements of the receiver.</summary>
    Defers,

    /// <summary>The same, and its elements are others.</summary>
    Projects,

    /// <summary>The new object holds a function; the property calls it once, lets go of it and holds the result.</summary>
    MakesLater,

    /// <summary>The result is an element of the receiver.</summary>
    Element,

    /// <summary>The result is the receiver or the first argument.</summary>
    Same,

    /// <summary>The new object, or the property's owner, holds what it is given.</summary>
    Holds,

    /// <summary>The first argument, passed by reference, takes the value of the second.</summary>
    Exchanges,

    /// <summary>Makes a strong handle to the first argument, unless the second says weak.</summary>
    Handles,

    /// <summary>Frees the handle that it is called on.</summary>
    Frees,

    /// <summary>Starts a timer: the receiver, or for a constructor the callback in the first argument.</summary>
    Starts,

    /// <summary>The native parent lets go of the receiver.</summary>
    Leaves,

    /// <summary>Delegate.Combine and Delegate.Remove.</summary>
    Combines,

    /// <summary>Calls the delegate for each element, now.</summary>
    Calls,
}
