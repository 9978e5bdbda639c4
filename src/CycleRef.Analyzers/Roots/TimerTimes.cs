using System.Linq;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>What the due time and the period of a timer say.</summary>
internal static class TimerTimes
{
    /// <summary><c>Timeout.Infinite</c>, <c>-1</c>, <c>Timeout.InfiniteTimeSpan</c>, <c>TimeSpan.FromMilliseconds(-1)</c>.</summary>
    public static bool IsInfinite(ExpressionSyntax? time) => time is not null && Bare.Of(time) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Infinite" or "InfiniteTimeSpan" } => true,
        IdentifierNameSyntax { Identifier.ValueText: "Infinite" or "InfiniteTimeSpan" } => true,
        IdentifierNameSyntax name => Named(name) is { } value && IsInfinite(value),
        PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "-", Operand: LiteralExpressionSyntax { Token.Value: 1 or 1L or 1.0 } } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MaxValue" } => true,
        InvocationExpressionSyntax call => call.ArgumentList.Arguments is { Count: 1 } only && IsInfinite(only[0].Expression),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments.All(static argument => IsInfinite(argument.Expression) || IsZero(argument.Expression)) && arguments.Any(static argument => IsInfinite(argument.Expression)),
        _ => false,
    };

    /// <summary>A period that fires once: none, or zero.</summary>
    public static bool IsOnce(ExpressionSyntax? period) => period is null || IsInfinite(period) || IsZero(period);

    private static bool IsZero(ExpressionSyntax time) => Bare.Of(time) switch
    {
        LiteralExpressionSyntax { Token.Value: 0 or 0L or 0.0 or 0u } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" } => true,
        DefaultExpressionSyntax => true,
        IdentifierNameSyntax name => Named(name) is { } value && IsZero(value),
        _ => false,
    };

    /// <summary>What a constant or read-only field of that name in the type around it is made with: <c>const int Never = Timeout.Infinite</c>. One name deep, so that it ends.</summary>
    private static ExpressionSyntax? Named(IdentifierNameSyntax name)
    {
        foreach (var node in name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes() ?? [])
        {
            if (node is VariableDeclaratorSyntax { Initializer.Value: { } value } variable && variable.Identifier.ValueText == name.Identifier.ValueText && IsFixed(variable)
                && !value.DescendantNodesAndSelf().Any(static node => node is IdentifierNameSyntax && node.Parent is not (MemberAccessExpressionSyntax or ObjectCreationExpressionSyntax)))
                return value;
        }

        return null;
    }

    private static bool IsFixed(VariableDeclaratorSyntax variable) => variable.Parent?.Parent switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword) || field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        _ => false,
    };
}
