using System.Collections.Immutable;
using CycleRef.Analyzers.Interop;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC4007: a reference for JavaScript that is never disposed. Costs nothing in a compilation that does not know the type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InteropReferenceAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.InteropReference);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // The code of a .razor file reaches the compiler as generated code, whose places lead back to the .razor file.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(InteropReference.TypeName).IsEmpty)
            return;
        var processLived = new ProcessLived(KnowledgeBase.Embedded);
        var index = new CodeIndex();
        context.RegisterSyntaxNodeAction(node => Report(node, index, processLived), SyntaxKind.InvocationExpression);
    }

    private static void Report(SyntaxNodeAnalysisContext context, CodeIndex index, ProcessLived processLived)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (!InteropReference.IsPossible(call)
            || InteropReference.Of(call, context.SemanticModel, index, context.CancellationToken) is not { } found
            || processLived.Is(found.Owner, context.CancellationToken)
            || ProcessLived.IsTest(found.Owner))
            return;
        var kept = found.Member is null ? null : found.Owner.Name + "." + found.Member.Name;
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalogue.InteropReference,
            call.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Member, found.Member?.GetDocumentationCommentId()),
            RootPath.Format("JSRuntime", "DotNetObjectReference", kept, found.Owner.Name)));
    }
}
