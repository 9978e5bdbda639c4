using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What some library members store where a collection's own members would not: copies, queries, lazy values; and references that calls return.</summary>
internal sealed partial class BodySketch
{
    /// <summary><c>Array.Fill(array, x)</c>, <c>list.CopyTo(array, 0)</c>: one of what is given takes over another, or its elements.</summary>
    private void CopyInto(string name, int receiver, SketchedArgument[] arguments)
    {
        foreach (var target in arguments)
        {
            _heap.Store(target.Value, _heap.Load(receiver));
            if (name == "Fill")
                _heap.Store(receiver, target.Value);
            foreach (var source in arguments)
            {
                if (source.Value == target.Value)
                    continue;
                _heap.Store(target.Value, source.Value);
                _heap.Store(target.Value, _heap.Load(source.Value));
            }
        }
    }

    /// <summary><c>list.Concat(others)</c>: a query that holds all that it is given.</summary>
    private int QueryOf(int receiver, SketchedArgument[] arguments)
    {
        var query = _heap.AddSite(SiteKind.Made, _function);
        _heap.Store(query, receiver);
        _heap.Store(query, _heap.Load(receiver));
        foreach (var argument in arguments)
        {
            _heap.Store(query, argument.Value);
            _heap.Store(query, _heap.Load(argument.Value));
        }

        return query;
    }

    private static bool IsQueryOfMany(string name) => name is "Concat" or "Zip" or "Join" or "GroupJoin" or "Union" or "UnionBy" or "Except" or "ExceptBy" or "Intersect" or "IntersectBy";

    private static bool IsCopying(string name) => name is "Fill" or "Copy" or "ConstrainedCopy" or "CopyTo" or "TryCopyTo";

    /// <summary>A call that returns a reference: to a place in what it is given, or in what that holds.</summary>
    private void StoreByReference(ExpressionSyntax target, int value)
    {
        if (_calls.Count == 0 || _calls[_calls.Count - 1] is not { } call || call.Syntax != target)
            return;
        for (var part = 0; part < call.Parts; part++)
        {
            _heap.Store(call.Part(part), value);
            _heap.Store(_heap.Load(call.Part(part)), value);
        }

        foreach (var argument in call.Arguments)
            _heap.Flow(value, argument.Written);
    }

    /// <summary><c>new Lazy&lt;Node&gt;(() => new Node { Parent = a })</c> holds what its function will make.</summary>
    private int MakeLater(int lazy, AnonymousFunctionExpressionSyntax factory)
    {
        var value = _heap.Add();
        VisitLambda(factory, value);
        _heap.Store(lazy, value);
        return lazy;
    }
}
