using System;
using System.Collections.Immutable;
using System.Linq;

namespace CycleRef.Analyzers.Construction;

/// <summary>What one declaration of a type says about construction, by simple names only.</summary>
/// <param name="Name">The type's name without arity, or an alias.</param>
/// <param name="Bases">What is constructed with it: the names in its base list, or what the alias stands for.</param>
/// <param name="Creates">The names behind <c>new</c> in initializers and constructors.</param>
/// <param name="MemberTypes">The types of its fields and properties, for <c>new()</c> without a name.</param>
/// <param name="HasNamelessNew">Some <c>new()</c> in a constructor takes its type from elsewhere.</param>
internal sealed record CreationOutline(
    string Name,
    ImmutableArray<string> Bases,
    ImmutableArray<string> Creates,
    ImmutableArray<string> MemberTypes,
    bool HasNamelessNew)
{
    public bool Equals(CreationOutline? other) =>
        other is not null
        && Name == other.Name
        && HasNamelessNew == other.HasNamelessNew
        && Bases.SequenceEqual(other.Bases)
        && Creates.SequenceEqual(other.Creates)
        && MemberTypes.SequenceEqual(other.MemberTypes);

    public override int GetHashCode() => Name.GetHashCode() * 31 + Creates.Length;
}

/// <summary>What one tree says about construction: no symbol, no syntax. Typing inside a method leaves it equal.</summary>
internal sealed class CreationsOfTree(ImmutableArray<CreationOutline> types) : IEquatable<CreationsOfTree>
{
    public ImmutableArray<CreationOutline> Types => types;

    public bool Equals(CreationsOfTree? other) => other is not null && types.SequenceEqual(other.Types);

    public override bool Equals(object? obj) => Equals(obj as CreationsOfTree);

    public override int GetHashCode() => types.Length;
}
