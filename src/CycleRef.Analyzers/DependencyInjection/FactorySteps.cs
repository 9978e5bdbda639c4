using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Reads what a factory lambda resolves on every path, from the provider that it is given.</summary>
internal sealed class FactorySteps(AnonymousFunctionExpressionSyntax factory, SemanticModels models, CancellationToken cancellationToken) : IStepSource<ServicePiece>
{
    private readonly string? _provider = ProviderName(factory);

    public Outcome<ServicePiece> Read() =>
        _provider is null ? Outcome<ServicePiece>.Nothing : new EveryPathReader<ServicePiece>(this, cancellationToken).Read((SyntaxNode?)factory.Block ?? factory.ExpressionBody);

    public Outcome<ServicePiece>? StepOf(ExpressionSyntax creationOrCall)
    {
        if (creationOrCall is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } call)
            return null;
        if (models.Of(call.SyntaxTree).GetOperation(call, cancellationToken) is not IInvocationOperation { TargetMethod: var method } operation)
            return null;
        var name = method.Name;
        if (method.ContainingType?.Name == "ActivatorUtilities")
        {
            if (call.ArgumentList.Arguments.Count != 1 || !IsProvider(call.ArgumentList.Arguments[0].Expression) || method.TypeArguments.FirstOrDefault() is not INamedTypeSymbol created)
                return null;
            return name switch
            {
                "CreateInstance" => Step(ServicePiece.Construction(created), call),
                "GetServiceOrCreateInstance" => Step(ServicePiece.Service(created, key: null), call),
                _ => null,
            };
        }

        if (name is not ("GetService" or "GetRequiredService" or "GetKeyedService" or "GetRequiredKeyedService") || !IsProvider(receiver))
            return null;
        var service = method.TypeArguments.FirstOrDefault();
        object? key = null;
        foreach (var argument in operation.Arguments)
        {
            var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (argument.Parameter?.Name == "serviceType")
                service = (value as ITypeOfOperation)?.TypeOperand;
            if (argument.Parameter?.Name == "serviceKey" && (key = value.ConstantValue.Value) is null)
                return null;
        }

        return service is INamedTypeSymbol type ? Step(ServicePiece.Service(type, key), call) : null;
    }

    public bool IsKept(InvocationExpressionSyntax call) => CallFacts.IsKept(call, models, cancellationToken);

    private static Outcome<ServicePiece> Step(ServicePiece piece, SyntaxNode at) => new Outcome<ServicePiece>.Step(piece, at);

    /// <summary>Another provider may be another container, or another scope.</summary>
    private bool IsProvider(ExpressionSyntax expression) => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == _provider;

    private static string? ProviderName(AnonymousFunctionExpressionSyntax factory) => factory switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } => parameters[0].Identifier.ValueText,
        AnonymousMethodExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } => parameters[0].Identifier.ValueText,
        _ => null,
    };
}
