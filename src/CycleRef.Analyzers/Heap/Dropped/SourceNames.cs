using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// What simple names stand for in a compilation: members and types that it declares, library members that the model knows. Declarations are asked
/// for, never a body. Lives as long as the compilation.
/// </summary>
internal sealed class SourceNames
{
    // What LibraryModel says of the members of collections, by name: those that store what they are given, and the others.
    private static readonly string[] CollectionAdders =
        ["Add", "Insert", "Push", "Enqueue", "TryAdd", "Append", "Prepend", "TryUpdate", "SetItem", "SetValue", "UnionWith", "Union"];

    private static readonly string[] CollectionMembers =
    [
        "Remove", "ExceptWith", "IntersectWith", "SymmetricExceptWith",
        "Pop", "TryPop", "Dequeue", "TryDequeue", "TryTake", "Take", "TryRemove", "Clear", "ForEach", "To", "As", "Get", "Clone", "Find", "Peek", "TryPeek", "First", "Last", "ElementAt",
        "Contains", "IndexOf", "LastIndexOf", "TryGet", "Exists", "TrueForAll", "Sort", "Reverse", "BinarySearch", "Trim", "EnsureCapacity", "CopyTo", "Equals",
    ];

    // Library types that hold whatever they are given, without type arguments.
    private static readonly HashSet<string> LooseCollections = new(StringComparer.Ordinal)
    {
        "ArrayList", "Hashtable", "Queue", "Stack", "SortedList", "ListDictionary", "HybridDictionary", "OrderedDictionary", "IList", "ICollection", "IEnumerable", "IDictionary", "Array", "Exception", "dynamic", "var",
    };

    private readonly Dictionary<string, List<INamedTypeSymbol>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _adders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modelled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<INamedTypeSymbol>> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _isAdder = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _isModelled = new(StringComparer.Ordinal);

    public SourceNames(Compilation compilation, KnowledgeBase knowledge)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(compilation.Assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (current is INamespaceSymbol @namespace)
            {
                foreach (var member in @namespace.GetMembers())
                    pending.Push(member);
                continue;
            }

            var type = (INamedTypeSymbol)current;
            if (!_types.TryGetValue(type.Name, out var types))
                _types.Add(type.Name, types = []);
            types.Add(type);
            foreach (var member in type.MemberNames)
            {
                if (!_members.TryGetValue(member, out var holders))
                    _members.Add(member, holders = []);
                holders.Add(type);
            }

            foreach (var nested in type.GetTypeMembers())
                pending.Push(nested);
        }

        foreach (var row in knowledge[TableNames.LibraryModel].Rows)
        {
            var isAdder = row.Word is "adds" or "adds-all" or "holds" or "copies-and-adds" or "exchanges";
            var id = row.Id.Substring(Math.Min(2, row.Id.Length));
            if (!row.Id.StartsWith("T:", StringComparison.Ordinal))
                (isAdder ? _adders : _modelled).Add(id.Substring(id.LastIndexOf('.') + 1));
            else if (compilation.GetTypeByMetadataName(id) is { } known)
                _modelled.UnionWith(known.MemberNames);
        }
    }

    /// <summary>Some type of the program has a member of this name.</summary>
    public bool IsMember(string name) => _members.ContainsKey(name);

    /// <summary>The members of this name of all types of the program.</summary>
    public IEnumerable<ISymbol> Members(string name) => _members.TryGetValue(name, out var holders) ? holders.SelectMany(holder => holder.GetMembers(name)) : [];

    /// <summary>A value of a type that is written so can be no part of a cycle that matters: a number, an enumeration, a library object that is no collection.</summary>
    public bool IsInert(TypeSyntax? type) => type switch
    {
        PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.ObjectKeyword),
        NullableTypeSyntax nullable => IsInert(nullable.ElementType),
        ArrayTypeSyntax array => IsInert(array.ElementType),
        IdentifierNameSyntax { Identifier.ValueText: var name } => IsInert(name),
        QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: var name } } => IsInert(name),
        GenericNameSyntax { Identifier.ValueText: var name } generic => !_types.ContainsKey(name) && generic.TypeArgumentList.Arguments.All(IsInert),
        _ => false,
    };

    /// <summary>The same for a type that is known: it holds no object of the program.</summary>
    public static bool IsInert(ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.None or SpecialType.System_Object or SpecialType.System_Array or SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_Generic_IList_T or SpecialType.System_Collections_Generic_ICollection_T or SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
            or SpecialType.System_Collections_IEnumerator or SpecialType.System_Collections_Generic_IEnumerator_T or SpecialType.System_Nullable_T)
        || type.TypeKind is TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer;

    private bool IsInert(string name) => _types.TryGetValue(name, out var types)
        ? types.All(static t => t.TypeKind is TypeKind.Enum or TypeKind.Delegate || t.IsStatic)
        : !LooseCollections.Contains(name) && !IsTypeParameter(name);

    /// <summary>By convention T and TNode are type parameters.</summary>
    public static bool IsTypeParameter(string name) => name.Length > 0 && name[0] == 'T' && (name.Length == 1 || char.IsUpper(name[1]));

    /// <summary>A library member of this name may be one that the model knows; any other lets its arguments escape.</summary>
    public bool IsModelled(string name) =>
        IsAdder(name) || _modelled.Contains(name) || _isModelled.GetOrAdd(name, static n => CollectionMembers.Any(start => n.StartsWith(start, StringComparison.Ordinal)));

    public bool IsStruct(string name) => _types.TryGetValue(name, out var types) && types.All(static t => t.TypeKind == TypeKind.Struct);

    /// <summary>A library member of this name may store what it is given. A member of the program is looked at itself, unless it goes by the very name.</summary>
    public bool IsAdder(string name) =>
        _adders.Contains(name) || Array.IndexOf(CollectionAdders, name) >= 0 || (!IsMember(name) && _isAdder.GetOrAdd(name, static n => CollectionAdders.Any(start => n.StartsWith(start, StringComparison.Ordinal))))
        || (name is "AddRange" or "InsertRange" or "AddFirst" or "AddLast" or "PushRange");

    /// <summary>The types of the program that have this name.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types(string name) => _types.TryGetValue(name, out var types) ? types : [];
}
