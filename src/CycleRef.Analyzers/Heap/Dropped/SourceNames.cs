using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// What simple names stand for in a compilation: members and types that it declares, library members that the model knows. Symbols are made for the
/// few names only that somebody asks about. Lives as long as the compilation.
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

    private readonly NameTable _table;
    private readonly LibraryNames _library;
    private readonly DeclaredSymbols _symbols;
    private readonly ConcurrentDictionary<string, bool> _isAdder = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _isModelled = new(StringComparer.Ordinal);

    public SourceNames(Compilation compilation, NameTable table, LibraryNames library)
    {
        _table = table;
        _library = library;
        _symbols = new DeclaredSymbols(compilation);
    }

    /// <summary>Some type of the program has a member of this name.</summary>
    public bool IsMember(string name) => MembersOf(name) > 0;

    /// <summary>How many types of the program have a member of this name.</summary>
    public int MembersOf(string name) => _table.MembersOf(name);

    /// <summary>Some type of the program has this name.</summary>
    public bool IsType(string name) => _table.TypesOf(name) > 0;

    /// <summary>The members of this name of all types of the program.</summary>
    public IReadOnlyList<ISymbol> Members(string name, CancellationToken cancellationToken) => IsMember(name) ? _symbols.Members(name, cancellationToken) : [];

    /// <summary>The types of the program that have this name.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types(string name, CancellationToken cancellationToken) => IsType(name) ? _symbols.Types(name, cancellationToken) : [];

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
    public bool MayBeInert(string name, CancellationToken cancellationToken)
    {
        var members = Members(name, cancellationToken);
        return members.Count == 0 || members.Any(member => member switch
        {
            IFieldSymbol field => IsInert(field.Type),
            IPropertySymbol property => IsInert(property.Type),
            _ => true,
        });
    }

    private bool IsInert(ITypeSymbol type) => type is not ITypeParameterSymbol && type.SpecialType is not (SpecialType.None or SpecialType.System_Object)
        || type is { TypeKind: TypeKind.Enum or TypeKind.Struct };

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
