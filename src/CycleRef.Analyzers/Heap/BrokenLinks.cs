using System;
using System.Collections.Generic;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>The links that the code of one type lets go of, by name; see <see cref="Teardowns"/>.</summary>
internal sealed class BrokenLinks
{
    public HashSet<string> InTeardown { get; } = new(StringComparer.Ordinal);

    /// <summary>Methods that a teardown method calls on its own object.</summary>
    public HashSet<string> CalledInTeardown { get; } = new(StringComparer.Ordinal);

    /// <summary>The same for methods whose name says that the object has come to its end.</summary>
    public HashSet<string> CalledAtEnd { get; } = new(StringComparer.Ordinal);

    public List<MemberClear> Cleared { get; } = [];

    /// <summary>Members whose object is disposed, freed or closed in a method that sounds like it, such as <c>Free</c>, or that are set back to what they were.</summary>
    public HashSet<string> Released { get; } = new(StringComparer.Ordinal);

    /// <summary>Methods that are called on what members hold, and the method that calls.</summary>
    public HashSet<(string Member, string Called, string Method)> Calls { get; } = [];

    /// <summary>Methods and properties that store what they are given, and the member.</summary>
    public List<KeyValuePair<string, string>> Setters { get; } = [];

    public HashSet<string> TakenBack { get; } = new(StringComparer.Ordinal);

    public List<KeyValuePair<string, SyntaxNode>> Unsubscribed { get; } = [];
}
