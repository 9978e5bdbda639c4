using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Which variables of a body live in a closure object. C# makes one such object per scope: every lambda of the scope shares it, and so
/// keeps alive whatever any of them captures.
/// </summary>
internal sealed class CapturedVariables
{
    private readonly Dictionary<ISymbol, SyntaxNode> _scopes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, Captures> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, Captures> _bySyntax = [];
    private readonly HashSet<SyntaxNode> _scopesWithThis = [];
    private bool _inInitializer;

    public static readonly CapturedVariables None = new();

    /// <summary>The variables of each scope that some delegate captures.</summary>
    public IReadOnlyDictionary<ISymbol, SyntaxNode> Scopes => _scopes;

    public static CapturedVariables Of(IOperation root, CancellationToken cancellationToken)
    {
        var result = new CapturedVariables();
        result.Collect(root, cancellationToken);
        result.Close(cancellationToken);
        return result;
    }

    /// <summary>Both: no variable or function is in two bodies.</summary>
    public CapturedVariables With(CapturedVariables other)
    {
        var both = new CapturedVariables();
        foreach (var part in new[] { this, other })
        {
            foreach (var scope in part._scopes)
                both._scopes[scope.Key] = scope.Value;
            foreach (var function in part._functions)
                both._functions[function.Key] = function.Value;
            foreach (var function in part._bySyntax)
                both._bySyntax[function.Key] = function.Value;
            both._scopesWithThis.UnionWith(part._scopesWithThis);
        }

        return both;
    }

    public SyntaxNode? ScopeOf(ISymbol variable) => _scopes.Count > 0 && _scopes.TryGetValue(variable, out var scope) ? scope : null;

    /// <summary>The closure object of the scope holds <c>this</c>, for some function captures both.</summary>
    public bool HoldsThis(SyntaxNode scope) => _scopesWithThis.Contains(scope);

    public Captures? CapturesOf(IMethodSymbol function) => _functions.TryGetValue(function, out var captures) ? captures : null;

    /// <summary>Who has only a lambda or local function as it is written need not bind it for its symbol, nor trust that two bindings of a lambda come to equal symbols.</summary>
    public Captures? CapturesOf(SyntaxNode function) => _bySyntax.TryGetValue(function, out var captures) ? captures : null;

    private void Collect(IOperation root, CancellationToken cancellationToken)
    {
        // In an initializer the parameters of the type are variables, anywhere else fields.
        _inInitializer = root is ISymbolInitializerOperation;
        foreach (var operation in root.DescendantsAndSelf())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (operation)
            {
                case IAnonymousFunctionOperation lambda:
                    Visit(lambda.Symbol, lambda.Syntax, lambda.Body, isDelegate: true);
                    break;
                case ILocalFunctionOperation { Body: { } body } local:
                    // The object of an iterator outlives the call, so it has a closure as a delegate has.
                    Visit(local.Symbol, local.Syntax, body, isDelegate: MethodBodies.IsIterator(local.Symbol));
                    break;
                case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                    Of(reference.Method).IsDelegate = true;
                    break;
            }
        }
    }

    private Captures Of(IMethodSymbol function)
    {
        if (!_functions.TryGetValue(function, out var captures))
            _functions.Add(function, captures = new Captures());
        return captures;
    }

    private void Visit(IMethodSymbol function, SyntaxNode syntax, IOperation body, bool isDelegate)
    {
        var captures = Of(function);
        _bySyntax[syntax] = captures;
        captures.IsDelegate |= isDelegate;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation { Local: { IsConst: false } local } when !IsWithin(local.ContainingSymbol, function):
                    captures.Variables.Add(local);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter } when !_inInitializer && IsOfType(parameter):
                    captures.This = true;
                    break;
                case IParameterReferenceOperation { Parameter: var parameter } when !IsWithin(parameter.ContainingSymbol, function):
                    captures.Variables.Add(parameter);
                    break;
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                    captures.This = true;
                    break;
                case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called }:
                    captures.Calls.Add(called);
                    break;
                case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } called }:
                    captures.Calls.Add(called);
                    break;
            }
        }
    }

    /// <summary>A lambda captures what the local functions that it calls capture. Ends, as the sets only grow.</summary>
    private void Close(CancellationToken cancellationToken)
    {
        var changed = true;
        while (changed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            changed = false;
            foreach (var captures in _functions.Values)
            {
                foreach (var called in captures.Calls)
                {
                    if (!_functions.TryGetValue(called, out var theirs) || ReferenceEquals(theirs, captures))
                        continue;
                    var before = captures.Variables.Count;
                    captures.Variables.UnionWith(theirs.Variables);
                    changed |= captures.Variables.Count != before || (theirs.This && !captures.This);
                    captures.This |= theirs.This;
                }
            }
        }

        foreach (var captures in _functions.Values)
        {
            if (!captures.IsDelegate)
                continue;
            foreach (var variable in captures.Variables)
            {
                if (!_scopes.ContainsKey(variable) && variable.DeclaringSyntaxReferences.Length > 0)
                    _scopes.Add(variable, Scope(variable.DeclaringSyntaxReferences[0].GetSyntax()));
            }
        }

        foreach (var captures in _functions.Values)
        {
            if (captures.This)
                _scopesWithThis.UnionWith(captures.Variables.Select(ScopeOf).OfType<SyntaxNode>());
        }
    }

    /// <summary>A parameter of a primary constructor.</summary>
    private static bool IsOfType(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && parameter.DeclaringSyntaxReferences is { Length: > 0 } declared && declared[0].GetSyntax() is { Parent.Parent: TypeDeclarationSyntax };

    private static bool IsWithin(ISymbol? symbol, IMethodSymbol function)
    {
        for (; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(symbol, function))
                return true;
        }

        return false;
    }

    /// <summary>The syntax whose entry makes the closure object. Parameters share the one of the outermost block.</summary>
    private static SyntaxNode Scope(SyntaxNode declaration)
    {
        for (var node = declaration.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case BlockSyntax { Parent: { } parent } when IsFunction(parent):
                    return parent;
                case BlockSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax or UsingStatementSyntax or CatchClauseSyntax:
                    return node;
                case CompilationUnitSyntax:
                    return node;
                default:
                    if (IsFunction(node))
                        return node;
                    break;
            }
        }

        return declaration;

        static bool IsFunction(SyntaxNode node) =>
            node is BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            || node.IsKind(SyntaxKind.ArrowExpressionClause) && node.Parent is BasePropertyDeclarationSyntax;
    }

    internal sealed class Captures
    {
        public HashSet<ISymbol> Variables { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<IMethodSymbol> Calls { get; } = new(SymbolEqualityComparer.Default);

        public bool This { get; set; }

        /// <summary>It is turned into a delegate somewhere, or is an iterator, so that its variables live on the heap.</summary>
        public bool IsDelegate { get; set; }
    }
}
