using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>Collects the simple names that types mention, type arguments included, and what flows into generic types on the way.</summary>
/// <param name="scope">The type parameters in scope, each with the name that stands for it in the graph.</param>
/// <param name="flows">Receives who gives which arguments to which generic type.</param>
internal struct MentionedNames(ImmutableDictionary<string, string> scope, HashSet<NameFlow> flows)
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
        // The common shapes first, without allocating a stack.
        if (type is NullableTypeSyntax { ElementType: var element })
            type = element;
        if (type is PredefinedTypeSyntax)
            return;
        if (type is IdentifierNameSyntax identifier)
            AddName(identifier.Identifier.ValueText);
        else
            AddAll(type);
    }

    private void AddAll(TypeSyntax type)
    {
        var open = new Stack<(SyntaxNode Node, string? Generic)>();
        open.Push((type, null));
        while (open.Count > 0)
        {
            var (node, generic) = open.Pop();
            if (node is SimpleNameSyntax simple)
            {
                var name = AddName(simple.Identifier.ValueText);
                if (generic is not null)
                    flows.Add(new NameFlow(NameFlow.ParametersOf(generic), name));
            }

            var inner = node is GenericNameSyntax { Identifier.ValueText: var genericName } ? genericName : generic;
            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } childNode and not AttributeListSyntax)
                    open.Push((childNode, inner));
            }
        }
    }

    private string AddName(string name)
    {
        if (scope.TryGetValue(name, out var parameter))
            name = parameter;
        _names ??= ImmutableArray.CreateBuilder<string>(1);
        if (name.Length > 0 && !_names.Contains(name))
            _names.Add(name);
        return name;
    }
}
