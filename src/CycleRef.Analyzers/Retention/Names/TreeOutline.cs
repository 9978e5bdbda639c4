using System;
using System.Collections.Immutable;
using System.Linq;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>What kind of type a declaration makes, as far as holding goes.</summary>
[Flags]
internal enum OutlineKinds
{
    None = 0,

    /// <summary>Instances exist on the heap: a class or record class.</summary>
    Class = 1,
    Interface = 2,
    Struct = 4,

    /// <summary>Abstract: is never itself the type of an object.</summary>
    Abstract = 8,

    /// <summary>Carries an attribute named Acyclic.</summary>
    Acyclic = 16,
}

/// <summary>One member, and the simple names that its type mentions.</summary>
internal sealed record MemberOutline(string Name, ImmutableArray<string> Mentions)
{
    public bool Equals(MemberOutline? other) => other is not null && Name == other.Name && Mentions.SequenceEqual(other.Mentions);

    public override int GetHashCode() => Name.GetHashCode() * 31 + Mentions.Length;
}

/// <summary>One declaration of a type (a partial type has several), by names only.</summary>
/// <param name="Namespace">The full namespace, or empty.</param>
/// <param name="Path">Names from the outermost containing type inwards, each with its arity as <c>Name`1</c>.</param>
/// <param name="Kinds">What the declaration says of itself.</param>
/// <param name="Bases">Simple names in the base list.</param>
/// <param name="Members">Members that may store references, and what constructor parameters and base type arguments mention.</param>
internal sealed record TypeOutline(
    string Namespace,
    ImmutableArray<string> Path,
    OutlineKinds Kinds,
    ImmutableArray<string> Bases,
    ImmutableArray<MemberOutline> Members)
{
    /// <summary>The simple name without arity: a node of the <see cref="NameGraph"/>.</summary>
    public string Name { get; } = WithoutArity(Path[Path.Length - 1]);

    public bool Equals(TypeOutline? other) =>
        other is not null
        && Kinds == other.Kinds
        && Namespace == other.Namespace
        && Path.SequenceEqual(other.Path)
        && Bases.SequenceEqual(other.Bases)
        && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => Name.GetHashCode() * 31 + Members.Length;

    private static string WithoutArity(string name)
    {
        var tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }
}

/// <summary>
/// Who holds something declared as <paramref name="From"/> may thereby hold a <paramref name="To"/>: an alias and its target, the parameters of a
/// generic type (one node for all of them, see <see cref="ParametersOf"/>) and the arguments somebody gives it, or their constraints.
/// </summary>
internal readonly record struct NameFlow(string From, string To)
{
    /// <summary>The name that stands for the type parameters of a generic type; no C# name contains the mark.</summary>
    public static string ParametersOf(string genericName) => genericName + "`";
}

/// <summary>
/// What one syntax tree declares, by names only: no symbol, no syntax. Typing inside a method body leaves it equal, which is how
/// the merged <see cref="NameGraph"/> survives from one compilation to the next.
/// </summary>
internal sealed class TreeOutline : IEquatable<TreeOutline>
{
    public TreeOutline(ImmutableArray<TypeOutline> types, ImmutableArray<NameFlow> flows)
    {
        Types = types;
        Flows = flows;
    }

    public ImmutableArray<TypeOutline> Types { get; }

    public ImmutableArray<NameFlow> Flows { get; }

    public bool Equals(TreeOutline? other) => other is not null && Types.SequenceEqual(other.Types) && Flows.SequenceEqual(other.Flows);

    public override bool Equals(object? obj) => Equals(obj as TreeOutline);

    public override int GetHashCode() => Types.Length * 31 + Flows.Length;
}
