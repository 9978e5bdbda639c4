using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Binds a call to the registration that it makes, by the parameter names that all overloads of the library share.</summary>
internal static class RegistrationReader
{
    public static Registration? Read(InvocationExpressionSyntax call, SemanticModels models, CancellationToken cancellationToken)
    {
        if (models.OperationOf(call, cancellationToken) is not IInvocationOperation { TargetMethod: var method } operation || !IsOfTheLibrary(method))
            return null;
        ITypeSymbol? service = method.TypeArguments.FirstOrDefault();
        ITypeSymbol? implementation = method.TypeArguments.Length > 1 ? method.TypeArguments[1] : null;
        AnonymousFunctionExpressionSyntax? factory = null;
        object? key = null;
        var isOther = false;
        foreach (var argument in operation.Arguments)
        {
            var value = argument.Value;
            while (value is IConversionOperation conversion)
                value = conversion.Operand;
            switch (argument.Parameter?.Name)
            {
                case "serviceType" or "service":
                    service = (value as ITypeOfOperation)?.TypeOperand;
                    break;
                case "implementationType":
                    implementation = (value as ITypeOfOperation)?.TypeOperand;
                    isOther |= implementation is null;
                    break;
                case "implementationFactory":
                    factory = ((value as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation)?.Syntax as AnonymousFunctionExpressionSyntax;
                    isOther |= factory is null;
                    break;
                case "serviceKey":
                    if (value.ConstantValue is not { HasValue: true, Value: { } constant })
                        return null;
                    key = constant;
                    break;
                case "services" or "collection":
                    break;
                default:
                    isOther = true;
                    break;
            }
        }

        if (service is not INamedTypeSymbol { TypeKind: not TypeKind.Error } serviceType)
            return null;
        var constructed = isOther || factory is not null ? null : implementation as INamedTypeSymbol ?? serviceType;
        return new Registration(call, serviceType, key, constructed, isOther ? null : factory);
    }

    private static bool IsOfTheLibrary(IMethodSymbol method) =>
        method.ContainingType is { Name: "ServiceCollectionServiceExtensions" or "ServiceCollectionDescriptorExtensions" or "ServiceDescriptor" } type
        && type.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.DependencyInjection", System.StringComparison.Ordinal);
}
