using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>What becomes of the result of a call.</summary>
internal static class CallFate
{
    /// <summary>A statement, a discard, the body of a lambda or member that gives nothing back.</summary>
    public static bool IsDropped(ExpressionSyntax call)
    {
        var whole = Whole(call);
        return whole.Parent switch
        {
            ExpressionStatementSyntax => true,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax } => true,
            ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax } => true,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.ValueText: "void" } } } => true,
            ArrowExpressionClauseSyntax { Parent: AccessorDeclarationSyntax { Keyword.ValueText: "set" or "init" or "add" or "remove" } } => true,
            _ => false,
        };
    }

    /// <summary>From <c>.Register(…)</c> up to <c>x?.Register(…)</c>.</summary>
    public static ExpressionSyntax Whole(ExpressionSyntax call)
    {
        var whole = call;
        while (whole.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == whole || whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
            whole = (ExpressionSyntax)whole.Parent;
        return whole;
    }

    /// <summary><c>x</c> in <c>x.Register(…)</c> and in <c>x?.Register(…)</c>.</summary>
    public static ExpressionSyntax? Receiver(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax when call.Parent is ConditionalAccessExpressionSyntax conditional => conditional.Expression,
        _ => null,
    };
}
