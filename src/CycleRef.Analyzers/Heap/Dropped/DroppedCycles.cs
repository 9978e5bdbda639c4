using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The cycles that the bodies of one compilation drop. What they share is made when the first body asks for it, and dies with the compilation.</summary>
/// <param name="compilation">Whose bodies they are.</param>
/// <param name="knowledge">The tables.</param>
/// <param name="options">Read when the first body needs them.</param>
/// <param name="known">The names of the compilation before.</param>
/// <param name="namesOf">The names of a tree.</param>
/// <param name="declarationsOf">What a tree declares.</param>
internal sealed class DroppedCycles(Compilation compilation, KnowledgeBase knowledge, Func<CycleRefOptions> options, KnownNames known, NamesSource namesOf, DeclarationsSource declarationsOf)
{
    private readonly SketchMemory.Pool _memory = new();
    private readonly object _gate = new();
    private CalledCode? _code;
    private HeapServices? _services;

    public IEnumerable<HeapCycle> In(IMethodSymbol method, SyntaxNode block, SemanticModel model, CancellationToken cancellationToken)
        => MayMake(block, cancellationToken) && BodySketch.MayDrop(block, Code(cancellationToken), cancellationToken)
            ? BodyCycles.In(Services(), method, block, model, cancellationToken).Where(static cycle => cycle.Kind == CycleKind.Dropped)
            : [];

    private bool MayMake(SyntaxNode block, CancellationToken cancellationToken)
    {
        var memory = _memory.Rent();
        var mayMake = memory.Text.MayMake(block.SyntaxTree.GetText(cancellationToken), BodyOf(block));
        _memory.Return(memory);
        return mayMake;
    }

    /// <summary>Without its name and its parameters, which look like those of a local function.</summary>
    private static TextSpan BodyOf(SyntaxNode block)
    {
        var start = block is BaseMethodDeclarationSyntax method
            ? (method as ConstructorDeclarationSyntax)?.Initializer?.SpanStart ?? method.Body?.SpanStart ?? method.ExpressionBody?.SpanStart
            : null;
        return TextSpan.FromBounds(start ?? block.SpanStart, block.Span.End);
    }

    private CalledCode Code(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _code) is { } code)
            return code;
        // One thread reads the names, the others wait: not Lazy, which would keep a cancellation as its value.
        lock (_gate)
        {
            if (_code is null)
                Volatile.Write(ref _code, new CalledCode(ReadNames(cancellationToken), _memory));
        }

        return _code!;
    }

    private HeapServices Services()
        => LazyInitializer.EnsureInitialized(ref _services, () => new HeapServices(compilation, knowledge, options(), Effort.Small))!;

    private SourceNames ReadNames(CancellationToken cancellationToken)
    {
        var trees = compilation.SyntaxTrees.ToImmutableArray();
        return new SourceNames(known.TableOf(trees, namesOf, cancellationToken), known.LibraryOf(compilation, knowledge), trees, declarationsOf);
    }
}
