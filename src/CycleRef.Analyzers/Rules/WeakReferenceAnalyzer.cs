using System.Collections.Immutable;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.WeakUse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>CYC5001: a weak reference to what nothing else holds; CYC5004: a test and a read of its target. Names decide before anything is bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakReferenceAnalyzer : DiagnosticAnalyzer
{
    private const string WeakReference = "WeakReference";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.WeakToFresh, RuleCatalogue.AliveThenTarget);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
        context.RegisterSyntaxNodeAction(ReportTest, SyntaxKind.IfStatement, SyntaxKind.ConditionalExpression, SyntaxKind.LogicalAndExpression, SyntaxKind.LogicalOrExpression);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var code = new KnownCode();
        context.RegisterSyntaxNodeAction(node => ReportCreation(node, code), SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
        context.RegisterSyntaxNodeAction(node => ReportSetTarget(node, code), SyntaxKind.InvocationExpression);
    }

    private static void ReportCreation(SyntaxNodeAnalysisContext context, KnownCode code)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        if (creation.ArgumentList is not { Arguments: { Count: 1 or 2 } arguments } || !FreshTarget.IsPossible(arguments[0].Expression) || !MayBeWeakReference(creation, arguments[0].Expression))
            return;
        if (FreshTarget.Of(arguments[0].Expression, context.SemanticModel, code, context.CancellationToken) is { } target
            && WeakReferenceTypes.IsOne(context.SemanticModel.GetTypeInfo(creation, context.CancellationToken).Type)
            && WeakReferenceMade.IsForUse(creation, target, context.SemanticModel, code.Index, context.CancellationToken))
            ReportFresh(context, arguments[0].Expression, target);
    }

    /// <summary>A type that is not named is asked for only where a delegate or object is made in place, or the declaration names it.</summary>
    private static bool MayBeWeakReference(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax argument) => creation switch
    {
        ObjectCreationExpressionSyntax named => NameOf(named.Type) == WeakReference,
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } } => NameOf(declaration.Type) == WeakReference,
        { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } => NameOf(property.Type) == WeakReference,
        { Parent: AssignmentExpressionSyntax } => Bare.Of(argument) is AnonymousFunctionExpressionSyntax or BaseObjectCreationExpressionSyntax,
        _ => false,
    };

    private static void ReportSetTarget(SyntaxNodeAnalysisContext context, KnownCode code)
    {
        if (context.Node is not InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SetTarget" } access,
                ArgumentList.Arguments: { Count: 1 } arguments,
            }
            || !FreshTarget.IsPossible(arguments[0].Expression))
            return;
        if (FreshTarget.Of(arguments[0].Expression, context.SemanticModel, code, context.CancellationToken) is { } target
            && WeakReferenceTypes.IsOne(context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type)
            && !WeakReferenceMade.IsMeasured(access, code.Index, context.CancellationToken))
            ReportFresh(context, arguments[0].Expression, target);
    }

    private static void ReportFresh(SyntaxNodeAnalysisContext context, ExpressionSyntax place, FreshTarget target) =>
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalogue.WeakToFresh,
            place.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Holds, target.IsDelegate ? "delegate" : "object"),
            target.Description));

    private static void ReportTest(SyntaxNodeAnalysisContext context)
    {
        var condition = context.Node switch
        {
            IfStatementSyntax statement => statement.Condition,
            ConditionalExpressionSyntax choice => choice.Condition,
            // The condition of a statement, and an operand of a longer condition, are looked at with it.
            BinaryExpressionSyntax { Parent: not (BinaryExpressionSyntax or ParenthesizedExpressionSyntax or IfStatementSyntax or PrefixUnaryExpressionSyntax) } binary
                when !(binary.Parent is ConditionalExpressionSyntax whole && whole.Condition == binary) => binary,
            _ => null,
        };
        if (condition is null || AliveTest.Of(condition, context.SemanticModel, context.CancellationToken) is not { } found)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalogue.AliveThenTarget,
            found.Test.GetLocation(),
            [found.Read.GetLocation()],
            found.Reference.WithoutTrivia().ToString(),
            found.Read.WithoutTrivia().ToString()));
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => "",
    };
}
