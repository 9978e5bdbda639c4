using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>A local whose object is made and handed over, and that nobody looks at again: it is no holder.</summary>
internal static class HandedOver
{
    /// <param name="use">Where a local is handed over.</param>
    /// <param name="model">The model of the code.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False as soon as something else may hold the object: it is stored, given to another call, or used later.</returns>
    public static bool IsAll(IdentifierNameSyntax use, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(use, cancellationToken).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax made } declarator
            || FunctionAround(use) is not { } function || function != FunctionAround(declarator))
            return false;
        // In a loop the same statement comes again, and what the object itself was given may give it on.
        if (use.Ancestors().TakeWhile(ancestor => ancestor != function && !ancestor.Contains(declarator)).Any(static ancestor => ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
            || made.ArgumentList is { Arguments.Count: > 0 })
            return false;
        return function.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name != use && name.Identifier.ValueText == local.Name)
            .All(name => name.SpanStart < use.SpanStart && IsSetUp(name));
    }

    /// <summary><c>owner.Name = "x";</c> makes nobody a holder; a call of its methods may.</summary>
    private static bool IsSetUp(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Expression == name && access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    private static SyntaxNode? FunctionAround(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax);
}
