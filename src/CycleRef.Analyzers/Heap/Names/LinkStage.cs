using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>
/// Keeps what the names-only gate knows of each syntax tree, and the last few graphs of links, from one compilation to the next: an edit inside
/// a body costs one walk over its file. One per analyzer instance; holds names only, no symbol and no syntax. Thread-safe.
/// </summary>
internal sealed class LinkStage
{
    /// <summary>An editor alternates between a few projects at most while somebody types.</summary>
    private const int MaxKept = 4;

    private readonly object _gate = new();
    private ImmutableArray<Kept> _kept = ImmutableArray<Kept>.Empty;

    public SyntaxTreeValueProvider<TreeCode> Code { get; } = new(static tree => CodeReader.Read(tree, CancellationToken.None));

    public SyntaxTreeValueProvider<TreeOutline> Outlines { get; } = new(static tree => TreeOutlineReader.Read(tree, CancellationToken.None));

    public LinkNames NamesOf(Compilation compilation, Func<SyntaxTree, TreeOutline> outlineOf, Func<SyntaxTree, TreeCode> codeOf, CancellationToken cancellationToken)
    {
        var outlines = ImmutableArray.CreateBuilder<TreeOutline>();
        var code = ImmutableArray.CreateBuilder<TreeCode>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outlines.Add(outlineOf(tree));
            code.Add(codeOf(tree));
        }

        var trees = code.ToImmutable();
        return new LinkNames(GraphOf(outlines.ToImmutable(), trees, cancellationToken), trees);
    }

    private LinkGraph GraphOf(ImmutableArray<TreeOutline> outlines, ImmutableArray<TreeCode> code, CancellationToken cancellationToken)
    {
        foreach (var kept in _kept)
        {
            if (kept.Fits(outlines, code))
                return kept.Graph;
        }

        var graph = LinkGraph.Build(outlines, code, cancellationToken);
        lock (_gate)
        {
            var others = _kept.Length < MaxKept ? _kept : _kept.RemoveAt(_kept.Length - 1);
            _kept = others.Insert(0, new Kept(outlines, code, graph));
        }

        return graph;
    }

    private sealed record Kept(ImmutableArray<TreeOutline> Outlines, ImmutableArray<TreeCode> Code, LinkGraph Graph)
    {
        public bool Fits(ImmutableArray<TreeOutline> outlines, ImmutableArray<TreeCode> code)
        {
            if (Outlines.Length != outlines.Length)
                return false;
            for (var i = 0; i < outlines.Length; i++)
            {
                // Unchanged trees keep their very outlines, so only the edited one is compared member by member.
                if (!ReferenceEquals(Outlines[i], outlines[i]) && !Outlines[i].Equals(outlines[i]))
                    return false;
                if (!ReferenceEquals(Code[i], code[i]) && !Code[i].HasSameMembers(code[i]))
                    return false;
            }

            return true;
        }
    }
}

/// <summary>The names-only gate of one compilation. Nothing is computed before somebody asks. Thread-safe.</summary>
internal sealed class LinkQuestions
{
    private readonly Func<SyntaxTree, TreeCode> _codeOf;
    private readonly Func<CancellationToken, LinkNames> _read;
    private readonly ConcurrentDictionary<SyntaxTree, Dictionary<int, CodeOutline>> _byStart = new();
    private LinkNames? _names;

    public LinkQuestions(Func<SyntaxTree, TreeCode> codeOf, Func<CancellationToken, LinkNames> read)
    {
        _codeOf = codeOf;
        _read = read;
    }

    /// <summary>False proves, by names, that the body's own statements cannot close a cycle.</summary>
    public bool MayClose(SyntaxNode body, CancellationToken cancellationToken)
    {
        if (!_byStart.GetOrAdd(body.SyntaxTree, ByStart).TryGetValue(body.SpanStart, out var code))
            return true;
        var names = _names ?? Interlocked.CompareExchange(ref _names, _read(cancellationToken), null) ?? _names;
        return LinkGate.MayClose(names!, code, cancellationToken);
    }

    private Dictionary<int, CodeOutline> ByStart(SyntaxTree tree)
    {
        var byStart = new Dictionary<int, CodeOutline>();
        foreach (var code in _codeOf(tree).Code)
            byStart[code.Start] = code;
        return byStart;
    }
}
