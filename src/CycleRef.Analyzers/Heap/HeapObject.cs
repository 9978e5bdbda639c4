using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

internal enum ObjectKind
{
    /// <summary>The null reference.</summary>
    Null,

    /// <summary>A value of no interest for the heap: number, string, result of an operator. Conditions compare them by identity.</summary>
    Value,

    /// <summary>Made by the body or by one of its callees.</summary>
    Fresh,

    /// <summary>A structure value: no object of its own, but it carries references.</summary>
    Struct,

    /// <summary>A delegate made by the body.</summary>
    Delegate,

    /// <summary>The object in which the compiler keeps the captured variables of one scope.</summary>
    Closure,

    /// <summary>The instance that the body was called on.</summary>
    This,

    Parameter,

    /// <summary>Stands for the static fields of all types.</summary>
    Statics,

    /// <summary>Found in a member of another object, or returned by an unknown call.</summary>
    Unknown,
}

/// <summary>One abstract object of one run. Immutable but for the name; what differs between paths is in <see cref="HeapState"/>.</summary>
internal sealed class HeapObject
{
    public HeapObject(int id, ObjectKind kind, ITypeSymbol? type)
    {
        Id = id;
        Kind = kind;
        Type = type;
    }

    public int Id { get; }

    public ObjectKind Kind { get; }

    public ITypeSymbol? Type { get; }

    /// <summary>The operation that made it (in the body itself, also when a callee made it on behalf of that operation).</summary>
    public SyntaxNode? Site { get; set; }

    /// <summary>A callee made it: the body itself does not name its type.</summary>
    public bool MadeByCallee { get; set; }

    /// <summary>All its members are known: it was made here, by source code, and starts with nothing but defaults.</summary>
    public bool StartsEmpty { get; set; }

    /// <summary>For the instance that a body is called on: it is of this very type, and of none that derives from it.</summary>
    public bool IsExact { get; set; }

    /// <summary>Made here, but as a copy of an object that may be of a derived type.</summary>
    public bool MayDerive { get; set; }

    /// <summary>It holds its elements (a collection, array or map).</summary>
    public bool IsCollection { get; set; }

    /// <summary>A query or an iterator: its elements are made when somebody asks, out of what it holds.</summary>
    public bool IsDeferred { get; set; }

    /// <summary>For an unknown object: the object in whose member it was found, or -1.</summary>
    public int Owner { get; set; } = -1;

    /// <summary>For an unknown object: the member it was found in.</summary>
    public object? Member { get; set; }

    /// <summary>For a value: the constant, or the shape of the expression.</summary>
    public object? Payload { get; set; }

    /// <summary>For a delegate: what it calls.</summary>
    public DelegateTarget? Target { get; set; }

    /// <summary>For what a call of an iterator gives: the code that runs when somebody asks for elements.</summary>
    public IteratorBody? Iterator { get; set; }

    /// <summary>The first variable that held it.</summary>
    public string? Name { get; set; }

    public bool IsMade => Kind is ObjectKind.Fresh or ObjectKind.Struct or ObjectKind.Delegate or ObjectKind.Closure;

    public bool HasEdges => Kind is not (ObjectKind.Null or ObjectKind.Value);
}

/// <summary>What a delegate made in the body calls: a method, or a lambda of <paramref name="Graph"/>.</summary>
internal sealed record DelegateTarget(IMethodSymbol Method, IFlowAnonymousFunctionOperation? Lambda, ControlFlowGraph? Graph, int This);

/// <summary>The code of an iterator. Without a graph it is not followed here: it has begun in a callee.</summary>
internal sealed record IteratorBody(IMethodSymbol Method, ControlFlowGraph? Graph);
