namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>What a collection becomes.</summary>
internal enum WeakCollectionKind
{
    /// <summary><c>Dictionary&lt;K, V&gt;</c> → <c>ConditionalWeakTable&lt;K, V&gt;</c></summary>
    Table,

    /// <summary><c>HashSet&lt;T&gt;</c> → <c>ConditionalWeakTable&lt;T, object&gt;</c></summary>
    Set,

    /// <summary><c>List&lt;T&gt;</c> → <c>List&lt;WeakReference&lt;T&gt;&gt;</c></summary>
    List,
}
