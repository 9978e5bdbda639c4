using System.Collections.Generic;
using System.Linq;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>In which piece of code a fact stands.</summary>
internal enum CodePlace
{
    /// <summary>A member initializer, an instance constructor or an <c>init</c> accessor: before anyone else knows the object.</summary>
    Construction,

    /// <summary>A method, accessor or the like.</summary>
    Later,

    /// <summary>A finalizer: comes too late for anything.</summary>
    Finalizer,
}

/// <summary>A value is stored in a member, or added to the collection in it.</summary>
/// <param name="Member">Name of the member.</param>
/// <param name="OnThis">The member is the object's own; otherwise it is reached through another expression.</param>
/// <param name="TypeHint">The simple name of the type, where an object initializer tells it.</param>
/// <param name="Value">Where the value comes from.</param>
/// <param name="Place">The kind of code.</param>
/// <param name="Method">Name of the method or property, <c>.ctor</c> for constructors.</param>
/// <param name="IsAdd">The value is added rather than assigned.</param>
internal sealed record MemberWrite(string Member, bool OnThis, string? TypeHint, StoredValue Value, CodePlace Place, string Method, bool IsAdd)
{
    public ValueSource Source => Value.Source;
}

/// <summary>A member is set to null, emptied, or what it holds is disposed.</summary>
/// <param name="Member">Name of the member.</param>
/// <param name="OnThis">The member is the object's own.</param>
/// <param name="TypeHint">The simple name of the other object's type, where the code tells it.</param>
/// <param name="Method">Name of the method or property.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="InProperty">The code is that of a property.</param>
internal sealed record MemberClear(string Member, bool OnThis, string? TypeHint, string Method, ClearKind Kind, bool InProperty = false);

internal enum ClearKind
{
    /// <summary>The member is set to null.</summary>
    Whole,

    /// <summary>The member is set to a new object that is given nothing: an empty container, where it holds one.</summary>
    Renewed,

    /// <summary>Elements are taken out of what it holds.</summary>
    Elements,

    /// <summary>What it holds is disposed. The member itself stays as it is.</summary>
    Release,
}

/// <summary>A member is moved on to another object.</summary>
/// <param name="Member">Name of the member.</param>
/// <param name="OnThis">The member is the object's own.</param>
/// <param name="TypeHint">The simple name of the other object's type, where the code tells it.</param>
/// <param name="From">The member of another object that it is set to, <c>Next</c> for <c>_head = _head.Next</c>; or one of the constants.</param>
internal sealed record MemberMove(string Member, bool OnThis, string? TypeHint, string From)
{
    /// <summary>One element after the other is taken from what it holds: <c>_waiting.Dequeue()</c>.</summary>
    public const string Taken = "()";

    /// <summary>It is set back to what it was: <c>var outer = _current; … _current = outer;</c>, <c>_current = _outer.Pop()</c>.</summary>
    public const string Restored = "=";
}

/// <summary>The object hands itself to what its member <paramref name="Receiver"/> holds: <c>_owner.Forget(this)</c>.</summary>
internal sealed record HandingCall(string Caller, string Receiver, string Callee);

/// <summary><c>this</c> is an argument: of a constructor of <paramref name="Type"/> (empty when not named), or of a method.</summary>
/// <param name="Type">The type that is made.</param>
/// <param name="Method">The method that is called.</param>
/// <param name="Position">The position of the argument, or <see cref="StoredValue.NoParameter"/> when it is named.</param>
internal sealed record ThisArgument(string? Type, string? Method, int Position);

/// <summary>
/// What the code of one type, all its parts together, does with members: by names only, from syntax alone. An approximation that is
/// good enough to tell who makes whom, and is never taken for a proof that something leaks.
/// </summary>
internal sealed class CodeFacts
{
    public List<MemberWrite> Writes { get; } = [];

    public List<MemberClear> Clears { get; } = [];

    public List<MemberMove> Moves { get; } = [];

    public List<ThisArgument> ThisArguments { get; } = [];

    public HashSet<HandingCall> HandingCalls { get; } = [];

    /// <summary>Calls of own methods: caller's name, callee's name.</summary>
    public HashSet<(string Caller, string Callee)> OwnCalls { get; } = [];

    /// <summary>Names of members in question that stand in method bodies, for captured primary-constructor parameters.</summary>
    public HashSet<string> NamesInBodies { get; } = [];

    /// <summary>The same facts in the same order.</summary>
    public bool IsSame(CodeFacts other) =>
        ReferenceEquals(this, other)
        || (Writes.SequenceEqual(other.Writes)
            && Clears.SequenceEqual(other.Clears)
            && Moves.SequenceEqual(other.Moves)
            && ThisArguments.SequenceEqual(other.ThisArguments)
            && HandingCalls.SetEquals(other.HandingCalls)
            && OwnCalls.SetEquals(other.OwnCalls)
            && NamesInBodies.SetEquals(other.NamesInBodies));

    public void Add(CodeFacts others)
    {
        Writes.AddRange(others.Writes);
        Clears.AddRange(others.Clears);
        Moves.AddRange(others.Moves);
        ThisArguments.AddRange(others.ThisArguments);
        HandingCalls.UnionWith(others.HandingCalls);
        OwnCalls.UnionWith(others.OwnCalls);
        NamesInBodies.UnionWith(others.NamesInBodies);
    }
}
