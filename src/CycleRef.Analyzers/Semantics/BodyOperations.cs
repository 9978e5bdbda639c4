using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Semantics;

/// <summary>
/// The one way to ask for operations. Roslyn makes those of a whole body at once, by a recursion that looks at no limit: a body that is nested
/// deeper than people write would overflow the stack of the host, where the compiler itself only gives up with an error.
/// </summary>
internal static class BodyOperations
{
    /// <summary>Levels of syntax. Each takes up to two kilobytes of stack where operations are made, out of the megabyte of a thread.</summary>
    private const int MaxDepth = 200;

    /// <summary>Levels of syntax that may share all their characters, such as the name in <c>x is { A: B }</c>: a subpattern, a pattern, a name. Twice the most there are.</summary>
    private const int MaxLevelsPerCharacter = 8;

    /// <summary>The operation, or null where there is none and where the body is nested too deep.</summary>
    public static IOperation? OperationOf(this SemanticModel model, SyntaxNode node, CancellationToken cancellationToken) =>
        IsTooDeep(BodyOf(node), MaxDepth, cancellationToken) ? null : model.GetOperation(node, cancellationToken);

    /// <summary>What Roslyn makes the operations of at once: a member with all that is in it, or the statements of the file.</summary>
    public static SyntaxNode BodyOf(SyntaxNode node)
    {
        var member = node.AncestorsAndSelf().FirstOrDefault(static ancestor => ancestor is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax));
        return member is null or GlobalStatementSyntax ? node.SyntaxTree.GetRoot() : member;
    }

    public static bool IsTooDeep(SyntaxNode body, CancellationToken cancellationToken) => IsTooDeep(body, MaxDepth, cancellationToken);

    private static bool IsTooDeep(SyntaxNode node, int left, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (left == 0)
            return true;
        // Most statements are shorter than they would have to be to be too deep.
        if ((node.Span.Length + 1) * MaxLevelsPerCharacter < left)
            return false;
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner && IsTooDeep(inner, left - 1, cancellationToken))
                return true;
        }

        return false;
    }
}
