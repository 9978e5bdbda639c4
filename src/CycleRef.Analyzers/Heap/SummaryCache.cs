using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// The summaries of the compilation's methods, each computed once for every depth that is asked for. A summary only uses summaries of lesser
/// depth: so recursion ends, and the result does not depend on which body was looked at first.
/// </summary>
internal sealed class SummaryCache
{
    /// <summary>Stands for any depth that is great enough.</summary>
    private const int Complete = -1;

    private readonly ConcurrentDictionary<(IMethodSymbol Method, CallContext Context, int Depth), Summary> _summaries = new(KeyComparer.Instance);

    /// <summary>What the method does, or null where that is not known: no source, an iterator, too big.</summary>
    public Summary? Of(IMethodSymbol method, CallContext context, int depth, BodyRun caller, CancellationToken cancellationToken)
    {
        // A summary that no bound cut short is the same for every greater depth.
        if (!_summaries.TryGetValue((method, context, Complete), out var summary) || summary.Height > depth)
        {
            if (!_summaries.TryGetValue((method, context, depth), out summary))
            {
                summary = Compute(caller.Services, method, context, depth, cancellationToken);
                _summaries.TryAdd((method, context, depth), summary);
                if (!summary.IsCut)
                    _summaries.TryAdd((method, context, Complete), summary);
            }
        }

        caller.Used(method, context, summary);
        return summary.IsKnown ? summary : null;
    }

    private static Summary Compute(HeapServices services, IMethodSymbol method, CallContext context, int depth, CancellationToken cancellationToken)
    {
        // Before it is bound: a long method is called by many, and links nothing that matters to most.
        var binding = context.Equals(default) ? StepsToBind(method) : 0;
        if (binding > services.Effort.CalleeSteps)
            return Summary.Unknown;
        if (services.Bodies.Of(method, cancellationToken) is not { IsIterator: false } body)
            return Summary.Unknown;
        var exploration = new Exploration(services, method, body, depth, services.Effort.SummarySteps, cancellationToken, context);
        var exits = exploration.Run();
        if (exploration.GaveUp || exploration.Objects.Count > Bounds.MaxSummaryObjects)
            return Summary.Unknown.With(exploration.BodyRun).Weighing(binding);
        var byReference = method.Parameters.Any(static p => p.RefKind is RefKind.Ref or RefKind.Out);
        var effects = exits.OrderByDescending(static s => s.Clock).Take(Bounds.MaxOutcomes)
            .Select(exit => new SummaryEffects(exploration.Objects, exit, byReference ? exploration.Outs(exit) : null)).ToImmutableArray();
        // A callee that does nothing on any path has one outcome, whatever it asks on the way.
        if (effects.Length > 1 && effects.All(static e => e.IsNothing))
            effects = ImmutableArray.Create(new SummaryEffects(exploration.Objects, new HeapState(), null));
        return new Summary(exploration.Objects, exploration.This, exploration.Parameters, effects) { IsPartial = exits.Count > Bounds.MaxOutcomes }.With(exploration.BodyRun).Weighing(binding);
    }

    /// <summary>What binding the body of a method is worth by its length.</summary>
    public static int StepsToBind(IMethodSymbol method)
    {
        var length = 0;
        foreach (var declaration in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            length += declaration.GetSyntax() switch
            {
                BaseMethodDeclarationSyntax code => LengthOf(code.Body, code.ExpressionBody),
                AccessorDeclarationSyntax code => LengthOf(code.Body, code.ExpressionBody),
                LocalFunctionStatementSyntax code => LengthOf(code.Body, code.ExpressionBody),
                ArrowExpressionClauseSyntax code => code.Span.Length,
                // A primary constructor has no body.
                _ => 0,
            };
        }

        return length / Bounds.CharactersPerStep;
    }

    private static int LengthOf(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow) => (body?.Span.Length ?? 0) + (arrow?.Span.Length ?? 0);

    private sealed class KeyComparer : IEqualityComparer<(IMethodSymbol Method, CallContext Context, int Depth)>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals((IMethodSymbol Method, CallContext Context, int Depth) x, (IMethodSymbol Method, CallContext Context, int Depth) y) =>
            x.Depth == y.Depth && x.Context.Equals(y.Context) && SymbolEqualityComparer.Default.Equals(x.Method, y.Method);

        public int GetHashCode((IMethodSymbol Method, CallContext Context, int Depth) obj) => (SymbolEqualityComparer.Default.GetHashCode(obj.Method) * 31 + obj.Context.GetHashCode()) * 31 + obj.Depth;
    }
}
