using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// The objects of one run. What is the same on two paths has the same number on both, so that equal states are seen to be equal:
/// objects are looked up by what they stand for (allocation site and round, owner and member, shape of an expression).
/// </summary>
internal sealed class ObjectTable
{
    public const int Null = 0;
    public const int True = 1;
    public const int False = 2;
    public const int NoValue = 3;
    public const int Statics = 4;

    private readonly List<HeapObject> _objects = [];
    private readonly Dictionary<object, int> _ids = [];

    public ObjectTable()
    {
        Add(ObjectKind.Null, null);
        Add(ObjectKind.Value, null).Payload = true;
        Add(ObjectKind.Value, null).Payload = false;
        Add(ObjectKind.Value, null);
        Add(ObjectKind.Statics, null);
        _ids[new Constant(true)] = True;
        _ids[new Constant(false)] = False;
    }

    public HeapObject this[int id] => _objects[id];

    public int Count => _objects.Count;

    public int OfConstant(object? value)
    {
        if (value is null)
            return Null;
        return Find(new Constant(value), ObjectKind.Value, null, o => o.Payload = value);
    }

    /// <summary>The value of an expression over other values: the same expression over the same values is the same value.</summary>
    public int OfExpression(string shape, int left, int right, object? extra)
    {
        var key = new Expression(shape, left, right, extra);
        return Find(key, ObjectKind.Value, null, o => o.Payload = key);
    }

    public int Made(ObjectKind kind, ITypeSymbol? type, object site, int round, Action<HeapObject>? setUp = null) =>
        Find(new Allocation(site, round, kind), kind, type, setUp);

    public int Unknown(ITypeSymbol? type, int owner, object member, int version = 0) =>
        Find(new Place(owner, member, version), ObjectKind.Unknown, type, o =>
        {
            o.Owner = owner;
            o.Member = member;
        });

    public HeapObject Add(ObjectKind kind, ITypeSymbol? type)
    {
        var added = new HeapObject(_objects.Count, kind, type);
        _objects.Add(added);
        return added;
    }

    private int Find(object key, ObjectKind kind, ITypeSymbol? type, Action<HeapObject>? setUp)
    {
        if (_ids.TryGetValue(key, out var id))
            return id;
        var added = Add(kind, type);
        _ids.Add(key, added.Id);
        setUp?.Invoke(added);
        return added.Id;
    }

    internal sealed record Constant(object Value);

    internal sealed record Expression(string Shape, int Left, int Right, object? Extra);

    private sealed record Allocation(object Site, int Round, ObjectKind Kind);

    private sealed record Place(int Owner, object Member, int Version);
}
