using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>Whether code that reads the target of a weak reference would go wrong with null.</summary>
internal static class TargetUse
{
    /// <summary>It dereferences, passes or returns what it reads, or keeps it in a local that it then uses without asking.</summary>
    public static bool Trusts(ExpressionSyntax read, IReadOnlyList<SyntaxNode> guarded)
    {
        if (read is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments })
        {
            return arguments[0].Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } && IsTrusted(variable.Identifier.ValueText, guarded);
        }

        var whole = Whole(read);
        return whole.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == whole,
            ElementAccessExpressionSyntax access => access.Expression == whole,
            InvocationExpressionSyntax => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => !AsksForNull(call),
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax } => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsTrusted(variable.Identifier.ValueText, guarded),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } assignment when assignment.Right == whole => IsTrusted(variable.Identifier.ValueText, guarded),
            ForEachStatementSyntax loop => loop.Expression == whole,
            _ => false,
        };
    }

    private static ExpressionSyntax Whole(ExpressionSyntax read)
    {
        while (true)
        {
            read = Bare.Whole(read);
            if (read.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } converted && converted.Left == read)
                read = converted;
            else
                return read;
        }
    }

    /// <summary>Equals and its like take null; so do assertions, searches and what prints.</summary>
    private static bool AsksForNull(InvocationExpressionSyntax call) =>
        Bare.NameOf(call.Expression)?.Identifier.ValueText is { } name
        && (name.Contains("Equal") || name.Contains("Null") || name.Contains("Same") || name is "KeepAlive" or "nameof" or "Write" or "WriteLine" or "Format" or "Concat" or "Contains" or "IndexOf" or "Remove" || name.StartsWith("Log", System.StringComparison.Ordinal) || call.Expression.ToString().StartsWith("Assert", System.StringComparison.Ordinal));

    /// <summary>The local is dereferenced, and no code asks whether it is null.</summary>
    private static bool IsTrusted(string local, IReadOnlyList<SyntaxNode> guarded)
    {
        var isUsed = false;
        foreach (var mention in guarded.SelectMany(static node => node.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local))
        {
            var whole = Whole(mention);
            switch (whole.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Expression == whole:
                case ElementAccessExpressionSyntax element when element.Expression == whole:
                    isUsed = true;
                    break;
                case AssignmentExpressionSyntax assignment when assignment.Left == whole:
                case MemberAccessExpressionSyntax:
                    break;
                // A comparison, a pattern, "?.", "??": it asks. Anything else may.
                default:
                    if (whole.Parent is not ArgumentSyntax)
                        return false;
                    break;
            }
        }

        return isUsed;
    }
}
