using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>
/// The variables and local functions of a body through which objects of the cycle may be reached: those that some statement names
/// together with one of them. Too many rather than too few.
/// </summary>
internal sealed class CycleVariables
{
    private readonly HashSet<ISymbol> _symbols = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, ISymbol> _mentions;

    private CycleVariables(Dictionary<SyntaxNode, ISymbol> mentions) => _mentions = mentions;

    /// <param name="body">The body.</param>
    /// <param name="start">Code that names the objects: the statements that wrote the links.</param>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static CycleVariables In(SyntaxNode body, IEnumerable<SyntaxNode> start, SemanticModel model, CancellationToken cancellationToken)
    {
        var mentions = new Dictionary<SyntaxNode, ISymbol>();
        foreach (var node in body.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SymbolAt(node, model, cancellationToken) is { } symbol && MayHold(symbol))
                mentions.Add(node, symbol);
        }

        var result = new CycleVariables(mentions);
        result._symbols.UnionWith(start.SelectMany(static node => node.AncestorsAndSelf().OfType<StatementSyntax>().Take(1).DefaultIfEmpty<SyntaxNode>(node)).SelectMany(result.SymbolsOf));
        result.Close(body);
        return result;
    }

    public bool Contains(ISymbol symbol) => _symbols.Contains(symbol);

    /// <summary>The places in a node that name one of them.</summary>
    public IEnumerable<SyntaxNode> MentionsIn(SyntaxNode node) => node.DescendantNodesAndSelf().Where(n => _mentions.TryGetValue(n, out var symbol) && _symbols.Contains(symbol));

    public bool AreMentionedIn(SyntaxNode node) => MentionsIn(node).Any();

    /// <summary>All places that name one of them.</summary>
    public IEnumerable<(SyntaxNode Node, ISymbol Symbol)> Mentions => _mentions.Where(pair => _symbols.Contains(pair.Value)).Select(static pair => (pair.Key, pair.Value));

    private static ISymbol? SymbolAt(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node switch
    {
        IdentifierNameSyntax => model.GetSymbolInfo(node, cancellationToken).Symbol,
        VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or LocalFunctionStatementSyntax => model.GetDeclaredSymbol(node, cancellationToken),
        _ => null,
    };

    private static bool MayHold(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => MayHold(local.Type),
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => true,
        _ => false,
    };

    private static bool MayHold(ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double) or SpecialType.System_Char) && type.TypeKind != TypeKind.Enum;

    private IEnumerable<ISymbol> SymbolsOf(SyntaxNode node) => OwnNodes(node).Where(_mentions.ContainsKey).Select(n => _mentions[n]);

    /// <summary>Bounded by the number of variables: each turn adds one, or is the last.</summary>
    private void Close(SyntaxNode body)
    {
        var units = body.DescendantNodes().OfType<StatementSyntax>().Select(statement => new HashSet<ISymbol>(SymbolsOf(statement), SymbolEqualityComparer.Default)).Where(static unit => unit.Count > 1).ToList();
        for (var before = -1; before != _symbols.Count;)
        {
            before = _symbols.Count;
            foreach (var unit in units.Where(unit => unit.Overlaps(_symbols)))
                _symbols.UnionWith(unit);
        }
    }

    /// <summary>A statement without the statements in it; a local function or lambda with all that it does.</summary>
    private static IEnumerable<SyntaxNode> OwnNodes(SyntaxNode node) => node is LocalFunctionStatementSyntax
        ? node.DescendantNodesAndSelf()
        : node.DescendantNodesAndSelf(child => child == node || child is not StatementSyntax || child.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } lambda && node.Span.Contains(lambda.Span) && lambda != node)
            .Where(child => child == node || child is not StatementSyntax || node is LocalFunctionStatementSyntax);
}
