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
    /// <summary>Type arguments nested deeper flow into the outer eight only: the symbol stage looks no deeper either.</summary>
    private const int MaxNesting = 8;

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

    /// <summary>What the type arguments of a base type mention; the base itself is no argument of its own.</summary>
    public void AddArguments(TypeSyntax baseType)
    {
        if (baseType is GenericNameSyntax generic)
        {
            foreach (var argument in generic.TypeArgumentList.Arguments)
                AddAll(argument, generic.Identifier.ValueText);
        }
        else if (baseType is QualifiedNameSyntax or AliasQualifiedNameSyntax)
        {
            // Outer<A>.Inner<B>: the few names too many are harmless.
            AddAll(baseType);
        }
    }

    private void AddAll(TypeSyntax type, string? within = null)
    {
        var open = new Stack<(SyntaxNode Node, ImmutableStack<string> Generics, int Depth)>();
        open.Push(within is null ? (type, ImmutableStack<string>.Empty, 0) : (type, ImmutableStack.Create(within), 1));
        while (open.Count > 0)
        {
            var (node, generics, depth) = open.Pop();
            if (node is SimpleNameSyntax simple)
            {
                var name = AddName(simple.Identifier.ValueText);
                // Lazy<Task<C>> in Box<Lazy<Task<C>>>: what Box holds may be a C as well.
                foreach (var generic in generics)
                    flows.Add(new NameFlow(NameFlow.ParametersOf(generic), name));
            }

            if (node is GenericNameSyntax { Identifier.ValueText: var genericName } && depth < MaxNesting)
                (generics, depth) = (generics.Push(genericName), depth + 1);
            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } childNode and not AttributeListSyntax)
                    open.Push((childNode, generics, depth));
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
