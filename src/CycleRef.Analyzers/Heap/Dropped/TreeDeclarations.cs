using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The types that one tree declares, with their members, by syntax. Lives no longer than the tree.</summary>
internal sealed class TreeDeclarations
{
    private readonly Dictionary<string, List<DeclaredType>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DeclaredMember>> _members = new(StringComparer.Ordinal);

    public IReadOnlyList<DeclaredType> Types(string name) => _types.TryGetValue(name, out var types) ? types : [];

    /// <summary>The members that are called by this name.</summary>
    public IReadOnlyList<DeclaredMember> Members(string name) => _members.TryGetValue(name, out var members) ? members : [];

    /// <summary>Linear in the number of declarations; no body is looked at.</summary>
    public static TreeDeclarations Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var result = new TreeDeclarations();
        if (tree.GetRoot(cancellationToken) is not CompilationUnitSyntax root)
            return result;
        // Explicit work list: namespaces and types of hostile input nest deeper than the stack.
        var open = new Stack<SyntaxList<MemberDeclarationSyntax>>();
        open.Push(root.Members);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (member is BaseNamespaceDeclarationSyntax @namespace)
                    open.Push(@namespace.Members);
                else if (member is BaseTypeDeclarationSyntax type)
                    result.Add(new DeclaredType(type));
                if (member is TypeDeclarationSyntax { Members.Count: > 0 } outer)
                    open.Push(outer.Members);
            }
        }

        return result;
    }

    private void Add(DeclaredType type)
    {
        Add(_types, type.Name, type);
        foreach (var member in type.Members)
        {
            if (!member.IsExplicit)
                Add(_members, member.Name, member);
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> all, string name, T one)
    {
        if (!all.TryGetValue(name, out var named))
            all.Add(name, named = []);
        named.Add(one);
    }
}
