using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Method names by which collections are filled and emptied, and by which what is held is released.</summary>
internal static class CollectionCalls
{
    private static readonly HashSet<string> Adding = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "AddOrUpdate", "GetOrAdd", "TryAdd",
        "Insert", "InsertRange", "Push", "Enqueue", "SetItem", "Append",
    };

    /// <summary>Not every Remove…: <c>view.RemoveFromSuperview()</c> empties nothing.</summary>
    private static readonly HashSet<string> Removing = new(StringComparer.Ordinal)
    {
        "Clear", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveWhere", "RemoveFirst", "RemoveLast", "TryRemove",
        "Dequeue", "TryDequeue", "Pop", "TryPop", "TryTake",
    };

    /// <summary>Of these, those that take whatever comes next: the collection is a queue or stack, and what is in it is on its way through.</summary>
    private static readonly HashSet<string> Taking = new(StringComparer.Ordinal) { "Dequeue", "TryDequeue", "Pop", "TryPop", "TryTake" };

    private static readonly HashSet<string> Releasing = new(StringComparer.Ordinal)
    {
        "Dispose", "DisposeAsync", "Close", "CloseAsync", "Release", "Free", "Shutdown",
    };

    /// <summary>All of them.</summary>
    public static string[] Names { get; } = [.. Adding, .. Removing, .. Releasing];

    public static WordSet All { get; } = new(Names);

    public static bool IsAdd(string name) => Adding.Contains(name);

    public static bool IsRemove(string name) => Removing.Contains(name);

    public static bool IsTake(string name) => Taking.Contains(name);

    public static bool IsRelease(string name) => Releasing.Contains(name);
}
