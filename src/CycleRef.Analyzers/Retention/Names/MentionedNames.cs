using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>Collects the simple names that a type mentions, type arguments included, in source order and without repeats.</summary>
internal struct MentionedNames
{
    private ImmutableArray<string>.Builder? _names;

    public readonly bool IsEmpty => _names is null;

    /// <summary>The name of the type itself: <c>List</c> for <c>System.Collections.Generic.List&lt;Node&gt;</c>; null for tuples, arrays and keywords.</summary>
    public static string? OuterName(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => OuterName(nullable.ElementType),
        _ => null,
    };

    public readonly ImmutableArray<string> ToImmutable() => _names?.ToImmutable() ?? ImmutableArray<string>.Empty;

    public void AddType(TypeSyntax type)
    {
        if (type is PredefinedTypeSyntax)
            return;
        // The common shapes first, without allocating a stack.
        if (type is NullableTypeSyntax { ElementType: var element })
        {
            if (element is PredefinedTypeSyntax)
                return;
            type = element;
        }

        if (type is IdentifierNameSyntax identifier)
            AddName(identifier.Identifier.ValueText);
        else
            AddAll(type);
    }

    public void AddTypeArguments(TypeSyntax type)
    {
        var before = OuterName(type);
        if (type is IdentifierNameSyntax || before is null)
            return;
        // Qualified names may carry arguments at every part (Outer<A>.Inner<B>): take all, the outer names are harmless.
        if (type is GenericNameSyntax generic)
        {
            foreach (var argument in generic.TypeArgumentList.Arguments)
                AddType(argument);
        }
        else
        {
            AddAll(type);
        }
    }

    private void AddAll(TypeSyntax type)
    {
        var open = new Stack<SyntaxNode>();
        open.Push(type);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (node is SimpleNameSyntax simple)
                AddName(simple.Identifier.ValueText);
            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } childNode and not AttributeListSyntax)
                    open.Push(childNode);
            }
        }
    }

    private void AddName(string name)
    {
        _names ??= ImmutableArray.CreateBuilder<string>(1);
        if (name.Length > 0 && !_names.Contains(name))
            _names.Add(name);
    }
}
