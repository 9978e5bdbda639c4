namespace CycleRef.Analyzers.Roots;

/// <summary>Whether what a member holds is ever released. In this order: the later the answer, the safer the code.</summary>
internal enum Release
{
    /// <summary>No code releases it.</summary>
    Never,

    /// <summary>Only a finalizer does, which never runs while a root reaches the object.</summary>
    InFinalizer,

    /// <summary>Some method does that is no teardown: whether somebody calls it is not known.</summary>
    Elsewhere,

    /// <summary>It is handed on or visible to other types: whether they release it is not known.</summary>
    Unknown,

    /// <summary>A teardown method does, or a method that it calls.</summary>
    InTeardown,
}
