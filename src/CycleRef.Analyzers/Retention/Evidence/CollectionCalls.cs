namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Method names by which collections are filled and emptied, and by which what is held is released.</summary>
internal static class CollectionCalls
{
    public static bool IsAdd(string name) =>
        name is "Add" or "AddRange" or "AddFirst" or "AddLast" or "AddBefore" or "AddAfter" or "AddOrUpdate" or "GetOrAdd" or "TryAdd"
            or "Insert" or "InsertRange" or "Push" or "Enqueue" or "SetItem" or "Append";

    /// <summary>Not every Remove…: <c>view.RemoveFromSuperview()</c> empties nothing.</summary>
    public static bool IsRemove(string name) =>
        name is "Clear" or "Remove" or "RemoveAt" or "RemoveAll" or "RemoveRange" or "RemoveWhere" or "RemoveFirst" or "RemoveLast" or "TryRemove";

    public static bool IsRelease(string name) => name is "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "Release" or "Free" or "Shutdown";
}
