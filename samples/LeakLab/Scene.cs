using System;

namespace LeakLab;

/// <summary>One shape of code: what is made in it, and whether the collector keeps it once the scene is over.</summary>
/// <param name="Rule">The rule that the shape belongs to.</param>
/// <param name="Shape">What the code does, in a few words: rule pages quote it.</param>
/// <param name="IsKept">What the documentation says.</param>
/// <param name="Play">Makes the objects and hands out a weak reference to the one that is watched. No local may hold it when it returns.</param>
internal sealed record Scene(string Rule, string Shape, bool IsKept, Func<WeakReference> Play)
{
    /// <summary>The shape leaks.</summary>
    public static Scene Kept(string rule, string shape, Func<object> make) => new(rule, shape, true, () => Watch(make));

    /// <summary>The shape does not leak.</summary>
    public static Scene Collected(string rule, string shape, Func<object> make) => new(rule, shape, false, () => Watch(make));

    // A method of its own, so that the object is in nobody's frame afterwards.
    private static WeakReference Watch(Func<object> make) => new(make());
}
