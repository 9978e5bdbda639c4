using System;
using System.Collections.Immutable;
using System.Linq;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>What kind of code a name stands for.</summary>
internal enum CodeKind
{
    /// <summary>A method or an operator.</summary>
    Method,

    /// <summary>What runs when a type of this name is constructed.</summary>
    Constructor,

    /// <summary>The accessor that reads a property.</summary>
    Getter,

    /// <summary>The accessor that writes a property or adds to an event.</summary>
    Setter,
}

/// <summary>Code by name. The arity is the number of parameters or arguments, or <see cref="AnyArity"/> where that does not tell.</summary>
internal readonly record struct CodeName(CodeKind Kind, string Name, int Arity)
{
    public const int AnyArity = -1;

    /// <summary>A call with this many arguments may run code with that many parameters.</summary>
    public static bool Fits(int parameters, int arguments) => parameters < 0 || arguments < 0 || parameters == arguments;
}

/// <summary>How a body uses a simple name.</summary>
[Flags]
internal enum NameUses
{
    None = 0,

    /// <summary>As it stands, or after <c>this.</c>: a member of the body's own type, if it is a member.</summary>
    Own = 1,

    /// <summary>After a dot, or in an initializer: a member of any type.</summary>
    OfAnother = 2,

    /// <summary>It is assigned an object, given elements, or passed by reference.</summary>
    Written = 4,

    /// <summary>It is given the very object whose member it is: <c>a.Self = a</c>.</summary>
    TakesHolder = 8,

    /// <summary>It is set to nothing, or something is taken out of it.</summary>
    Cleared = 16,

    /// <summary>It occurs more than once.</summary>
    Repeated = 32,
}

/// <summary>One simple name and how it is used.</summary>
internal readonly record struct NameUse(string Name, NameUses Uses);

/// <summary>
/// A function may be put into <paramref name="Target"/>: a member, the type that is constructed with it, or the method that is called with it.
/// </summary>
/// <param name="Target">The simple name.</param>
/// <param name="Function">The name of the method or variable; empty for a lambda.</param>
/// <param name="IsArgument">It is handed to a constructor or method of the target's name.</param>
internal readonly record struct FunctionUse(string Target, string Function, bool IsArgument);

/// <summary>The body of one member by names alone: what it mentions, what it writes, what it may run. Holds strings only.</summary>
/// <param name="Start">Where the member's code starts in its file.</param>
/// <param name="Owner">The simple name of the type that declares it.</param>
/// <param name="Name">How other code calls it.</param>
/// <param name="Uses">Every simple name in it, in no particular order.</param>
/// <param name="Functions">Where lambdas and methods may be stored.</param>
/// <param name="Calls">The names of what it may run.</param>
/// <param name="HasLocalFunction">A variable of it may hold a function, or it has a local one: then any variable that is stored may be one.</param>
/// <param name="WritesElements">Something may be put into a collection that has no member's name here.</param>
internal sealed record CodeOutline(
    int Start,
    string Owner,
    CodeName Name,
    ImmutableArray<NameUse> Uses,
    ImmutableArray<FunctionUse> Functions,
    ImmutableArray<CodeName> Calls,
    bool HasLocalFunction,
    bool WritesElements);

/// <summary>A member whose declared type does not tell what it may hold.</summary>
/// <param name="Type">The simple name of the declaring type.</param>
/// <param name="Name">The member.</param>
/// <param name="Outer">The simple name of its type; empty for an event; null where <c>object</c> is part of its type.</param>
internal readonly record struct OpenMember(string Type, string Name, string? Outer);

/// <summary>The code of one syntax tree by names, and the members of its types that may hold anything.</summary>
internal sealed record TreeCode(ImmutableArray<CodeOutline> Code, ImmutableArray<OpenMember> OpenMembers)
{
    /// <summary>An edit inside a body leaves these as they are.</summary>
    public bool HasSameMembers(TreeCode other) => OpenMembers.SequenceEqual(other.OpenMembers);
}
