using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What is written or read later: iterators, and structures that keep a reference to a place.</summary>
internal sealed partial class BodySketch
{
    /// <summary>What the iterator that is visited gives, once that is known to be one.</summary>
    private int _sequence = None;

    /// <summary>What the iterators among the local functions of the body may have captured, once there is one.</summary>
    private int _closure = None;

    /// <summary>The local function that is visited.</summary>
    private LocalFunctionStatementSyntax? _local;

    private void Yield(ExpressionSyntax? source, int value)
    {
        if (_result == None)
        {
            Escape(source, value);
            return;
        }

        if (_sequence == None)
            _sequence = NewSequence();
        _heap.Store(_sequence, value);
    }

    /// <summary>It holds what the iterator was given, and the closure of the body around it, until somebody has asked for all elements.</summary>
    private int NewSequence()
    {
        var sequence = _heap.AddSite(SiteKind.FromCallee, _function);
        _heap.Store(sequence, _this);
        foreach (var parameter in _parameters)
            _heap.Store(sequence, parameter);
        if (_local is not null)
            _heap.Store(sequence, Closure(_local));
        _heap.Flow(sequence, _result);
        return sequence;
    }

    /// <summary>One for all: whatever the body names, some function of it may capture.</summary>
    private int Closure(LocalFunctionStatementSyntax function)
    {
        if (_closure != None)
            return _closure;
        _closure = _heap.AddSite(SiteKind.FromCallee, _function);
        SyntaxNode body = function;
        foreach (var around in function.Ancestors())
            body = around is BlockSyntax or GlobalStatementSyntax or ArrowExpressionClauseSyntax ? around : body;
        foreach (var node in body.DescendantNodes())
        {
            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } && _variables.TryFind(name, out var local) && local is not null)
                _heap.Store(_closure, local.Variable);
        }

        return _closure;
    }

    /// <summary>A structure may keep a reference that is passed to make it: what is put into the structure goes there.</summary>
    private void KeepReferences(SketchedArgument[] arguments, int made)
    {
        foreach (var argument in arguments)
        {
            if (argument.Written != None)
                _heap.Flow(_heap.Load(made), argument.Written);
        }
    }

    /// <summary>What is put into a field that refers to a place goes to the place.</summary>
    private void WriteBehind(ExpressionSyntax field, RefExpressionSyntax place)
    {
        var holder = field switch
        {
            MemberAccessExpressionSyntax access => Visit(access.Expression),
            IdentifierNameSyntax { Identifier.ValueText: var name } when !_variables.TryFind(name, out _) => _this,
            _ => None,
        };
        if (holder != None)
            Store(place.Expression, null, _heap.Load(holder));
    }
}
