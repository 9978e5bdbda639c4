using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Iterators of the program: what a call gives holds the arguments, and the code runs from one <c>yield</c> to the next as somebody asks. The variables of an
/// iterator are in the state, so it is enumerated by one at a time; what enumerates it in any other way is code that is not followed.
/// </summary>
internal sealed partial class Evaluator
{
    /// <summary>No name of a parameter: that may be <c>@this</c>.</summary>
    private const string InstanceOfIterator = "<<this>>";

    /// <summary>What a callee that has a <c>yield</c> returns, or null for any other callee.</summary>
    private int? CreateIterator(Call call, IMethodSymbol method)
    {
        if (!MayBeIterator(method.ReturnType))
            return null;
        if (!MethodBodies.IsIterator(method) || !_run.Step(Bounds.StepsOfBinding + SummaryCache.StepsToBind(method)) || _run.Services.Bodies.Of(method, _run.CancellationToken)?.Graph is not { } graph)
            return null;
        if (BreaksByLook(method))
            TearDownAll(call);
        return NewSequence(call, method, graph);
    }

    private int NewSequence(Call call, IMethodSymbol method, ControlFlowGraph graph)
    {
        _run.RunsLater = true;
        var sequence = New(call.Type ?? method.ReturnType, call.Site);
        (Objects[sequence].IsCollection, Objects[sequence].IsDeferred) = (true, true);
        Objects[sequence].Iterator ??= new IteratorBody(method, graph);
        _state.SetContent(sequence, Content.Unknown);
        Keep(sequence, call, method, graph);
        return sequence;
    }

    private static bool MayBeIterator(ITypeSymbol type) => type is { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" };

    /// <summary>The object of an iterator has a field for its instance and for each parameter, if the code uses them.</summary>
    private void Keep(int sequence, Call call, IMethodSymbol method, ControlFlowGraph graph)
    {
        var used = new HashSet<int>();
        var usesThis = false;
        foreach (var operation in graph.OriginalOperation.Descendants())
        {
            // A parameter of the primary constructor is kept by the instance.
            if (operation is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method))
                used.Add(parameter.Ordinal);
            usesThis |= operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
        }

        if (usesThis && call.Receiver != NoReceiver)
            WriteMember(sequence, InstanceOfIterator, call.Receiver, NewWriter(call.Site));
        foreach (var ordinal in used.Where(o => o < call.Arguments.Length).OrderBy(static o => o))
            WriteMember(sequence, FieldOf(method.Parameters[ordinal]), call.Arguments[ordinal], NewWriter(call.Site));
    }

    private static string FieldOf(IParameterSymbol parameter) => "<" + parameter.Name + ">";

    /// <summary>A member of a sequence or of its enumerator; null for any other object or member.</summary>
    private int? CallIterator(Call call, string name)
    {
        if (call.Receiver == NoReceiver || SequenceOf(call.Receiver) is not { } sequence)
            return null;
        switch (name)
        {
            case "GetEnumerator" or "GetAsyncEnumerator":
                return Objects.Made(ObjectKind.Value, call.Type, call.Site, _state.NextRound(call.Site), o => o.Payload = new Enumerator(sequence));
            case "MoveNext" or "MoveNextAsync":
                return Advance(call.Receiver, sequence, call.Site);
            case "Dispose" or "DisposeAsync":
                Abandon(call.Receiver, sequence, call.Site);
                return ObjectTable.NoValue;
            default:
                return null;
        }
    }

    private int? SequenceOf(int receiver) => Objects[receiver] switch
    {
        { Payload: Enumerator enumerator } => enumerator.Sequence,
        { Iterator: not null } => receiver,
        _ => null,
    };

    /// <summary>Runs to the next element: true if there is one.</summary>
    private int Advance(int enumerator, int sequence, SyntaxNode site)
    {
        var body = Objects[sequence].Iterator!;
        var waiting = _state.Variables.TryGetValue(new Waiting(enumerator), out var at) ? Objects[at].Payload as Suspension : null;
        if (at == ObjectTable.False)
            return ObjectTable.False;
        if (body.Graph is null || IsRunByAnother(body, enumerator) || _inlineDepth >= Bounds.MaxInlineDepth || !_run.Enter(body.Method))
        {
            RunElsewhere(sequence);
            _state.RemoveVariable(new Element(enumerator));
            return Objects.OfExpression("more", enumerator, _state.NextRound(site), null);
        }

        var (inner, start) = Inside(body, enumerator, sequence, site);
        if (waiting is null)
        {
            if (DeclarationOf(body.Method) is { } declaration)
                start.RemoveVariable(declaration);
            // Each walk counts the turns of its own loops.
            start.Turns = GraphWalker.WithoutTurnsOf(body.Graph, start.Turns);
            foreach (var parameter in body.Method.Parameters)
                inner.WriteVariable(parameter, inner._state.Slots.TryGetValue(new Slot(sequence, FieldOf(parameter)), out var given) ? given.Value : ObjectTable.NoValue, site);
        }

        var (yields, exits) = new GraphWalker(body.Graph, inner).RunToYield(start, waiting);
        _run.Exit(body.Method);
        var ends = exits.Take(Bounds.MaxOutcomes / 2).ToList();
        var elements = yields.Take(Bounds.MaxOutcomes - ends.Count).ToList();
        if (ends.Count + elements.Count == 0)
        {
            Die();
            return ObjectTable.NoValue;
        }

        var chosen = Choose(ends.Count + elements.Count);
        if (chosen >= elements.Count)
        {
            GoOn(ends[chosen - elements.Count], body);
            End(body, enumerator);
            return ObjectTable.False;
        }

        GoOn(elements[chosen].State, body);
        _state.SetVariable(new Waiting(enumerator), Objects.OfConstant(elements[chosen].At));
        _state.SetVariable(new Element(enumerator), elements[chosen].Value);
        _state.SetVariable(new Running(body.Method), enumerator);
        return ObjectTable.True;
    }

    private void Abandon(int enumerator, int sequence, SyntaxNode site)
    {
        var body = Objects[sequence].Iterator!;
        if (!_state.Variables.TryGetValue(new Waiting(enumerator), out var at) || Objects[at].Payload is not Suspension waiting || body.Graph is null || !_run.Enter(body.Method))
            return;
        var (inner, start) = Inside(body, enumerator, sequence, site);
        var exits = new GraphWalker(body.Graph, inner).Abandon(start, waiting);
        _run.Exit(body.Method);
        if (exits.Count == 0)
        {
            Die();
            return;
        }

        GoOn(exits[Choose(System.Math.Min(exits.Count, Bounds.MaxOutcomes))], body);
        End(body, enumerator);
    }

    /// <summary>All elements, as a list; not exact where there may be more.</summary>
    private int Drained(int sequence, SyntaxNode site)
    {
        if (Objects[sequence].Iterator is null)
            return sequence;
        var list = Objects.Made(ObjectKind.Fresh, null, ("elements", site, sequence), _state.NextRound(site), static o => o.IsCollection = true);
        var enumerator = Objects.Made(ObjectKind.Value, null, ("enumerator", site, sequence), _state.NextRound(site), o => o.Payload = new Enumerator(sequence));
        _state.SetContent(list, Content.Empty);
        for (var i = 0; i < Bounds.MaxDecidedRounds && !_state.IsDead; i++)
        {
            var more = Advance(enumerator, sequence, site);
            if (more == ObjectTable.False)
                return list;
            if (more != ObjectTable.True)
                break;
            AddContent(list, ElementOf(enumerator, null), site);
        }

        if (!_state.IsDead)
            _state.SetContent(list, _state.ContentOf(list) with { IsExact = false });
        return list;
    }

    /// <summary>The first element, as far as it is known.</summary>
    private int FirstOf(int sequence, Call call)
    {
        var enumerator = Objects.Made(ObjectKind.Value, null, ("enumerator", call.Site, sequence), _state.NextRound(call.Site), o => o.Payload = new Enumerator(sequence));
        if (Advance(enumerator, sequence, call.Site) != ObjectTable.True)
            return Result(call);
        var first = ElementOf(enumerator, call.Type);
        Abandon(enumerator, sequence, call.Site);
        return first;
    }

    private int ElementOf(int enumerator, ITypeSymbol? type) =>
        _state.Variables.TryGetValue(new Element(enumerator), out var element) ? element : Objects.Unknown(type, enumerator, "element", _state.Turn(GraphWalker.LoopTurns));

    private bool IsRunByAnother(IteratorBody body, int enumerator) => _state.Variables.TryGetValue(new Running(body.Method), out var other) && other != enumerator;

    private (Evaluator Inner, HeapState Start) Inside(IteratorBody body, int enumerator, int sequence, SyntaxNode site)
    {
        var start = _state.Clone();
        start.Result = ObjectTable.NoValue;
        UseClosures(start, sequence, ScopesOf(body));
        var @this = _state.Slots.TryGetValue(new Slot(sequence, InstanceOfIterator), out var instance) ? instance.Value : ObjectTable.NoValue;
        return (new Evaluator(_run, body.Graph, @this, _inlineDepth + 1, ("iterator", enumerator), _callSite ?? site, body.Method) { _state = start }, start);
    }

    private void GoOn(HeapState state, IteratorBody body)
    {
        var before = _state;
        _state = state;
        _state.Result = before.Result;
        RestoreClosures(_state, before, ScopesOf(body));
    }

    private void End(IteratorBody body, int enumerator)
    {
        foreach (var parameter in body.Method.Parameters)
            _state.RemoveVariable(parameter);
        _state.RemoveVariable(new Running(body.Method));
        _state.RemoveVariable(new Element(enumerator));
        _state.SetVariable(new Waiting(enumerator), ObjectTable.False);
    }

    /// <summary>The code has run up to some element, or to its end.</summary>
    public static bool HasBegun(HeapState state, int enumerator) => state.Variables.ContainsKey(new Waiting(enumerator));

    /// <summary>An enumerator of a sequence that is no enumerator itself.</summary>
    private sealed record Enumerator(int Sequence);

    /// <summary>The variable that says where the iterator waits; false once it has ended.</summary>
    private sealed record Waiting(int Enumerator);

    /// <summary>The variable of the element that was given last.</summary>
    private sealed record Element(int Enumerator);

    /// <summary>The variable of the enumerator that the code runs for.</summary>
    private sealed record Running(IMethodSymbol Method);
}
