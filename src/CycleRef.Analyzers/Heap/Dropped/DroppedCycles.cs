using System;
using System.Collections.Generic;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The cycles that the bodies of one compilation drop. What they share is made when the first body asks for it, and dies with the compilation.</summary>
internal sealed class DroppedCycles(Compilation compilation, KnowledgeBase knowledge, CycleRefOptions options)
{
    /// <summary>Two objects that factories make, the second with the first, and a link back.</summary>
    private const int MinAssignments = 3;

    private SourceNames? _names;
    private CalledCode? _code;
    private HeapServices? _services;

    public IEnumerable<HeapCycle> In(IMethodSymbol method, SyntaxNode block, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!MayMake(block))
            yield break;
        // Not Lazy, which would remember a cancellation for good.
        var names = LazyInitializer.EnsureInitialized(ref _names, () => new SourceNames(compilation, knowledge, cancellationToken))!;
        var code = LazyInitializer.EnsureInitialized(ref _code, () => new CalledCode(names))!;
        if (!BodySketch.MayDrop(block, names, code, cancellationToken))
            yield break;
        var services = LazyInitializer.EnsureInitialized(ref _services, () => new HeapServices(compilation, knowledge, options, Effort.Small))!;
        foreach (var cycle in BodyCycles.In(services, method, block, model, cancellationToken))
        {
            if (cycle.Kind == CycleKind.Dropped)
                yield return cycle;
        }
    }

    /// <summary>An object is made here, or the body assigns so often that it may link what others make for it. Only the text is looked at.</summary>
    internal static bool MayMake(SyntaxNode block)
    {
        var text = block.SyntaxTree.GetText().ToString(block.Span);
        return text.IndexOf("new", StringComparison.Ordinal) >= 0 || Assignments(text) >= MinAssignments;
    }

    private static int Assignments(string text)
    {
        var count = 0;
        for (var at = text.IndexOf('='); at >= 0 && at + 1 < text.Length; at = text.IndexOf('=', at + 1))
        {
            if (text[at + 1] is not ('=' or '>') && at > 0 && text[at - 1] is not ('=' or '!' or '<' or '>'))
                count++;
        }

        return count;
    }
}
