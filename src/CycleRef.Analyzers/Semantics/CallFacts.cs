using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>Facts about a call that its syntax does not tell.</summary>
internal static class CallFacts
{
    /// <summary>False where the compiler may drop the call with its arguments: conditional methods, partial methods without a body; and where nothing is known.</summary>
    public static bool IsKept(InvocationExpressionSyntax call, SemanticModels models, CancellationToken cancellationToken)
    {
        // nameof evaluates nothing; it has no symbol.
        if (models.Of(call.SyntaxTree).GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return false;
        if (!method.ReturnsVoid)
            return true;
        if (method.IsPartialDefinition && method.PartialImplementationPart is null)
            return false;
        return !method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ConditionalAttribute", ContainingNamespace.Name: "Diagnostics" });
    }
}
