using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>What a weak field and the property over it consist of, whatever they take the place of.</summary>
/// <param name="Type">The type of the member as it was written.</param>
/// <param name="HasAnnotations"><c>?</c> and <c>!</c> may be written here.</param>
/// <param name="IsNonNullable">The type says that it is never null.</param>
/// <param name="Language">The version of the language.</param>
/// <param name="FieldStart">Attributes and accessibility of the field, with a space after each.</param>
/// <param name="Field">The name of the weak field.</param>
/// <param name="InitialValue">A name whose value the field starts with; null for none.</param>
/// <param name="PropertyStart">Attributes and modifiers of the property, line by line; its type and name go on in the last line.</param>
/// <param name="Property">The name of the property, with its interface where it implements one by name.</param>
/// <param name="Getter">Attributes and modifiers of the getter.</param>
/// <param name="Setter">Attributes, modifiers and keyword of the setter; null for none.</param>
/// <param name="FullName">What an exception calls the member.</param>
internal sealed record WeakShape(
    TypeSyntax Type,
    bool HasAnnotations,
    bool IsNonNullable,
    LanguageVersion Language,
    string FieldStart,
    string Field,
    string? InitialValue,
    IReadOnlyList<string> PropertyStart,
    string Property,
    string Getter,
    string? Setter,
    string FullName)
{
    /// <summary>The type without its question mark.</summary>
    public string BareType => (Type is NullableTypeSyntax nullable ? nullable.ElementType : Type).WithoutTrivia().ToString();
}
