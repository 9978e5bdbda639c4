using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>A member of an object. The member is a symbol (original definition), or a text where there is none.</summary>
internal readonly struct Slot : IEquatable<Slot>
{
    public Slot(int holder, object member)
    {
        Holder = holder;
        Member = member;
    }

    public int Holder { get; }

    public object Member { get; }

    public bool Equals(Slot other) => Holder == other.Holder && Member.Equals(other.Member);

    public override bool Equals(object? obj) => obj is Slot other && Equals(other);

    public override int GetHashCode() => Holder * 397 ^ Member.GetHashCode();
}

/// <summary>
/// Who wrote a reference: the statement of the body, and the place in the order of the path. A reference that was there before has no
/// writer.
/// </summary>
/// <param name="Syntax">The statement or expression.</param>
/// <param name="Order">The place in the order of the path.</param>
/// <param name="IsCall">A callee wrote it.</param>
/// <param name="OnCycleOfCallee">Whether it is part of a cycle among what the callee itself knows: that is told in the callee's own body. Null where the callee was run in place.</param>
internal sealed record Writer(SyntaxNode Syntax, int Order, bool IsCall, bool? OnCycleOfCallee = null);

/// <summary>A stored reference.</summary>
internal readonly struct Cell
{
    public Cell(int value, Writer? writer)
    {
        Value = value;
        Writer = writer;
    }

    public int Value { get; }

    public Writer? Writer { get; }
}

/// <summary>What is known of the content of a collection.</summary>
/// <param name="Items">The elements that are known to be in it.</param>
/// <param name="IsExact">There are no others, and they are in this order.</param>
/// <param name="Version">Counts the changes: a value that was read before one is not the value that is read after it.</param>
internal sealed record Content(ImmutableArray<Cell> Items, bool IsExact, int Version)
{
    public static readonly Content Empty = new(ImmutableArray<Cell>.Empty, true, 0);
    public static readonly Content Unknown = new(ImmutableArray<Cell>.Empty, false, 0);

    public Content Add(Cell cell)
    {
        foreach (var item in Items)
        {
            if (item.Value == cell.Value && !IsExact)
                return this;
        }

        return new Content(Items.Add(cell), IsExact, Version + 1);
    }

    public Content Remove(int value)
    {
        for (var i = 0; i < Items.Length; i++)
        {
            if (Items[i].Value == value)
                return new Content(Items.RemoveAt(i), IsExact, Version + 1);
        }

        return this;
    }
}

/// <summary>Where a value is kept: a variable, a member, an element.</summary>
internal readonly struct Place : IEquatable<Place>
{
    private Place(PlaceKind kind, int holder, object key, ITypeSymbol? type)
    {
        Kind = kind;
        Holder = holder;
        Key = key;
        Type = type;
    }

    public PlaceKind Kind { get; }

    public int Holder { get; }

    public object Key { get; }

    public ITypeSymbol? Type { get; }

    public static Place Nowhere => new(PlaceKind.Nowhere, 0, "", null);

    public static Place Variable(object key, ITypeSymbol? type) => new(PlaceKind.Variable, 0, key, type);

    public static Place Member(int holder, object member, ITypeSymbol? type) => new(PlaceKind.Member, holder, member, type);

    public static Place Element(int holder, int index, ITypeSymbol? type) => new(PlaceKind.Element, holder, index, type);

    /// <summary>A property or indexer that runs code when it is set; <paramref name="operation"/> says which, <paramref name="arguments"/> with what.</summary>
    public static Place Setter(int holder, IOperation operation, int[] arguments, ITypeSymbol? type) =>
        new(PlaceKind.Setter, holder, new SetterCall(operation, arguments), type);

    public bool Equals(Place other) => Kind == other.Kind && Holder == other.Holder && Key.Equals(other.Key);

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => (Holder * 397) ^ Key.GetHashCode();

    internal sealed record SetterCall(IOperation Operation, int[] Arguments);
}

internal enum PlaceKind
{
    Nowhere,
    Variable,
    Member,
    Element,
    Setter,
}
