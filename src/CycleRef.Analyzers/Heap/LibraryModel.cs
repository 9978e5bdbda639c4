using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// The effects of library members: the rows of the table <c>LibraryModel</c>, and for collections without a row what the names of their
/// members say. Lives as long as the compilation.
/// </summary>
internal sealed class LibraryModel
{
    private readonly Dictionary<string, LibraryEffect> _rows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, LibraryEffect> _effects = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _collections = new(SymbolEqualityComparer.Default);

    public LibraryModel(KnowledgeBase knowledge)
    {
        foreach (var row in knowledge[TableNames.LibraryModel].Rows)
        {
            if (row.Id.Length > 2 && row.Id[1] == ':' && Enum.TryParse<LibraryEffect>(row.Word.Replace("-", ""), ignoreCase: true, out var effect))
                _rows[row.Id.Substring(2)] = effect;
        }
    }

    public LibraryEffect EffectOf(ISymbol member) => _effects.GetOrAdd(member.OriginalDefinition, Find);

    /// <summary>An array, or a library type that holds its elements; also a source type that derives from one.</summary>
    public bool IsCollection(ITypeSymbol type) => type is IArrayTypeSymbol || (type is INamedTypeSymbol && _collections.GetOrAdd(type.OriginalDefinition, ComputeIsCollection));

    private static bool ComputeIsCollection(ITypeSymbol type)
    {
        if (type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            return true;
        if (type.SpecialType == SpecialType.System_String || !(IsEnumerable(type) || type.AllInterfaces.Any(IsEnumerable)))
            return false;
        var steps = 0;
        for (ITypeSymbol? current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            if (current.DeclaringSyntaxReferences.Length == 0)
                return current.SpecialType != SpecialType.System_Object && (IsEnumerable(current) || current.AllInterfaces.Any(IsEnumerable));
        }

        return false;

        static bool IsEnumerable(ITypeSymbol candidate) =>
            candidate.SpecialType == SpecialType.System_Collections_IEnumerable || candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
    }

    private LibraryEffect Find(ISymbol member)
    {
        var steps = 0;
        for (var type = member.ContainingType; type is not null && steps++ < Bounds.MaxBaseTypes; type = type.ContainingType)
        {
            var id = type.OriginalDefinition.GetDocumentationCommentId();
            if (id is null)
                break;
            id = id.Substring(2);
            var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "ctor" : member.Name;
            if (_rows.TryGetValue(id + "." + name, out var effect) || _rows.TryGetValue(id, out effect))
                return effect;
        }

        for (var overridden = member is IMethodSymbol method ? method.OverriddenMethod : null; overridden is not null && steps++ < Bounds.MaxBaseTypes; overridden = overridden.OverriddenMethod)
        {
            if (Find(overridden) is var inherited && inherited != LibraryEffect.Unknown)
                return inherited;
        }

        return member.ContainingType is { } container && IsCollection(container) && member is IMethodSymbol { MethodKind: MethodKind.Ordinary } called
            ? ByName(called)
            : LibraryEffect.Unknown;
    }

    private static LibraryEffect ByName(IMethodSymbol method)
    {
        var name = method.Name;
        var isImmutable = method.ContainingType.ContainingNamespace is { Name: "Immutable" or "Frozen" } && !method.ContainingType.Name.StartsWith("Builder", StringComparison.Ordinal);
        if (Starts("AddRange", "InsertRange", "UnionWith", "PushRange"))
            return isImmutable ? LibraryEffect.CopiesAndAdds : LibraryEffect.AddsAll;
        if (Starts("Add", "Insert", "Push", "Enqueue", "TryAdd", "Append", "Prepend", "TryUpdate", "SetValue", "SetItem"))
            return isImmutable ? LibraryEffect.CopiesAndAdds : LibraryEffect.Adds;
        if (Starts("RemoveAll", "RemoveRange", "RemoveWhere", "RemoveFirst", "RemoveLast", "ExceptWith", "IntersectWith", "SymmetricExceptWith", "Pop", "TryPop", "Dequeue", "TryDequeue", "TryTake", "Take"))
            return LibraryEffect.TakesOut;
        if (Starts("Remove", "TryRemove"))
            return isImmutable ? LibraryEffect.TakesOut : LibraryEffect.Removes;
        if (name is "Sort" or "Reverse")
            return LibraryEffect.Reorders;
        if (name == "CopyTo")
            return LibraryEffect.CopiesInto;
        if (name == "Clear")
            return LibraryEffect.Clears;
        if (name is "ForEach")
            return LibraryEffect.Calls;
        if (Starts("ToArray", "ToList", "ToImmutable", "AsReadOnly", "GetRange", "Clone", "AsEnumerable"))
            return LibraryEffect.Copies;
        if (Starts("Find", "Peek", "TryPeek", "First", "Last", "ElementAt", "Get"))
            return LibraryEffect.Element;
        return Starts("Contains", "IndexOf", "LastIndexOf", "TryGet", "Exists", "TrueForAll", "BinarySearch", "Trim", "EnsureCapacity", "Equals", "GetHashCode", "ToString", "GetType")
            ? LibraryEffect.Pure
            : LibraryEffect.Unknown;

        bool Starts(params string[] starts) => starts.Any(start => name.StartsWith(start, StringComparison.Ordinal));
    }
}
