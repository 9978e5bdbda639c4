using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Rules;

/// <summary>
/// CYC4001, CYC4002, CYC4004, CYC4005: what a root keeps. Names and shapes come first; only an expression that they leave is bound, and with it the
/// body in which it stands.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RootedCycleAnalyzer : DiagnosticAnalyzer
{
    private readonly KnowledgeFiles _tables = new();
    private readonly RootTablesCache _rootTables = new();
    private readonly ReleaseNamesCache _names = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(RuleCatalogue.SelfHandle, RuleCatalogue.RootedSubscriber, RuleCatalogue.RunningTimer, RuleCatalogue.DroppedRegistration);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var knowledge = _tables.Read(context);
        var services = RootServices.Of(
            context.Compilation,
            context.Options,
            knowledge,
            _rootTables.Of(knowledge),
            calls => _names.For(context, calls));
        context.RegisterSyntaxNodeAction(node => Creation(node, services), SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
        context.RegisterSyntaxNodeAction(node => Call(node, services), SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(node => Subscription(node, services), SyntaxKind.AddAssignmentExpression);
        context.RegisterSyntaxNodeAction(node => This(node, services), SyntaxKind.ThisExpression);
        context.RegisterSyntaxNodeAction(node => Loop(node, services), SyntaxKind.WhileStatement, SyntaxKind.ForStatement, SyntaxKind.DoStatement);
    }

    private static void Creation(SyntaxNodeAnalysisContext context, RootServices services)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        var name = NameOf(creation);
        if (name is null ? creation.Parent is not AssignmentExpressionSyntax : !services.Tables.MakesRoot(name) && !MayBeListener(name, creation))
            return;

        if (RootSite.Of(context, services) is not { } site)
            return;
        if (name is null)
        {
            name = site.DeclaredTypeName(creation);
            if (name is null || !services.Tables.MakesRoot(name))
                return;
        }

        if (name == SelfHandles.Handle)
        {
            if (creation.ArgumentList is { Arguments: { Count: 1 } only })
                Report(context, RuleCatalogue.SelfHandle, SelfHandles.Find(creation, only[0].Expression, site));
            return;
        }

        if (context.SemanticModel.GetSymbolInfo(creation, context.CancellationToken).Symbol is not IMethodSymbol { ContainingType: { } type } constructor)
            return;
        if (services.Tables.Timers.TryGet(type, out var timer))
            Report(context, RuleCatalogue.RunningTimer, RunningTimers.Find(creation, type, timer, TimerArguments.Read(constructor, creation.ArgumentList), PlaceOf(creation), site));
        else if (services.Tables.IsHolder(type))
            Report(context, RuleCatalogue.DroppedRegistration, HeldRegistrations.Find(creation, type, site));
    }

    private static void Call(SyntaxNodeAnalysisContext context, RootServices services)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        var name = ReleaseNames.LastName(call.Expression);
        if (name is null || !services.Tables.MayRegister(name) || RootSite.Of(context, services) is not { } site)
            return;
        if (SelfHandles.MayMake(call) && call.ArgumentList.Arguments.Count > 0)
            Report(context, RuleCatalogue.SelfHandle, SelfHandles.Find(call, call.ArgumentList.Arguments[0].Expression, site));
        else if (name == "CreateLinkedTokenSource")
            Report(context, RuleCatalogue.DroppedRegistration, LinkedSources.Find(call, site));
        else if (services.Tables.TimerFactories.MayContain(name))
            Report(context, RuleCatalogue.RunningTimer, TimerOf(call, site));
        else if (services.Tables.Repeats.MayContain(name) && RepeatedCalls.Find(call, site) is { } repeated)
            Report(context, RuleCatalogue.RunningTimer, repeated);
        else if (services.Tables.Keeps.MayContain(name) && KeepingCalls.Find(call, site) is { } kept)
            Report(context, RuleCatalogue.RootedSubscriber, kept);
        else if (services.Tables.Registrations.MayContain(name))
            Report(context, RuleCatalogue.DroppedRegistration, Registrations.Find(call, site));
        else if (name == "Create" && HeldRegistrations.MayMake(call, services.Tables) && context.SemanticModel.GetTypeInfo(call, context.CancellationToken).Type is INamedTypeSymbol type && services.Tables.IsHolder(type))
            Report(context, RuleCatalogue.DroppedRegistration, HeldRegistrations.Find(call, type, site));
    }

    private static RootFinding? TimerOf(InvocationExpressionSyntax call, RootSite site) =>
        site.Model.GetSymbolInfo(call, site.CancellationToken).Symbol is IMethodSymbol { ReturnType: INamedTypeSymbol type } factory
        && site.Services.Tables.TimerFactories.TryGet(factory, out _) && site.Services.Tables.Timers.TryGet(type, out var timer)
            ? RunningTimers.Find(call, type, timer, TimerArguments.Read(factory, call.ArgumentList), Registrations.Place(call), site)
            : null;

    private static void Subscription(SyntaxNodeAnalysisContext context, RootServices services)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (LongLivedEvents.MaySubscribe(assignment) && RootSite.Of(context, services) is { } site)
            Report(context, RuleCatalogue.RootedSubscriber, LongLivedEvents.Find(assignment, site));
    }

    private static void This(SyntaxNodeAnalysisContext context, RootServices services)
    {
        if (StaticTables.StoreOf((ThisExpressionSyntax)context.Node) is { } store && RootSite.Of(context, services) is { } site)
            Report(context, RuleCatalogue.RootedSubscriber, StaticTables.Find(store.Store, store.Table, store.IsKeyed, site));
    }

    private static void Loop(SyntaxNodeAnalysisContext context, RootServices services)
    {
        var loop = (StatementSyntax)context.Node;
        if (WaitLoops.EndlessWait(loop) is { } wait && RootSite.Of(context, services) is { } site)
            Report(context, RuleCatalogue.RunningTimer, WaitLoops.Find(loop, wait, site));
    }

    /// <summary>A listener class of one's own, which is given its owner.</summary>
    private static bool MayBeListener(string name, BaseObjectCreationExpressionSyntax creation) =>
        name.EndsWith("Listener", System.StringComparison.Ordinal) && creation.ArgumentList?.Arguments.Any(static argument => argument.Expression is ThisExpressionSyntax) == true;

    private static string? NameOf(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { Type: var type } ? MentionedNames.OuterName(type)
        : creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var declared } } } ? MentionedNames.OuterName(declared)
        : creation.Parent is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var ofProperty } } ? MentionedNames.OuterName(ofProperty)
        : null;

    /// <summary><c>new Timer</c>, without what it is given.</summary>
    private static Location PlaceOf(BaseObjectCreationExpressionSyntax creation) => creation is ObjectCreationExpressionSyntax { Type: var type }
        ? Location.Create(creation.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(creation.SpanStart, type.Span.End))
        : creation.NewKeyword.GetLocation();

    private static void Report(SyntaxNodeAnalysisContext context, DiagnosticDescriptor rule, RootFinding? finding)
    {
        if (finding is not null)
            context.ReportDiagnostic(RootReport.Create(rule, finding));
    }
}
