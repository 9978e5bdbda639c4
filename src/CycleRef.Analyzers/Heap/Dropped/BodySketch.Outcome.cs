using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Cycles;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What comes of a body when all of it has been visited: what is handed out, and what is left on a cycle.</summary>
internal sealed partial class BodySketch
{
    /// <summary>
    /// With nothing known of callees, when a call may link the objects that the body itself has made, and return any object: the calls that objects on a
    /// cycle take part in, or come from. Null if there is no cycle.
    /// </summary>
    private HashSet<SyntaxNode>? CallsOnCycles()
    {
        if (_calls.Count == 0 && !HasMade())
            return null;
        // What is only assumed of callees hands nothing out.
        foreach (var call in _calls)
            ReturnSomething(call);
        Solve();
        HandOut();
        foreach (var call in _calls)
        {
            for (var part = 0; part < call.Parts; part++)
            {
                _heap.Flow(call.Part(part), call.Result);
                foreach (var argument in call.Arguments)
                    _heap.Flow(call.Part(part), argument.Written);
            }

            _heap.Flow(_heap.Load(call.Receiver), call.Result);
        }

        Solve();
        foreach (var call in _calls)
            LinkMade(call);
        Solve();
        var cyclic = SitesOnCycles();
        if (_heap.GaveUp || cyclic is null)
            return null;
        var calls = new HashSet<SyntaxNode>();
        foreach (var call in _calls)
        {
            if (TakesPart(call, cyclic))
                calls.Add(call.Syntax);
        }

        return calls;
    }

    private bool TakesPart(SketchedCall call, HashSet<int> cyclic)
    {
        var takesPart = LeadsTo(call.Receiver, cyclic) || LeadsTo(call.Result, cyclic) || LeadsTo(_heap.Load(call.Result), cyclic);
        foreach (var argument in call.Arguments)
            takesPart |= LeadsTo(argument.Value, cyclic) || LeadsTo(argument.Written, cyclic);
        return takesPart;
    }

    private bool LeadsTo(int variable, HashSet<int> sites)
    {
        foreach (var site in _heap.SitesOf(variable))
        {
            if (sites.Contains(site))
                return true;
        }

        return false;
    }

    private bool HasMade()
    {
        for (var site = 0; site < _heap.SiteCount; site++)
        {
            if (IsMade(site))
                return true;
        }

        return false;
    }

    private bool LeadsToMade(int variable)
    {
        foreach (var site in _heap.SitesOf(variable))
        {
            if (IsMade(site))
                return true;
        }

        return false;
    }

    private bool IsMade(int site) => _heap[site].Kind == SiteKind.Made;

    /// <summary>With what is known of callees.</summary>
    private bool HasCycleOfMade()
    {
        Solve();
        HandOut();
        return !_heap.GaveUp && SitesOnCycles()?.Any(IsMade) == true;
    }

    /// <summary>An object that nobody has seen before, for all that is known.</summary>
    private void ReturnSomething(SketchedCall call)
    {
        if (call.Result == None && !Array.Exists(call.Arguments, static argument => argument.Written != None))
            return;
        var any = _heap.AddSite(SiteKind.FromCallee, 0, hasInner: true);
        _heap.Flow(any, call.Result);
        foreach (var argument in call.Arguments)
            _heap.Flow(any, argument.Written);
    }

    private void LinkMade(SketchedCall call)
    {
        for (var holder = 0; holder < call.Parts && !_heap.GaveUp; holder++)
        {
            for (var held = 0; held < call.Parts; held++)
            {
                if (held == holder || !LeadsToMade(call.Part(held)))
                    continue;
                foreach (var site in _heap.SitesNowOf(call.Part(holder)))
                {
                    if (IsMade(site))
                        _heap.Flow(call.Part(held), _heap[site].Content);
                }
            }
        }
    }

    /// <summary>Marks what others get to know: what is returned or passed on, what is put into such an object, and all that these hold.</summary>
    private void HandOut()
    {
        var pending = new Stack<int>();
        foreach (var (variable, function) in _escapes)
            Mark(variable, function);
        for (var variable = 0; variable < _heap.VariableCount; variable++)
        {
            if (_heap.SitesOf(variable).Count > 0)
                continue;
            // It leads to no object of the body, so to one of somebody else, if to any.
            foreach (var stored in _heap.StoredInto(variable))
                Mark(stored, 0);
        }

        while (pending.Count > 0)
            Mark(pending.Pop(), 0);

        void Mark(int variable, int function)
        {
            foreach (var reached in _heap.SitesOf(variable))
            {
                ref var site = ref _heap[reached];
                if (site.Escapes || site.Function < function)
                    continue;
                site.Escapes = true;
                if (!site.IsOfUnknownType)
                    pending.Push(site.Content);
            }
        }
    }

    /// <summary>The sites of objects that are not handed out and lead back to themselves; null for none.</summary>
    private HashSet<int>? SitesOnCycles()
    {
        List<LabelledEdge>? edges = null;
        for (var site = 0; site < _heap.SiteCount; site++)
        {
            if (_heap[site].Escapes)
                continue;
            foreach (var held in _heap.SitesOf(_heap[site].Content))
            {
                // What holds nothing leads nowhere.
                if (!_heap[held].Escapes && _heap.SitesOf(_heap[held].Content).Count > 0)
                    (edges ??= []).Add(new LabelledEdge(site, held, 0));
            }
        }

        if (edges is null)
            return null;
        HashSet<int>? onCycles = null;
        var components = StronglyConnectedComponents.Find(new Digraph(_heap.SiteCount, edges), cancellationToken: _cancellationToken);
        foreach (var edge in edges)
        {
            if (components.Encloses(edge))
                (onCycles ??= []).Add(edge.From);
        }

        return onCycles;
    }

    private void Solve() => _heap.Solve(_cancellationToken);
}
