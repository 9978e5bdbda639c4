using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// A body seen by syntax and names alone, without order and without paths: which objects may hold each other, and which are handed out. If no object
/// that is made here and kept to the body can lead back to itself, no cycle is dropped.
/// </summary>
internal sealed partial class BodySketch : IDisposable
{
    private const int None = PointsTo.None;

    private readonly SourceNames _names;
    private readonly CalledCode? _code;
    private readonly CancellationToken _cancellationToken;
    private readonly SketchMemory.Pool _pool;
    private readonly SketchMemory _memory;
    private readonly PointsTo _heap;
    private readonly Variables _variables;
    private readonly List<SketchedCall> _calls;
    private readonly List<(int Variable, int Function)> _escapes;

    /// <summary>How many more calls deep callees are followed.</summary>
    private readonly int _callsLeft;

    /// <summary>Of a callee: its own object. None of the body that is asked about, whose object others know.</summary>
    private int _this = None;

    /// <summary>The simple name of the type that the code is in.</summary>
    private string? _owner;

    /// <summary>What the function that is visited returns, if its caller is known.</summary>
    private int _result = None;

    private int _function;
    private int _depth;

    /// <summary>How many callees were looked at.</summary>
    private int _weight = 1;

    private BodySketch(SourceNames names, CalledCode? code, SketchMemory.Pool pool, int callsLeft, CancellationToken cancellationToken)
    {
        _names = names;
        _code = code;
        _callsLeft = callsLeft;
        _cancellationToken = cancellationToken;
        _pool = pool;
        _memory = pool.Rent();
        _heap = _memory.Heap;
        _variables = _memory.Variables;
        _calls = _memory.Calls;
        _escapes = _memory.Escapes;
    }

    public void Dispose() => _pool.Return(_memory);

    /// <summary>The body may leave a cycle of its own objects behind.</summary>
    public static bool MayDrop(SyntaxNode block, CalledCode code, CancellationToken cancellationToken)
    {
        // What callees do is asked for only where the body itself does not settle it, and only of those that matter.
        using var first = Draw(null);
        if (first.CallsOnCycles() is not { } calls)
            return false;
        using var second = Draw(code);
        second.ApplyCalls(code, call => calls.Contains(call.Syntax));
        return second.HasCycleOfMade();

        BodySketch Draw(CalledCode? callees)
        {
            var sketch = new BodySketch(code.Names, callees, code.Memory, CalledCode.MaxDepth, cancellationToken) { _owner = OwnerOf(block) };
            sketch.VisitRoot(block);
            return sketch;
        }
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
                foreach (var member in unit.Members)
                {
                    if (member is GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function })
                        Declare(function);
                }

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
                VisitBlock(block);
                break;
            case LocalDeclarationStatementSyntax local:
                Declare(local.Declaration);
                if (local.UsingKeyword.RawKind != 0)
                    Dispose(local.Declaration);
                break;
            case UsingStatementSyntax @using:
                VisitUsing(@using);
                break;
            case ExpressionStatementSyntax expression:
                Visit(expression.Expression);
                break;
            case ReturnStatementSyntax @return:
                Return(@return.Expression, Visit(@return.Expression));
                break;
            case YieldStatementSyntax yield:
                Yield(yield.Expression, Visit(yield.Expression));
                break;
            case ForEachStatementSyntax loop:
                VisitLoop(loop);
                break;
            case ForEachVariableStatementSyntax loop:
                VisitPairs(loop);
                break;
            case SwitchStatementSyntax @switch:
                VisitSwitch(@switch);
                break;
            case LocalFunctionStatementSyntax function:
                VisitLocalFunction(function);
                break;
            default:
                var inner = _variables.Enter();
                VisitAll(statement);
                _variables.Leave(inner);
                break;
        }

        _depth--;
    }

    private void VisitBlock(BlockSyntax block)
    {
        var scope = _variables.Enter();
        // They may be called before they are declared.
        foreach (var child in block.Statements)
        {
            if (child is LocalFunctionStatementSyntax function)
                Declare(function);
        }

        foreach (var child in block.Statements)
            Visit(child);
        _variables.Leave(scope);
    }

    private void VisitLoop(ForEachStatementSyntax loop)
    {
        var scope = _variables.Enter();
        var elements = Visit(loop.Expression);
        if (DeclareLocal(loop.Identifier.ValueText, loop.Type, null) is { } local)
            _heap.Flow(_heap.Load(elements), local.Variable);
        Visit(loop.Statement);
        _variables.Leave(scope);
    }

    private void VisitPairs(ForEachVariableStatementSyntax loop)
    {
        var scope = _variables.Enter();
        Store(loop.Variable, null, _heap.Load(Visit(loop.Expression)));
        Visit(loop.Statement);
        _variables.Leave(scope);
    }

    private void VisitSwitch(SwitchStatementSyntax @switch)
    {
        var scope = _variables.Enter();
        var matched = Visit(@switch.Expression);
        foreach (var section in @switch.Sections)
        {
            foreach (var label in section.Labels)
            {
                if (label is not CasePatternSwitchLabelSyntax pattern)
                    continue;
                Match(pattern.Pattern, matched);
                Visit(pattern.WhenClause?.Condition);
            }

            foreach (var statement in section.Statements)
                Visit(statement);
        }

        _variables.Leave(scope);
    }

    private void VisitLocalFunction(LocalFunctionStatementSyntax function)
    {
        if (!_variables.TryFind(function.Identifier.ValueText, out var known) || known?.Parameters is not { } parameters)
            return;
        var scope = _variables.Enter();
        for (var i = 0; i < parameters.Count && i < function.ParameterList.Parameters.Count; i++)
            _variables.Declare(function.ParameterList.Parameters[i].Identifier.ValueText, parameters[i]);
        VisitFunction(function.Body, function.ExpressionBody?.Expression, known.Variable, function);
        _variables.Leave(scope);
    }

    private void VisitFunction(StatementSyntax? body, ExpressionSyntax? expression, int result, LocalFunctionStatementSyntax? local = null)
    {
        var before = (_result, _sequence, _local);
        (_result, _sequence, _local) = (result, None, local);
        _function++;
        Visit(body);
        if (expression is not null)
            Return(expression, Visit(expression));
        _function--;
        (_result, _sequence, _local) = before;
    }

    private static string? OwnerOf(SyntaxNode code) => code.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;

    private bool Deeper()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_depth >= Bounds.MaxDepth)
            return false;
        _depth++;
        return true;
    }
}
