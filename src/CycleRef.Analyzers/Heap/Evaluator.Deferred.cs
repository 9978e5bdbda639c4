using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>What runs later: queries hold their source and their functions, lazy values hold their factory until they are asked.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The member of a lazy value that holds its factory. A cycle through it is gone with the first use.</summary>
    public const string Factory = "<factory>";

    private const string LazyValue = "Value";

    /// <summary>The source of a query whose elements are some of that source.</summary>
    private const string QuerySource = "<source>";

    /// <summary>The source of a query whose elements are others.</summary>
    private const string QueryInput = "<input>";

    /// <summary>Operators in a row of one query that are looked through.</summary>
    private const int MaxOperators = 16;

    private int Query(Call call, int source, int[] arguments, bool givesElements)
    {
        if (!Use(source))
            return ObjectTable.NoValue;
        var query = New(call.Type, call.Site);
        (Objects[query].IsCollection, Objects[query].IsDeferred) = (true, true);
        _state.SetContent(query, Content.Unknown);
        RunElsewhere(call);
        WriteMember(query, givesElements ? QuerySource : QueryInput, source, NewWriter(call.Site));
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Objects[arguments[i]].HasEdges)
                continue;
            WriteMember(query, ArgumentOf(i), arguments[i], NewWriter(call.Site));
            CalledLater(arguments[i], source);
        }

        return query;
    }

    /// <summary>The function is called when somebody enumerates: it may work on the elements, and let go of what it knows.</summary>
    private void CalledLater(int function, int source)
    {
        if (Objects[function].Kind != ObjectKind.Delegate)
            return;
        if (Objects[function].Target is { } target && (MayBreak(target) || Overwrites(target.Method)))
            TearDownReached(function);
        foreach (var item in KnownItems(source))
        {
            ChangedElsewhere(item);
            Escape(item);
            TearDown(item);
        }
    }

    /// <summary>What the elements of a query are elements of.</summary>
    private int SourceOf(int collection)
    {
        for (var i = 0; i < MaxOperators && _state.Slots.TryGetValue(new Slot(collection, QuerySource), out var source); i++)
            collection = source.Value;
        return collection;
    }

    /// <summary>
    /// An element of the source is one of the query, <c>OfType</c> among it. What a function decides is not followed: then it may be any, and nothing is told of it.
    /// </summary>
    private bool PassesThrough(int item, int query)
    {
        for (var i = 0; i < MaxOperators && _state.Slots.TryGetValue(new Slot(query, QuerySource), out var source); i++)
        {
            if (_state.Slots.ContainsKey(new Slot(query, ArgumentOf(0))))
                TearDown(item);
            if (Objects[query].Type is INamedTypeSymbol { TypeArguments: { Length: 1 } elements } && !(Objects[item].Type is { } type && IsInstance(type, elements[0])))
                return false;
            query = source.Value;
        }

        return true;
    }

    private static string ArgumentOf(int index) => "<argument " + index + ">";

    /// <summary>Whoever is called may ask a lazy value that it can reach, and then the factory is gone; and run an iterator that something holds.</summary>
    private void AskElsewhere(Call call)
    {
        if (!_run.RunsLater)
            return;
        var given = call.Arguments.Append(call.Receiver).Where(o => o != NoReceiver && Objects[o].HasEdges).ToList();
        foreach (var reached in Reached(given))
        {
            if (_state.Slots.ContainsKey(new Slot(reached, Factory)))
                TearDown(reached);
            if (!given.Contains(reached))
                ChangedElsewhere(reached);
        }
    }

    private int HoldFactory(Call call)
    {
        _run.RunsLater = true;
        foreach (var (argument, parameter) in call.Arguments.Zip(call.Method.Parameters, static (a, p) => (a, p)))
        {
            // A function may also be one that somebody gave.
            if (Objects[argument].HasEdges)
                WriteMember(call.Receiver, parameter.Type.TypeKind == TypeKind.Delegate ? Factory : LazyValue, argument, NewWriter(call.Site));
        }

        return ObjectTable.NoValue;
    }

    private int Force(int lazy, ITypeSymbol type, SyntaxNode site)
    {
        if (_state.Slots.TryGetValue(new Slot(lazy, LazyValue), out var known))
            return known.Value;
        if (!_state.Slots.TryGetValue(new Slot(lazy, Factory), out var factory) || Objects[factory.Value].Target is null)
            return ReadMember(lazy, LazyValue, type);
        WriteMember(lazy, Factory, ObjectTable.Null, null);
        var value = InvokeDelegate(factory.Value, [], site, type);
        WriteMember(lazy, LazyValue, value, NewWriter(site));
        return value;
    }
}
