using System.Collections.Immutable;

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
    bool HasNamelessNew);
