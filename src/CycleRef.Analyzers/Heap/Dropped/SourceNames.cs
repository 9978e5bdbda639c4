using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What one tree declares, from a cache where the host has one.</summary>
internal delegate TreeDeclarations DeclarationsSource(SyntaxTree tree);

/// <summary>
/// What simple names stand for in a compilation: members and types that it declares, library members that the model knows. No symbol is made: an edit makes the
/// compiler forget all of them. Lives as long as the compilation. Thread-safe.
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

    private static readonly HashSet<string> LibraryStructures = new(StringComparer.Ordinal)
    {
        "ImmutableArray", "KeyValuePair", "ArraySegment", "Memory", "ReadOnlyMemory", "Span", "ReadOnlySpan", "ValueTuple", "ValueTask", "Nullable",
    };

    // Library types that hold whatever they are given, without type arguments.
    private static readonly HashSet<string> LooseCollections = new(StringComparer.Ordinal)
    {
        "ArrayList", "Hashtable", "Queue", "Stack", "SortedList", "ListDictionary", "HybridDictionary", "OrderedDictionary", "IList", "ICollection", "IEnumerable", "IDictionary", "Array", "Exception", "dynamic", "var",
    };

    /// <summary>Files with a member of one name; a method that links objects has a name of its own.</summary>
    private const int MaxTrees = 32;

    private readonly NameTable _table;
    private readonly LibraryNames _library;
    private readonly ImmutableArray<SyntaxTree> _trees;
    private readonly DeclarationsSource _declarationsOf;
    private readonly ConcurrentDictionary<string, DeclaredMember[]> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeclaredType[]> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _mayBeInert = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _isAdder = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _isModelled = new(StringComparer.Ordinal);

    /// <param name="table">In which tree each name is declared.</param>
    /// <param name="library">What is known of libraries.</param>
    /// <param name="trees">The trees, by the numbers of the table.</param>
    /// <param name="declarationsOf">What a tree declares; asked for few trees.</param>
    public SourceNames(NameTable table, LibraryNames library, ImmutableArray<SyntaxTree> trees, DeclarationsSource declarationsOf)
    {
        _table = table;
        _library = library;
        _trees = trees;
        _declarationsOf = declarationsOf;
    }

    /// <summary>Some type of the program has a member of this name.</summary>
    public bool IsMember(string name) => _table.IsMember(name);

    /// <summary>So many files have a member of this name that nobody looks at all of them.</summary>
    public bool IsCommonMember(string name) => _table.HasMoreTreesWithMember(name, MaxTrees);

    /// <summary>Some type of the program has this name.</summary>
    public bool IsType(string name) => _table.IsType(name);

    /// <summary>The members of this name of all types of the program.</summary>
    public IReadOnlyList<DeclaredMember> Members(string name)
    {
        if (!_members.TryGetValue(name, out var members))
            _members[name] = members = [.. Declared(name)];
        return members;
    }

    /// <summary>The types of the program that have this name, in all their parts.</summary>
    public IReadOnlyList<DeclaredType> Types(string name)
    {
        if (!_types.TryGetValue(name, out var types))
            _types[name] = types = [.. _table.TreesWithType(name).SelectMany(tree => _declarationsOf(_trees[tree]).Types(name))];
        return types;
    }

    /// <summary>A value of a type that is written so can be no part of a cycle that matters: a number, a library object that is no collection.</summary>
    public bool IsInert(TypeSyntax? type) => type switch
    {
        PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.ObjectKeyword),
        NullableTypeSyntax nullable => IsInert(nullable.ElementType),
        ArrayTypeSyntax array => IsInert(array.ElementType),
        IdentifierNameSyntax { Identifier.ValueText: var name } => IsInert(name),
        QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: var name } } => IsInert(name),
        GenericNameSyntax { Identifier.ValueText: var name } generic => !IsType(name) && (name is "WeakReference" or "ConditionalWeakTable" || generic.TypeArgumentList.Arguments.All(IsInert)),
        _ => false,
    };

    /// <summary>Some member of this name holds what is no part of a cycle that matters, such as a text; or the program declares none.</summary>
    public bool MayBeInert(string name)
    {
        if (!_mayBeInert.TryGetValue(name, out var mayBe))
            _mayBeInert[name] = mayBe = IsInertSomewhere(name);
        return mayBe;
    }

    private bool IsInertSomewhere(string name)
    {
        var isDeclared = false;
        foreach (var member in Declared(name))
        {
            isDeclared = true;
            if (member.StoredType is not { } type || IsValue(type) || IsInert(type))
                return true;
        }

        return !isDeclared;
    }

    /// <summary>File by file: most questions are answered by the first.</summary>
    private IEnumerable<DeclaredMember> Declared(string name) => _table.TreesWithMember(name).SelectMany(tree => _declarationsOf(_trees[tree]).Members(name));

    /// <summary>A tuple, a structure or an enumeration of the program, a structure of the library that holds what the program declares.</summary>
    private bool IsValue(TypeSyntax type) => type is TupleTypeSyntax || (type is GenericNameSyntax { Identifier.ValueText: var generic } && !IsType(generic) && LibraryStructures.Contains(generic)) || IsOwnValue(type);

    private bool IsOwnValue(TypeSyntax type) => DeclaredType.SimpleNameOf(type is NullableTypeSyntax nullable ? nullable.ElementType : type) is { } name && Types(name) is { Count: > 0 } types && types.All(static t => t.IsValue);

    private bool IsInert(string name) => !IsType(name) && !LooseCollections.Contains(name) && !IsTypeParameter(name);

    /// <summary>By convention T and TNode are type parameters.</summary>
    public static bool IsTypeParameter(string name) => name.Length > 0 && name[0] == 'T' && (name.Length == 1 || char.IsUpper(name[1]));

    /// <summary>A library member of this name may be one that the model knows; any other lets its arguments escape.</summary>
    public bool IsModelled(string name) =>
        IsAdder(name) || _library.IsModelled(name) || _isModelled.GetOrAdd(name, static n => CollectionMembers.Any(start => n.StartsWith(start, StringComparison.Ordinal)));

    /// <summary>A library member of this name may store what it is given. A member of the program is looked at itself, unless it goes by the very name.</summary>
    public bool IsAdder(string name) =>
        _library.IsAdder(name) || Array.IndexOf(CollectionAdders, name) >= 0 || (!IsMember(name) && _isAdder.GetOrAdd(name, static n => CollectionAdders.Any(start => n.StartsWith(start, StringComparison.Ordinal))))
        || (name is "AddRange" or "InsertRange" or "AddFirst" or "AddLast" or "PushRange");
}
