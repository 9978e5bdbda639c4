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
        if (_calls.Count == 0 && !_heap.Sites.Any(static site => site.Kind == SiteKind.Made))
            return null;
        // What is only assumed of callees hands nothing out.
        foreach (var call in _calls)
            ReturnSomething(call);
        _heap.Solve();
        HandOut();
        foreach (var call in _calls)
        {
            foreach (var given in call.Given())
            {
                _heap.Flow(given, call.Result);
                _heap.Flow(_heap.Load(call.Receiver), call.Result);
                foreach (var argument in call.Arguments)
                    _heap.Flow(given, argument.Written);
            }
        }

        _heap.Solve();
        foreach (var call in _calls)
            LinkMade(call.Given());
        _heap.Solve();
        var cyclic = SitesOnCycles();
        if (_heap.GaveUp || cyclic.Count == 0)
            return null;
        return new HashSet<SyntaxNode>(_calls.Where(call => IsOnCycle(call.Receiver) || IsOnCycle(call.Result) || IsOnCycle(_heap.Load(call.Result)) || call.Arguments.Exists(argument => IsOnCycle(argument.Value) || IsOnCycle(argument.Written))).Select(static call => call.Syntax));

        bool IsOnCycle(int variable) => _heap.SitesOf(variable).Any(cyclic.Contains);
    }

    /// <summary>With what is known of callees.</summary>
    private bool HasCycleOfMade()
    {
        _heap.Solve();
        HandOut();
        return !_heap.GaveUp && SitesOnCycles().Any(site => _heap.Sites[site].Kind == SiteKind.Made);
    }

    /// <summary>An object that nobody has seen before, for all that is known.</summary>
    private void ReturnSomething(SketchedCall call)
    {
        if (call.Result == None && call.Arguments.TrueForAll(static argument => argument.Written == None))
            return;
        var any = _heap.AddSite(SiteKind.FromCallee, 0, hasInner: true);
        _heap.Flow(any, call.Result);
        foreach (var argument in call.Arguments)
            _heap.Flow(any, argument.Written);
    }

    private void LinkMade(List<int> given)
    {
        for (var holder = 0; holder < given.Count && !_heap.GaveUp; holder++)
        {
            for (var held = 0; held < given.Count; held++)
            {
                if (held == holder || !_heap.SitesOf(given[held]).Any(IsMade))
                    continue;
                foreach (var site in _heap.SitesOf(given[holder]).Where(IsMade).ToList())
                    _heap.Flow(given[held], _heap.Sites[site].Content);
            }
        }

        bool IsMade(int site) => _heap.Sites[site].Kind == SiteKind.Made;
    }

    /// <summary>Marks what others get to know: what is returned or passed on, what is put into such an object, and all that these hold.</summary>
    private void HandOut()
    {
        var pending = new Stack<Site>();
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
            Mark(pending.Pop().Content, 0);

        void Mark(int variable, int function)
        {
            foreach (var reached in _heap.SitesOf(variable))
            {
                var site = _heap.Sites[reached];
                if (site.Escapes || site.Function < function)
                    continue;
                site.Escapes = true;
                if (!site.IsOfUnknownType)
                    pending.Push(site);
            }
        }
    }

    /// <summary>The sites of objects that are not handed out and lead back to themselves.</summary>
    private HashSet<int> SitesOnCycles()
    {
        var edges = new List<LabelledEdge>();
        for (var site = 0; site < _heap.Sites.Count; site++)
        {
            if (_heap.Sites[site].Escapes)
                continue;
            foreach (var held in _heap.SitesOf(_heap.Sites[site].Content))
            {
                if (!_heap.Sites[held].Escapes)
                    edges.Add(new LabelledEdge(site, held, 0));
            }
        }

        var onCycles = new HashSet<int>();
        if (edges.Count == 0)
            return onCycles;
        var components = StronglyConnectedComponents.Find(new Digraph(_heap.Sites.Count, edges), cancellationToken: _cancellationToken);
        foreach (var edge in edges)
        {
            if (components.Encloses(edge))
                onCycles.Add(edge.From);
        }

        return onCycles;
    }
}
