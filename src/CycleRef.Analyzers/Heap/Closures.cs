using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// What the functions of each body capture. A method that sets up a window may hold thousands of lambdas: its code is walked once, not once for each of
/// them. Lives as long as the compilation.
/// </summary>
internal sealed class Closures
{
    private readonly ConcurrentDictionary<SyntaxNode, CapturedVariables> _byBody = new();

    /// <summary>Null where the body has no operations, or is nested too deep to be asked for them.</summary>
    /// <param name="function">A lambda or local function in the body.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="cancellationToken">Checked before the body is bound.</param>
    public CapturedVariables? Around(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken)
    {
        var body = function.Ancestors().FirstOrDefault(IsBodyOfItsOwn) ?? BodyOperations.BodyOf(function);
        if (_byBody.TryGetValue(body, out var known))
            return known;
        var root = model.OperationOf(function, cancellationToken);
        while (root?.Parent is not null)
            root = root.Parent;
        // Nothing is not kept: another function of the body may have operations, where this one is in code that does not compile.
        return root is null ? null : _byBody[body] = CapturedVariables.Of(root, cancellationToken);
    }

    /// <summary>One of several parts of a member that Roslyn makes operations of one by one.</summary>
    private static bool IsBodyOfItsOwn(SyntaxNode node) => node switch
    {
        AccessorDeclarationSyntax or PrimaryConstructorBaseTypeSyntax or AttributeSyntax => true,
        EqualsValueClauseSyntax => node.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax },
        _ => false,
    };
}
