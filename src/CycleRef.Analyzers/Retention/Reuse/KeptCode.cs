using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>What the code of a component told, and where it stood, so that another compilation can see whether it still tells the same. Trees are held weakly.</summary>
internal sealed class KeptCode
{
    private readonly FactsQuestion _question;
    private readonly NextQuestion _next;
    private readonly ImmutableArray<KeptTree> _trees;

    private KeptCode(FactsQuestion question, NextQuestion next, ImmutableArray<KeptTree> trees)
    {
        _question = question;
        _next = next;
        _trees = trees;
    }

    /// <param name="code">What was read.</param>
    /// <param name="places">The places of trees in their compilation.</param>
    public static KeptCode Of(ReadCode code, Dictionary<SyntaxTree, int> places)
    {
        var trees = code.Parts.GroupBy(static part => part.Part.SyntaxTree)
            .Select(parts => new KeptTree(places[parts.Key], parts.Key, parts.Select(static part => new KeptPart(PathTo(part.Part), part.MayCapture, part.Facts, part.More)).ToImmutableArray()));
        return new KeptCode(code.Question, code.Next, trees.ToImmutableArray());
    }

    /// <param name="trees">All trees of another compilation that declares the same.</param>
    /// <param name="changesOf">What the members of a tree may change.</param>
    /// <param name="facts">What is known of trees that have been read before.</param>
    /// <param name="cancellationToken">Checked at every member.</param>
    public bool StillTellsTheSame(ImmutableArray<SyntaxTree> trees, ChangesSource changesOf, KeptFacts facts, CancellationToken cancellationToken)
    {
        foreach (var kept in _trees)
        {
            var tree = trees[kept.Index];
            if (kept.IsOf(tree))
                continue;
            var parts = new List<ReadPart>();
            foreach (var part in kept.Parts)
            {
                if (Find(tree, part.Path, cancellationToken) is not { } found)
                    return false;
                parts.Add(new ReadPart(found, part.MayCapture, part.Facts, part.More));
            }

            if (!RelevantCode.StillTell(parts, _question, _next, changesOf, facts, cancellationToken))
                return false;
            kept.Accept(tree);
        }

        return true;
    }

    /// <summary>Which member of which member the part is, not counting methods, which come and go.</summary>
    private static ImmutableArray<int> PathTo(TypeDeclarationSyntax part)
    {
        var path = new Stack<int>();
        for (MemberDeclarationSyntax? current = part; current is not null; current = current.Parent as MemberDeclarationSyntax)
        {
            var position = 0;
            foreach (var sibling in Containers(current.Parent))
            {
                if (sibling == current)
                    break;
                position++;
            }

            path.Push(position);
        }

        return path.ToImmutableArray();
    }

    private static TypeDeclarationSyntax? Find(SyntaxTree tree, ImmutableArray<int> path, CancellationToken cancellationToken)
    {
        var current = tree.GetRoot(cancellationToken);
        foreach (var position in path)
        {
            current = Containers(current).ElementAtOrDefault(position);
            if (current is null)
                return null;
        }

        return current as TypeDeclarationSyntax;
    }

    /// <summary>The namespaces and types in a file, a namespace or a type.</summary>
    private static IEnumerable<MemberDeclarationSyntax> Containers(SyntaxNode? parent)
    {
        var members = parent switch
        {
            CompilationUnitSyntax unit => unit.Members,
            BaseNamespaceDeclarationSyntax @namespace => @namespace.Members,
            TypeDeclarationSyntax type => type.Members,
            _ => default,
        };
        return members.Where(static member => member is BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax);
    }

    private readonly record struct KeptPart(ImmutableArray<int> Path, bool MayCapture, CodeFacts Facts, CodeFacts More);

    private sealed class KeptTree(int index, SyntaxTree tree, ImmutableArray<KeptPart> parts)
    {
        private WeakReference<SyntaxTree> _tree = new(tree);

        public int Index => index;

        public ImmutableArray<KeptPart> Parts => parts;

        public bool IsOf(SyntaxTree other) => Volatile.Read(ref _tree).TryGetTarget(out var known) && known == other;

        /// <summary>The other tree tells the same.</summary>
        public void Accept(SyntaxTree other) => Volatile.Write(ref _tree, new WeakReference<SyntaxTree>(other));
    }
}
