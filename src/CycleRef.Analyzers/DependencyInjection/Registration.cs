using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>A registration, bound.</summary>
/// <param name="Call">The call that registers.</param>
/// <param name="Service">The service type; unbound where an open generic type is registered.</param>
/// <param name="Key">The key of a keyed service.</param>
/// <param name="Implementation">The type that the container constructs.</param>
/// <param name="Factory">The lambda that the container calls instead. Both are null where an instance, or something unknown, is registered.</param>
internal sealed record Registration(
    InvocationExpressionSyntax Call, INamedTypeSymbol Service, object? Key, INamedTypeSymbol? Implementation, AnonymousFunctionExpressionSyntax? Factory);
