using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// Brings a generic type into the one form under which it is a node. Arguments that cannot lead back into source become the type's own
/// parameters again; <c>Box&lt;Node&gt;</c> stays. Bounded, so that polymorphic recursion (<c>class N&lt;T&gt; { N&lt;N&lt;T&gt;&gt; next; }</c>) ends.
/// </summary>
internal sealed class TypeCanon(Func<INamedTypeSymbol, bool> isSource)
{
    /// <summary>Arguments nested deeper are cut to the definition: real code stays below.</summary>
    private const int MaxNesting = 3;

    /// <summary>Types named in one argument: real code stays below.</summary>
    private const int MaxSize = 32;

    /// <summary>Constructions of one definition in one component; further ones fall back to the definition.</summary>
    private const int MaxConstructions = 16;

    private readonly Dictionary<INamedTypeSymbol, HashSet<INamedTypeSymbol>> _constructions = new(SymbolEqualityComparer.Default);

    public INamedTypeSymbol Of(INamedTypeSymbol type)
    {
        if (!type.IsGenericType || SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition))
            return type.OriginalDefinition;
        var canonical = Rebuild(type);
        var definition = type.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(canonical, definition))
            return definition;
        if (!_constructions.TryGetValue(definition, out var known))
            _constructions.Add(definition, known = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default));
        return known.Contains(canonical) || (known.Count < MaxConstructions && known.Add(canonical)) ? canonical : definition;
    }

    private INamedTypeSymbol Rebuild(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (type.ContainingType is { IsGenericType: true } container)
        {
            var canonicalContainer = Rebuild(container);
            definition = canonicalContainer.GetTypeMembers(definition.Name, definition.Arity)
                .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, type.OriginalDefinition)) ?? definition;
        }

        if (definition.Arity == 0)
            return definition;
        var arguments = new ITypeSymbol[type.TypeArguments.Length];
        var changed = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            var matters = LeadsIntoSource(type.TypeArguments[i], 0);
            arguments[i] = matters ? type.TypeArguments[i] : definition.OriginalDefinition.TypeParameters[i];
            changed |= matters;
        }

        return changed ? definition.Construct(arguments) : definition;
    }

    /// <summary>The argument names a type of this source that objects can have, not nested too deep.</summary>
    private bool LeadsIntoSource(ITypeSymbol argument, int depth)
    {
        if (depth >= MaxNesting)
            return false;
        return argument switch
        {
            IArrayTypeSymbol array => LeadsIntoSource(array.ElementType, depth + 1),
            INamedTypeSymbol named => IsSmall(named) && (isSource(named) || named.TypeArguments.Any(a => LeadsIntoSource(a, depth + 1))),
            _ => false,
        };
    }

    /// <summary>Bounded in depth and in size: arguments that double at every turn stay shallow for long.</summary>
    private static bool IsSmall(INamedTypeSymbol type)
    {
        var size = 0;
        var open = new Stack<(ITypeSymbol Type, int Depth)>();
        open.Push((type, 0));
        while (open.Count > 0)
        {
            var (current, depth) = open.Pop();
            if (depth > MaxNesting || ++size > MaxSize)
                return false;
            if (current is IArrayTypeSymbol array)
                open.Push((array.ElementType, depth + 1));
            for (var level = current as INamedTypeSymbol; level is { IsGenericType: true }; level = level.ContainingType)
            {
                foreach (var argument in level.TypeArguments)
                    open.Push((argument, depth + 1));
            }
        }

        return true;
    }
}
