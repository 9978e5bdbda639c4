using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// A body seen by syntax and names alone, without order and without paths: which variables may hold each other, and whose objects are handed
/// out. If no object that is made here and kept to the body can lead back to itself, no cycle is dropped. Linear in the size of the body.
/// </summary>
internal sealed partial class BodySketch
{
    private readonly SourceNames _names;
    private readonly CreatedTypes? _types;
    private readonly CancellationToken _cancellationToken;
    private readonly Groups _groups = new();
    private readonly Variables _variables = new();
    private readonly List<SketchedCall> _calls = [];
    private readonly List<(int Holder, int Held)> _stores = [];
    private readonly List<int> _made = [];
    private int _function;
    private int _depth;
    private bool _hasLocalFunctions;

    private BodySketch(SourceNames names, CreatedTypes? types, CancellationToken cancellationToken)
    {
        _names = names;
        _types = types;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The body may leave a cycle of its own objects behind.</summary>
    public static bool MayDrop(SyntaxNode block, SourceNames names, CreatedTypes types, CancellationToken cancellationToken)
    {
        // What the declarations of the program say is asked for only where the body itself does not settle it.
        return Draw(null) && Draw(types);

        bool Draw(CreatedTypes? declared)
        {
            var sketch = new BodySketch(names, declared, cancellationToken);
            sketch.VisitRoot(block);
            return sketch.HasLiveCycle();
        }
    }

    private bool HasLiveCycle()
    {
        _variables.SpreadInside();
        if (!HasLive())
            return false;
        foreach (var (holder, held) in _stores)
        {
            if (!_variables[holder].IsInside)
                _variables[held].Escapes = true;
        }

        if (!HasLive())
            return false;
        foreach (var call in _calls)
            Link(call);
        var cyclic = _groups.OnCycles();
        for (var i = 0; cyclic.Count > 0 && i < _variables.Count; i++)
        {
            if (_variables[i].IsLive && LeadsTo(_variables[i].Group, cyclic))
                return true;
        }

        return false;
    }

    /// <summary>The variable's object is on the cycle; or it leads to an object on the cycle that was made without a variable, such as an element.</summary>
    private bool LeadsTo(int group, HashSet<int> cyclic)
    {
        if (cyclic.Contains(_groups.Find(group)))
            return true;
        foreach (var reached in _groups.From(group))
        {
            if (cyclic.Contains(reached))
                return _made.Exists(made => _groups.Find(made) == reached);
        }

        return false;
    }

    private bool HasLive()
    {
        for (var i = 0; i < _variables.Count; i++)
        {
            if (_variables[i].IsLive)
                return true;
        }

        return false;
    }

    private void VisitRoot(SyntaxNode block)
    {
        switch (block)
        {
            case BaseMethodDeclarationSyntax method:
                Declare(method.ParameterList);
                if (method is ConstructorDeclarationSyntax { Initializer: { } initializer })
                    VisitAll(initializer.ArgumentList);
                Visit(method.Body);
                Visit(method.ExpressionBody?.Expression);
                break;
            case AccessorDeclarationSyntax accessor:
                Visit(accessor.Body);
                Visit(accessor.ExpressionBody?.Expression);
                break;
            // Of a property or an indexer: its arrow alone is the code.
            case ArrowExpressionClauseSyntax { Parent: var property } arrow:
                Declare((property as IndexerDeclarationSyntax)?.ParameterList);
                Visit(arrow.Expression);
                break;
            case CompilationUnitSyntax unit:
                _hasLocalFunctions = true;
                foreach (var member in unit.Members)
                {
                    if (member is GlobalStatementSyntax statement)
                        Visit(statement.Statement);
                }

                break;
        }
    }

    private void Visit(StatementSyntax? statement)
    {
        if (statement is null || !Deeper())
            return;
        switch (statement)
        {
            case BlockSyntax block:
                var scope = _variables.Enter();
                // They may be called before they are declared.
                _hasLocalFunctions |= block.Statements.Any(SyntaxKind.LocalFunctionStatement);
                foreach (var child in block.Statements)
                    Visit(child);
                _variables.Leave(scope);
                break;
            case LocalDeclarationStatementSyntax local:
                Declare(local.Declaration);
                break;
            case ExpressionStatementSyntax expression:
                Visit(expression.Expression);
                break;
            case ReturnStatementSyntax @return:
                Visit(@return.Expression);
                Escape(@return.Expression);
                break;
            case YieldStatementSyntax yield:
                Visit(yield.Expression);
                Escape(yield.Expression);
                break;
            case ForEachStatementSyntax loop:
                VisitLoop(loop);
                break;
            case LocalFunctionStatementSyntax function:
                VisitFunction(function.ParameterList, function.Body, function.ExpressionBody?.Expression);
                break;
            default:
                var inner = _variables.Enter();
                VisitAll(statement);
                _variables.Leave(inner);
                break;
        }

        _depth--;
    }

    private void VisitLoop(ForEachStatementSyntax loop)
    {
        var scope = _variables.Enter();
        var elements = Visit(loop.Expression);
        var variable = DeclareLocal(loop.Identifier.ValueText, loop.Type, null);
        if (variable >= 0 && elements != None)
        {
            _groups.Unite(_variables[variable].Group, _groups.ContentOf(elements));
            AddSource(variable, loop.Expression);
        }

        Visit(loop.Statement);
        _variables.Leave(scope);
    }

    private void VisitFunction(BaseParameterListSyntax? parameters, StatementSyntax? body, ExpressionSyntax? expression)
    {
        var scope = _variables.Enter();
        _function++;
        Declare(parameters);
        Visit(body);
        Visit(expression);
        _function--;
        _variables.Leave(scope);
    }

    private bool Deeper()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_depth >= Bounds.MaxDepth)
            return false;
        _depth++;
        return true;
    }
}
