using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Construction;

/// <summary>
/// The creations that a piece of code may be bound to make, by its syntax alone: every one that <see cref="ConstructorReader"/> would find there,
/// so that what is made on demand puts nobody on a cycle of names.
/// </summary>
internal sealed class CreationsOnEveryPath : IStepSource<BaseObjectCreationExpressionSyntax>
{
    private static readonly CreationsOnEveryPath Source = new();

    private CreationsOnEveryPath()
    {
    }

    /// <param name="code">An initializer, a body, a base list; null for one that is not there.</param>
    /// <param name="text">The text of its file. Most code makes nothing, and its nodes need not be made to see that.</param>
    public static IEnumerable<BaseObjectCreationExpressionSyntax> In(SyntaxNode? code, string text)
    {
        if (code is null || text.IndexOf("new", code.SpanStart, code.Span.Length, StringComparison.Ordinal) < 0 || !code.DescendantNodes().Any(static node => node is BaseObjectCreationExpressionSyntax))
            return [];
        var steps = new List<Outcome<BaseObjectCreationExpressionSyntax>.Step>();
        new EveryPathReader<BaseObjectCreationExpressionSyntax>(Source, CancellationToken.None).Read(code).CollectSteps(steps);
        return steps.Select(static step => step.Target);
    }

    public Outcome<BaseObjectCreationExpressionSyntax>? StepOf(ExpressionSyntax creationOrCall) =>
        creationOrCall is BaseObjectCreationExpressionSyntax creation ? new Outcome<BaseObjectCreationExpressionSyntax>.Step(creation, creation) : null;

    public bool IsKept(InvocationExpressionSyntax call) => true;
}
