using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>What runs when a method is called: for a constructor also the initializers and the base constructor that nobody wrote down.</summary>
internal sealed record MethodBody(
    ControlFlowGraph? Graph,
    ImmutableArray<ControlFlowGraph> Initializers,
    IMethodSymbol? ImplicitBase,
    IOperation? PrimaryBase,
    ImmutableArray<KeyValuePair<int, object>> ParameterMembers,
    bool IsIterator);

/// <summary>
/// The one place that asks for the bodies of callees, in whatever file they are. Every answer is kept for the life of the compilation.
/// </summary>
internal sealed class MethodBodies
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _inert = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, MethodBody?> _bodies = new(SymbolEqualityComparer.Default);

    public MethodBodies(Compilation compilation) => _compilation = compilation;

    public MethodBody? Of(IMethodSymbol method, CancellationToken cancellationToken) =>
        _bodies.TryGetValue(method, out var body) ? body : _bodies.GetOrAdd(method, Find(method, cancellationToken));

    /// <summary>The same for a body that the caller has bound already.</summary>
    public MethodBody? Of(IMethodSymbol method, IOperation root, CancellationToken cancellationToken)
    {
        if (method.MethodKind == MethodKind.Constructor || _bodies.ContainsKey(method))
            return Of(method, cancellationToken);
        return Graph(root, cancellationToken) is { } graph
            ? new MethodBody(graph, ImmutableArray<ControlFlowGraph>.Empty, null, null, ImmutableArray<KeyValuePair<int, object>>.Empty, IsIterator(method))
            : null;
    }

    private MethodBody? Find(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.IsAbstract || method.IsExtern || method.ContainingType is not { } type || type.IsImplicitClass)
            return null;
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (method.MethodKind == MethodKind.Constructor)
            return Constructor(method, type, syntax, cancellationToken);
        if (syntax is null)
            return null;
        var root = RootOf(syntax, cancellationToken);
        return root is null ? null : new MethodBody(Graph(root, cancellationToken), ImmutableArray<ControlFlowGraph>.Empty, null, null, ImmutableArray<KeyValuePair<int, object>>.Empty, HasYield(syntax));
    }

    private MethodBody? Constructor(IMethodSymbol constructor, INamedTypeSymbol type, SyntaxNode? syntax, CancellationToken cancellationToken)
    {
        var primary = syntax as TypeDeclarationSyntax;
        var declaration = syntax as ConstructorDeclarationSyntax;
        if (syntax is not null && primary is null && declaration is null)
            return null;
        if (syntax is null && (!constructor.IsImplicitlyDeclared || constructor.Parameters.Length > 0))
            return null;
        var chains = declaration?.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer) == true;
        var graph = declaration is null ? null : RootOf(declaration, cancellationToken) is { } root ? Graph(root, cancellationToken) : null;
        var primaryBase = primary?.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();
        var baseCall = primaryBase is null ? null : OperationOf(primaryBase, cancellationToken);
        IMethodSymbol? implicitBase = null;
        if (declaration?.Initializer is null && primaryBase is null)
            implicitBase = type.BaseType?.InstanceConstructors.FirstOrDefault(static c => c.Parameters.Length == 0 || c.Parameters.All(static p => p.IsOptional || p.IsParams))?.OriginalDefinition;
        return new MethodBody(
            graph,
            chains ? ImmutableArray<ControlFlowGraph>.Empty : Initializers(type, cancellationToken),
            implicitBase is { DeclaringSyntaxReferences.Length: 0, IsImplicitlyDeclared: false } ? null : implicitBase,
            baseCall,
            primary is null ? ImmutableArray<KeyValuePair<int, object>>.Empty : ParameterMembers(constructor, type, primary),
            false);
    }

    /// <summary>Where a primary constructor's parameters stay: in the properties of a record, or in hidden fields if members use them.</summary>
    private static ImmutableArray<KeyValuePair<int, object>> ParameterMembers(IMethodSymbol constructor, INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<int, object>>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = type.IsRecord ? type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(static p => p.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is ParameterSyntax)) : null;
            if (property is not null)
                members.Add(new KeyValuePair<int, object>(parameter.Ordinal, property.OriginalDefinition));
            else if (!type.IsRecord && IsUsedByMembers(parameter.Name, declaration))
                members.Add(new KeyValuePair<int, object>(parameter.Ordinal, parameter.OriginalDefinition));
        }

        return members.ToImmutable();
    }

    private static bool IsUsedByMembers(string name, TypeDeclarationSyntax declaration) =>
        declaration.Members.Any(member => (member is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax { AccessorList.Accessors: var _ } or IndexerDeclarationSyntax or EventDeclarationSyntax)
            && Bodies(member).Any(body => body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(i => i.Identifier.ValueText == name)));

    private static IEnumerable<SyntaxNode> Bodies(MemberDeclarationSyntax member) =>
        member.DescendantNodes(static n => n is not (BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax)).Where(static n => n is BlockSyntax or ArrowExpressionClauseSyntax);

    private ImmutableArray<ControlFlowGraph> Initializers(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var graphs = ImmutableArray.CreateBuilder<ControlFlowGraph>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax declaration)
                continue;
            foreach (var value in declaration.Members.SelectMany(InitializerValues))
            {
                // A literal links nothing; a structure may be made without its initializers, so what they say is not true of each.
                if ((value.Value is not LiteralExpressionSyntax || type.IsValueType) && OperationOf(value, cancellationToken) is { } operation && Graph(operation, cancellationToken) is { } graph)
                    graphs.Add(graph);
            }
        }

        return graphs.ToImmutable();
    }

    private static IEnumerable<EqualsValueClauseSyntax> InitializerValues(MemberDeclarationSyntax member)
    {
        if (member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword))
            return [];
        return member switch
        {
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(static v => v.Initializer).OfType<EqualsValueClauseSyntax>(),
            PropertyDeclarationSyntax { Initializer: { } initializer } => [initializer],
            _ => [],
        };
    }

    public static bool IsIterator(IMethodSymbol method) => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax && HasYield(syntax);

    /// <summary>Returns no object, nor a structure that may carry one, and contains nothing that could write a link: seen without binding it.</summary>
    public bool IsInert(IMethodSymbol method) =>
        method.MethodKind != MethodKind.Constructor && (method.ReturnsVoid || method.ReturnType is { IsValueType: true, SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum }) && _inert.GetOrAdd(method, static m =>
            m.DeclaringSyntaxReferences.Length > 0 && m.DeclaringSyntaxReferences.All(static r => !BodyGate.MayLink(r.GetSyntax()) && !r.GetSyntax().DescendantNodes().Any(static n => n is InvocationExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } || IsCount(n))));

    /// <summary><c>Count++</c>: no assignment by its look.</summary>
    private static bool IsCount(SyntaxNode node) =>
        node.IsKind(SyntaxKind.PostIncrementExpression) || node.IsKind(SyntaxKind.PostDecrementExpression) || node.IsKind(SyntaxKind.PreIncrementExpression) || node.IsKind(SyntaxKind.PreDecrementExpression);

    /// <summary>A constructor that nobody wrote, in a type whose members start with literals at most.</summary>
    public static bool IsPlain(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, ContainingType: { BaseType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } type }
        && type.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Members.SelectMany(InitializerValues).All(static value => value.Value is LiteralExpressionSyntax));

    /// <summary><c>bool IsFixed => false</c>: the answer, where it is written down like that.</summary>
    public static bool? ConstantOf(IMethodSymbol method)
    {
        if (method.ReturnType.SpecialType != SpecialType.System_Boolean)
            return null;
        var expression = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            AccessorDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            ArrowExpressionClauseSyntax arrow => arrow.Expression,
            BaseMethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } when statements[0] is ReturnStatementSyntax { Expression: { } returned } => returned,
            _ => null,
        };
        return (SyntaxKind?)expression?.RawKind switch
        {
            SyntaxKind.TrueLiteralExpression => true,
            SyntaxKind.FalseLiteralExpression => false,
            _ => null,
        };
    }

    /// <summary>A throw helper, as far as one can see at a glance.</summary>
    public static bool NeverReturns(IMethodSymbol method) => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        BaseMethodDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax } => true,
        BaseMethodDeclarationSyntax { Body: { } body } => body.Statements.LastOrDefault() is ThrowStatementSyntax,
        LocalFunctionStatementSyntax { ExpressionBody.Expression: ThrowExpressionSyntax } => true,
        LocalFunctionStatementSyntax { Body: { } body } => body.Statements.LastOrDefault() is ThrowStatementSyntax,
        _ => false,
    };

    private static bool HasYield(SyntaxNode syntax) =>
        syntax.DescendantNodes(n => n == syntax || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(static n => n is YieldStatementSyntax);

    private IOperation? RootOf(SyntaxNode syntax, CancellationToken cancellationToken)
    {
        var operation = OperationOf(syntax, cancellationToken);
        while (operation?.Parent is not null)
            operation = operation.Parent;
        return operation;
    }

    /// <summary>The extension method that takes an object apart into so many variables: an assignment's operation does not name it.</summary>
    public IMethodSymbol? DeconstructionBy(SyntaxNode assignment, int parts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var method = (assignment, ModelOf(assignment)) switch
        {
            (AssignmentExpressionSyntax simple, { } model) => model.GetDeconstructionInfo(simple).Method,
            (ForEachVariableStatementSyntax loop, { } model) => model.GetDeconstructionInfo(loop).Method,
            _ => null,
        };
        method = method?.ReducedFrom ?? method;
        return method is { IsExtensionMethod: true } && method.Parameters.Length == parts + 1 ? method : null;
    }

    /// <summary>The variable that an extension method is taken of as a delegate, <c>node.Ping</c>: the operation names the method alone.</summary>
    public ISymbol? ReceiverOf(SyntaxNode methodGroup, CancellationToken cancellationToken) =>
        methodGroup is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax variable } && ModelOf(methodGroup)?.GetSymbolInfo(variable, cancellationToken).Symbol is { } symbol and (ILocalSymbol or IParameterSymbol)
            ? symbol
            : null;

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "A callee may be in another file; within an analyzer run the compilation hands out cached models.")]
    [SuppressMessage("MicrosoftCodeAnalysisPerformance", "RS1030", Justification = "See above.")]
    private SemanticModel? ModelOf(SyntaxNode syntax) => _compilation.ContainsSyntaxTree(syntax.SyntaxTree) ? _compilation.GetSemanticModel(syntax.SyntaxTree) : null;

    private IOperation? OperationOf(SyntaxNode syntax, CancellationToken cancellationToken) => ModelOf(syntax)?.OperationOf(syntax, cancellationToken);

    /// <summary>The control-flow graph of a root operation, or null for what has none.</summary>
    public static ControlFlowGraph? Graph(IOperation root, CancellationToken cancellationToken) => root.Parent is not null ? null : root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        IBlockOperation block => ControlFlowGraph.Create(block, cancellationToken),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
        _ => null,
    };
}
