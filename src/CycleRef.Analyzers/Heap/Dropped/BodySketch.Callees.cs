using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What the calls of a body do, by the effects of the code that they run.</summary>
internal sealed partial class BodySketch
{
    /// <summary>Bodies of callees that are looked at for one body; helpers that link objects call few others.</summary>
    private const int MaxWeight = 60;

    private void ApplyCalls(CalledCode code, Func<SketchedCall, bool> matters)
    {
        foreach (var call in _calls)
        {
            if (call.Name is null)
                LinkAll(call);
            else if (_callsLeft > 0 && _weight < MaxWeight && matters(call))
                Apply(call, code);
            else
                ReturnGiven(call);
        }
    }

    /// <summary>A call that is not followed may return what it is given, or what that holds.</summary>
    private void ReturnGiven(SketchedCall call)
    {
        if (call.Result == None)
            return;
        for (var part = 0; part < call.Parts; part++)
        {
            _heap.Flow(call.Part(part), call.Result);
            _heap.Flow(_heap.Load(call.Part(part)), call.Result);
        }
    }

    private void Apply(SketchedCall call, CalledCode code)
    {
        if (code.CalleesOf(call, _cancellationToken) is not { } callees)
        {
            // Too many to look at, or none whose code is known: as with a library member.
            if (call.Kind == CalleeKind.Setter)
                return;
            foreach (var argument in call.Arguments)
                EscapeAlways(argument.Value);
            return;
        }

        if (callees.Count == 0)
            ReturnGiven(call);
        foreach (var callee in callees)
        {
            if (callee.IsInExtensionBlock)
            {
                LinkAll(call);
                continue;
            }

            var effects = code.EffectsOf(callee, _callsLeft - 1, _cancellationToken);
            _weight += effects.Weight;
            Apply(effects, Bind(callee, call), call);
        }
    }

    private void Apply(CalleeEffects effects, (int[] Values, int[] Arguments) slots, SketchedCall call)
    {
        var made = new Dictionary<SharedObject, int>();
        foreach (var (holder, held) in effects.Holds)
        {
            var into = ValueOf(holder);
            if (into != None)
                _heap.Store(into, ValueOf(held));
            else if (!IsNothing(holder))
                EscapeAlways(ValueOf(held));
        }

        foreach (var returned in effects.Returned)
            _heap.Flow(ValueOf(returned), call.Result);
        foreach (var handedOut in effects.HandedOut)
            EscapeAlways(ValueOf(handedOut));
        foreach (var (slot, value) in effects.Written)
        {
            if (slots.Arguments[slot] >= 0)
                _heap.Flow(ValueOf(value), call.Arguments[slots.Arguments[slot]].Written);
        }

        int ValueOf(SharedObject shared)
        {
            switch (shared.Kind)
            {
                case SiteKind.Given:
                    return slots.Values[shared.Index];
                case SiteKind.Inner:
                    return _heap.Load(slots.Values[shared.Index]);
                default:
                    if (!made.TryGetValue(shared, out var variable))
                        made[shared] = variable = _heap.AddSite(effects.ReturnsMade && effects.Returned.Contains(shared) ? SiteKind.Made : SiteKind.FromCallee, 0);
                    return variable;
            }
        }

        // Nothing is stored into what is not there.
        bool IsNothing(SharedObject shared) => shared.Kind is SiteKind.Given or SiteKind.Inner && slots.Arguments[shared.Index] is var argument && argument >= 0 && call.Arguments[argument].IsNothing;
    }

    /// <summary>The values that the callee gets, its object first, and which argument each is.</summary>
    private (int[] Values, int[] Arguments) Bind(Callee callee, SketchedCall call)
    {
        var values = new int[callee.Parameters.Count + 1];
        var arguments = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i] = None;
        values[0] = call.Receiver;
        var shift = callee.IsExtension && call.Arguments.Length < callee.Parameters.Count && call.Receiver != None ? 2 : 1;
        if (shift == 2)
            values[1] = call.Receiver;
        for (var i = 0; i < call.Arguments.Length && values.Length > 1; i++)
        {
            var slot = call.Arguments[i].Name is { } name ? SlotOf(callee, name) : Math.Min(i + shift, values.Length - 1);
            if (slot <= 0)
                continue;
            if (values[slot] == None)
                arguments[slot] = i;
            values[slot] = callee.HasParams && slot == values.Length - 1 ? Gather(values[slot], call.Arguments[i].Value) : Either(values[slot], call.Arguments[i].Value);
        }

        return (values, arguments);
    }

    private static int SlotOf(Callee callee, string name)
    {
        for (var i = 0; i < callee.Parameters.Count; i++)
        {
            if (callee.Parameters[i].Name == name)
                return i + 1;
        }

        return None;
    }

    /// <summary>The array of a <c>params</c> parameter; or the argument may be that array.</summary>
    private int Gather(int array, int element)
    {
        if (element == None)
            return array;
        if (array == None)
            array = _heap.AddSite(SiteKind.FromCallee, 0);
        _heap.Store(array, element);
        var either = _heap.Add();
        _heap.Flow(array, either);
        _heap.Flow(element, either);
        return either;
    }

    private void LinkAll(SketchedCall call)
    {
        for (var holder = 0; holder < call.Parts; holder++)
        {
            for (var held = 0; held < call.Parts; held++)
            {
                if (held != holder)
                    _heap.Store(call.Part(holder), call.Part(held));
            }

            _heap.Flow(call.Part(holder), call.Result);
        }
    }

    private void EscapeAlways(int value)
    {
        if (value != None)
            _escapes.Add((value, 0));
    }
}
