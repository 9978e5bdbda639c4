using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Reads what a factory lambda, or a constructor, resolves on every path from the provider that it is given.</summary>
/// <param name="provider">The name of the parameter that is the provider.</param>
/// <param name="models">The semantic models.</param>
/// <param name="cancellationToken">Cancels reading.</param>
internal sealed class FactorySteps(string provider, SemanticModels models, CancellationToken cancellationToken) : IStepSource<ServicePiece>
{
    public static Outcome<ServicePiece> Of(AnonymousFunctionExpressionSyntax factory, SemanticModels models, CancellationToken cancellationToken) =>
        ProviderName(factory) is { } provider
            ? new FactorySteps(provider, models, cancellationToken).Read((SyntaxNode?)factory.Block ?? factory.ExpressionBody)
            : Outcome<ServicePiece>.Nothing;

    /// <summary>What is resolved before the constructor returns; nothing where it takes no provider.</summary>
    public static Outcome<ServicePiece> Of(IMethodSymbol constructor, SemanticModels models, CancellationToken cancellationToken)
    {
        if (constructor.Parameters.FirstOrDefault(static p => p.Type is { Name: "IServiceProvider", ContainingNamespace.Name: "System" }) is not { } provider)
            return Outcome<ServicePiece>.Nothing;
        var steps = new FactorySteps(provider.Name, models, cancellationToken);
        return constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            ConstructorDeclarationSyntax { Initializer: { } initializer } when Exits.MayLeave(initializer) => Outcome<ServicePiece>.Nothing,
            ConstructorDeclarationSyntax declaration => steps.Read((SyntaxNode?)declaration.Body ?? declaration.ExpressionBody?.Expression),
            TypeDeclarationSyntax primary => steps.Read(Initializers(primary).ToArray()),
            _ => Outcome<ServicePiece>.Nothing,
        };
    }

    public Outcome<ServicePiece>? StepOf(ExpressionSyntax creationOrCall)
    {
        if (creationOrCall is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } call)
            return null;
        if (models.OperationOf(call, cancellationToken) is not IInvocationOperation { TargetMethod: var method } operation)
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
    private bool IsProvider(ExpressionSyntax expression) => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == provider;

    private Outcome<ServicePiece> Read(params SyntaxNode?[] body) => new EveryPathReader<ServicePiece>(this, cancellationToken).Read(body);

    private static IEnumerable<SyntaxNode?> Initializers(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members)
        {
            if (member.Modifiers.Any(SyntaxKind.StaticKeyword))
                continue;
            if (member is PropertyDeclarationSyntax { Initializer: { } initializer })
                yield return initializer.Value;
            foreach (var variable in (member as FieldDeclarationSyntax)?.Declaration.Variables ?? default)
                yield return variable.Initializer?.Value;
        }
    }

    private static string? ProviderName(AnonymousFunctionExpressionSyntax factory) => factory switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } => parameters[0].Identifier.ValueText,
        AnonymousMethodExpressionSyntax { ParameterList.Parameters: { Count: > 0 } parameters } => parameters[0].Identifier.ValueText,
        _ => null,
    };
}
