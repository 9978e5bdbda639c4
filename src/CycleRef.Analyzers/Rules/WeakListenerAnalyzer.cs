using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.WeakUse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC5002: a weak listener whose lambda captures its owner; CYC5001: a weak event whose lambda is held by nobody. Names decide before anything is bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakListenerAnalyzer : DiagnosticAnalyzer
{
    private readonly KnowledgeFiles _knowledgeFiles = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.WeakListenerCapturesThis, RuleCatalogue.WeakToFresh);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var listeners = new WeakListeners(_knowledgeFiles.Read(context), context.Compilation);
        var creations = new ListenerCreations();
        var closures = new Closures();
        context.RegisterSyntaxNodeAction(
            node => Report(node, listeners, creations, closures),
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression,
            SyntaxKind.AnonymousMethodExpression);
    }

    private static void Report(SyntaxNodeAnalysisContext context, WeakListeners listeners, ListenerCreations creations, Closures closures)
    {
        var lambda = (AnonymousFunctionExpressionSyntax)context.Node;
        if (ListenerLambda.IsPossible(lambda, creations))
        {
            if (ListenerLambda.Of(lambda, listeners, creations, closures, context.SemanticModel, context.CancellationToken) is { } found)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RuleCatalogue.WeakListenerCapturesThis,
                    lambda.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Holder, found.TakesInstance ? "parameter" : ""),
                    found.Listener.Name));
            }
        }
        else if (CallOf(lambda) is { } call
            && Bare.NameOf(call.Expression) is { } name
            && listeners.MayHoldTargetWeakly(name.Identifier.ValueText, call.Expression is MemberAccessExpressionSyntax access ? Bare.NameOf(access.Expression)?.Identifier.ValueText : null))
            ReportTarget(context, lambda, call, listeners, closures);
    }

    private static InvocationExpressionSyntax? CallOf(AnonymousFunctionExpressionSyntax lambda)
    {
        var whole = Bare.Whole(lambda);
        if (whole.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: BaseObjectCreationExpressionSyntax creation } })
            whole = Bare.Whole(creation);
        return (whole.Parent as ArgumentSyntax)?.Parent?.Parent as InvocationExpressionSyntax;
    }

    private static void ReportTarget(SyntaxNodeAnalysisContext context, AnonymousFunctionExpressionSyntax lambda, InvocationExpressionSyntax call, WeakListeners listeners, Closures closures)
    {
        // "keepSubscriberReferenceAlive: true" and the like.
        if (call.ArgumentList.Arguments.Any(static argument => argument.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression })
            || context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method
            || !listeners.HoldsTargetWeakly(method))
            return;
        // A lambda that captures only "this" is a method of the object: that is held weakly, as it should be.
        if (!CallbackReader.OfDelegate(lambda, context.SemanticModel, closures, context.CancellationToken).Retained.IsEmpty)
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalogue.WeakToFresh, lambda.GetLocation(), "the variables that the lambda captures, and with them the handler"));
    }
}
