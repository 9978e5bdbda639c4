using System;
using System.Collections.Immutable;
using CycleRef.Analyzers.Kept;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.WeakUse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>
/// CYC4006: a value that reaches its owner, in a container that others keep; CYC5003: a weak table whose values reach their keys. Both are
/// reported on the field; a field of another type costs a look at that type's name.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeptByOthersAnalyzer : DiagnosticAnalyzer
{
    private readonly KnowledgeFiles _knowledgeFiles = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RuleCatalogue.OwnedByItsValue, RuleCatalogue.WeakTableValueReachesKey);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var knowledge = _knowledgeFiles.Read(context);
        var compilation = context.Compilation;
        var options = context.Options.AnalyzerConfigOptionsProvider;
        var held = new Lazy<HeldTypes>(() => new HeldTypes(new KnownTypes(compilation, knowledge, CompilationWideOptions.Read(compilation, options)), compilation.Assembly));
        var models = new SemanticModels(compilation);
        var processLived = new ProcessLived(knowledge);
        var code = new KnownCode();
        context.RegisterSyntaxNodeAction(node => Report(node, models, code, processLived, held), SyntaxKind.FieldDeclaration, SyntaxKind.PropertyDeclaration);
    }

    private static void Report(SyntaxNodeAnalysisContext context, SemanticModels models, KnownCode code, ProcessLived processLived, Lazy<HeldTypes> held)
    {
        var type = context.Node is FieldDeclarationSyntax field ? field.Declaration.Type : ((PropertyDeclarationSyntax)context.Node).Type;
        var isKeeper = KeeperKind.IsPossible(type);
        if (!isKeeper && !WeakTable.IsPossible(type))
            return;
        if (context.Node is PropertyDeclarationSyntax property)
            Report(context, property, property.Identifier, isKeeper, models, code, processLived, held);
        else
        {
            foreach (var variable in ((FieldDeclarationSyntax)context.Node).Declaration.Variables)
                Report(context, variable, variable.Identifier, isKeeper, models, code, processLived, held);
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode declaration, SyntaxToken name, bool isKeeper, SemanticModels models, KnownCode code, ProcessLived processLived, Lazy<HeldTypes> held)
    {
        var member = context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken);
        var type = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        if (type is null)
            return;
        if (isKeeper)
        {
            if (!member!.IsStatic
                && KeeperKind.Of(type) is { } kind
                && KeptValue.Of(member, kind, models, code, context.CancellationToken) is { } kept
                && !processLived.Is(member.ContainingType, context.CancellationToken)
                && !ProcessLived.IsTest(member.ContainingType))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RuleCatalogue.OwnedByItsValue,
                    name.GetLocation(),
                    kind.MayEndSoon ? DiagnosticSeverity.Info : RuleCatalogue.OwnedByItsValue.DefaultSeverity,
                    [kept.Stored.GetLocation()],
                    ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Path, kept.Path).Add(DiagnosticProperties.Holder, kind.Name),
                    kept.Path,
                    kind.Reason));
            }
        }
        else if (WeakTable.Of(member!, type, held.Value, context.SemanticModel, context.CancellationToken) is { } table)
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalogue.WeakTableValueReachesKey, name.GetLocation(), table.Member.Name, table.Path));
    }
}
