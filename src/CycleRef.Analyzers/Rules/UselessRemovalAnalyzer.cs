using System.Collections.Immutable;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.Unsubscribing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC4003: a <c>-=</c> that removes nothing. A subtraction whose right side is no lambda and no name costs a look at its syntax.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UselessRemovalAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.UselessRemoval);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var index = new CodeIndex();
            start.RegisterSyntaxNodeAction(node => Report(node, index), SyntaxKind.SubtractAssignmentExpression);
        });
    }

    private static void Report(SyntaxNodeAnalysisContext context, CodeIndex index)
    {
        var removal = (AssignmentExpressionSyntax)context.Node;
        if (!UselessRemovals.IsSuspicious(removal) || UselessRemovals.Of(removal, context.SemanticModel, index, context.CancellationToken) is not { } found)
            return;
        var member = context.SemanticModel.GetSymbolInfo(removal.Left, context.CancellationToken).Symbol?.OriginalDefinition.GetDocumentationCommentId();
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalogue.UselessRemoval,
            found.Place.GetLocation(),
            found.Added is null ? [] : [found.Added],
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Member, member),
            removal.Left.WithoutTrivia().ToString(),
            found.Reason));
    }
}
