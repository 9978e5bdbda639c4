using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC3003: a stored lambda that keeps a variable alive which only another lambda of the scope uses. Bodies with fewer than two lambdas are not bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedClosureAnalyzer : DiagnosticAnalyzer
{
    private readonly SyntaxTreeValueProvider<LambdaArrows> _arrows = new(LambdaArrows.Of);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.SharedClosure);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start => start.RegisterCodeBlockAction(block =>
            Analyze(block, start.TryGetValue(block.CodeBlock.SyntaxTree, _arrows, out var arrows) ? arrows : LambdaArrows.Of(block.CodeBlock.SyntaxTree))));
    }

    private static void Analyze(CodeBlockAnalysisContext context, LambdaArrows arrows)
    {
        if (context.OwningSymbol is not IMethodSymbol || !arrows.MayHave(2, context.CodeBlock.Span) || context.CodeBlock.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().Take(2).Count() < 2)
            return;
        var root = context.SemanticModel.OperationOf(context.CodeBlock, context.CancellationToken);
        while (root?.Parent is not null)
            root = root.Parent;
        if (root is null)
            return;
        foreach (var kept in SharedClosures.In(root, context.CancellationToken))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Variable, kept.Variable.Name);
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalogue.SharedClosure, kept.Stored.Syntax.GetLocation(), [kept.Sibling.GetLocation()], properties, kept.Variable.Name));
        }
    }
}
