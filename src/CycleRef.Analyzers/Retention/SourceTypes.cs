using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>Finds the symbols of a type that is known by namespace and name, without binding anything but the way to it.</summary>
internal static class SourceTypes
{
    public static IEnumerable<INamedTypeSymbol> Find(IAssemblySymbol assembly, TypeOutline outline) => Find(assembly, outline.Namespace, outline.Path);

    /// <summary>Several symbols where <c>file</c> types or broken code share a name.</summary>
    public static IEnumerable<INamedTypeSymbol> Find(IAssemblySymbol assembly, string @namespace, ImmutableArray<string> path)
    {
        if (NamespaceOf(assembly, @namespace) is not { } container)
            return [];
        var found = new List<INamedTypeSymbol>();
        var open = new Stack<(INamespaceOrTypeSymbol Container, int Depth)>();
        open.Push((container, 0));
        while (open.Count > 0)
        {
            var (current, depth) = open.Pop();
            if (depth == path.Length)
            {
                found.Add((INamedTypeSymbol)current);
                continue;
            }

            var (name, arity) = Split(path[depth]);
            foreach (var type in current.GetTypeMembers(name, arity))
                open.Push((type, depth + 1));
        }

        return found;
    }

    private static INamespaceSymbol? NamespaceOf(IAssemblySymbol assembly, string @namespace)
    {
        INamespaceSymbol? current = assembly.GlobalNamespace;
        if (@namespace.Length == 0)
            return current;
        foreach (var part in @namespace.Split('.'))
        {
            INamespaceSymbol? next = null;
            foreach (var member in current.GetMembers(part))
                next = member as INamespaceSymbol ?? next;
            if (next is null)
                return null;
            current = next;
        }

        return current;
    }

    private static (string Name, int Arity) Split(string nameWithArity)
    {
        var tick = nameWithArity.IndexOf('`');
        if (tick < 0)
            return (nameWithArity, 0);
        return (nameWithArity.Substring(0, tick), int.Parse(nameWithArity.Substring(tick + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
