using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>The names of the members that a file overrides. Text only, so it may outlive the compilation and is kept per syntax tree.</summary>
internal sealed class OverriddenNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private OverriddenNames()
    {
    }

    public static OverriddenNames Of(SyntaxTree tree)
    {
        var result = new OverriddenNames();
        foreach (var node in tree.GetRoot().DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is not MemberDeclarationSyntax member || !member.Modifiers.Any(SyntaxKind.OverrideKeyword))
                continue;
            switch (member)
            {
                case MethodDeclarationSyntax method:
                    result._names.Add(method.Identifier.ValueText);
                    break;
                case PropertyDeclarationSyntax property:
                    result._names.Add(property.Identifier.ValueText);
                    break;
                case EventDeclarationSyntax @event:
                    result._names.Add(@event.Identifier.ValueText);
                    break;
                case EventFieldDeclarationSyntax field:
                    result._names.UnionWith(field.Declaration.Variables.Select(static v => v.Identifier.ValueText));
                    break;
                case IndexerDeclarationSyntax:
                    result._names.Add("this[]");
                    break;
            }
        }

        return result;
    }

    public bool Contains(string name) => _names.Contains(name);
}

/// <summary>Whether a virtual member may be overridden in this compilation: asked by name, so that nothing need be bound.</summary>
internal sealed class Overrides
{
    private readonly Compilation _compilation;
    private readonly Func<SyntaxTree, OverriddenNames> _namesOf;
    private readonly ConcurrentDictionary<string, bool> _answers = new(StringComparer.Ordinal);

    public Overrides(Compilation compilation, Func<SyntaxTree, OverriddenNames> namesOf)
    {
        _compilation = compilation;
        _namesOf = namesOf;
    }

    public bool MayBeOverridden(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.IsSealed || method.ContainingType is null or { IsSealed: true } || !(method.IsVirtual || method.IsAbstract || method.IsOverride))
            return false;
        var name = method.AssociatedSymbol?.Name ?? method.Name;
        if (!_answers.TryGetValue(name, out var may))
            _answers[name] = may = IsOverridden(name, cancellationToken);
        return may;
    }

    private bool IsOverridden(string name, CancellationToken cancellationToken)
    {
        foreach (var tree in _compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_namesOf(tree).Contains(name))
                return true;
        }

        return false;
    }
}
