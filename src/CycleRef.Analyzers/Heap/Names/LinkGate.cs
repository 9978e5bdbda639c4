using System.Collections.Generic;
using System.Threading;
using CycleRef.Analyzers.Cycles;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>
/// Whether the links that a body mentions could close a cycle, by names alone: at least one of them is written, and links that are mentioned
/// lead back from what it holds to its holder. What the body's accessors and constructors mention counts as its own; what other methods
/// mention counts <see cref="MaxCalls"/> calls deep, if they link something. One use.
/// </summary>
internal sealed class LinkGate
{
    /// <summary>Methods of which the caller does one link and the callee another one: real code does so one call deep.</summary>
    public const int MaxCalls = 1;

    /// <summary>Getters that call getters are followed this deep.</summary>
    private const int MaxGetters = 2;

    /// <summary>With more links than this in play the answer is yes.</summary>
    private const int MaxLinks = 300;

    /// <summary>With more code than this in play the answer is yes.</summary>
    private const int MaxCode = 400;

    private readonly LinkNames _names;
    private readonly int _maxCalls;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<NamedLink, NameUses> _links = [];
    private readonly HashSet<NamedLink> _functions = [];
    private readonly HashSet<CodeOutline> _seen = [];
    private readonly Queue<(CodeOutline Code, int Depth)> _pending = new();
    private bool _passesFunction;
    private bool _writesElements;
    private bool _storesFunctionElsewhere;

    private LinkGate(LinkNames names, int maxCalls, CancellationToken cancellationToken)
    {
        _names = names;
        _maxCalls = maxCalls;
        _cancellationToken = cancellationToken;
    }

    public static bool MayClose(LinkNames names, CodeOutline body, CancellationToken cancellationToken, int maxCalls = MaxCalls)
    {
        if (LinksNothing(body))
            return false;
        var gate = new LinkGate(names, maxCalls, cancellationToken);
        gate.Gather(body);
        return gate.IsOpen();
    }

    /// <summary>Nothing in the body itself or in what it runs stores anything: seen without looking at other code.</summary>
    private static bool LinksNothing(CodeOutline body)
    {
        if (body.WritesElements || !body.Functions.IsEmpty || !body.Calls.IsEmpty)
            return false;
        foreach (var use in body.Uses)
        {
            if ((use.Uses & NameUses.Written) != 0)
                return false;
        }

        return true;
    }

    private void Gather(CodeOutline body)
    {
        Add(body, 0);
        while (_pending.Count > 0 && _seen.Count <= MaxCode)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var (code, depth) = _pending.Dequeue();
            foreach (var call in code.Calls)
            {
                var isMethod = call.Kind == CodeKind.Method;
                if (isMethod && depth >= _maxCalls)
                    continue;
                foreach (var callee in _names.Of(call))
                {
                    if (!isMethod || Links(callee))
                        Add(callee, isMethod ? depth + 1 : depth);
                }
            }
        }
    }

    /// <summary>The code writes a link that lies on a cycle, itself or through a setter.</summary>
    private bool Links(CodeOutline code, bool withSetters = true)
    {
        if (withSetters)
        {
            foreach (var call in code.Calls)
            {
                if (call.Kind != CodeKind.Setter)
                    continue;
                foreach (var setter in _names.Of(call))
                {
                    if (Links(setter, withSetters: false))
                        return true;
                }
            }
        }

        foreach (var use in code.Uses)
        {
            if ((use.Uses & NameUses.Written) == 0)
                continue;
            foreach (var link in _names.Links.Of(use.Name))
            {
                if (link.IsInCycle && IsMeant(code, use, link))
                    return true;
            }
        }

        return false;
    }

    private bool IsMeant(CodeOutline code, NameUse use, NamedLink link) => (use.Uses & NameUses.OfAnother) != 0 || _names.Links.IsOwn(code.Owner, link);

    private void Add(CodeOutline code, int depth)
    {
        if (!_seen.Add(code))
            return;
        _pending.Enqueue((code, depth));
        _writesElements |= code.WritesElements && depth == 0;
        AddUses(code, MaxGetters);
        foreach (var function in code.Functions)
            AddFunction(code, function);
    }

    private void AddUses(CodeOutline code, int getters)
    {
        foreach (var use in code.Uses)
        {
            foreach (var link in _names.Links.Of(use.Name))
            {
                if (IsMeant(code, use, link))
                    _links[link] = _links.TryGetValue(link, out var known) ? known | use.Uses | NameUses.Repeated : use.Uses;
            }

            if (getters == 0)
                continue;
            foreach (var getter in _names.Of(new CodeName(CodeKind.Getter, use.Name, CodeName.AnyArity)))
            {
                if (((use.Uses & NameUses.OfAnother) != 0 || _names.Links.IsOwn(code.Owner, getter.Owner)) && _seen.Add(getter))
                    AddUses(getter, getters - 1);
            }
        }
    }

    private void AddFunction(CodeOutline code, FunctionUse use)
    {
        // A variable of that name may hold a function if the body, or the caller, made one.
        if (use.Function.Length > 0 && !code.HasLocalFunction && !_passesFunction && !_names.IsMethod(use.Function))
            return;
        if (use.IsArgument)
        {
            _passesFunction |= use.Target.Length == 0 || _names.IsMethod(use.Target) || _names.Links.IsDeclared(use.Target);
            return;
        }

        var links = _names.Links.Of(use.Target);
        _functions.UnionWith(links);
        _storesFunctionElsewhere |= links.Count == 0;
    }

    private bool IsOpen()
    {
        if (_seen.Count > MaxCode || (_storesFunctionElsewhere && HasLinkToOthers()))
            return true;
        var leadsAnywhere = LeadsAnywhere();
        var links = new List<NamedLink>();
        foreach (var link in _links.Keys)
        {
            if (leadsAnywhere || link.IsInCycle)
                links.Add(link);
        }

        return links.Count > MaxLinks || (links.Exists(IsWritten) && HasCycle(links));
    }

    /// <summary>An event of a library type: its publisher is held by something that is mentioned.</summary>
    private bool HasLinkToOthers()
    {
        foreach (var link in _links.Keys)
        {
            if (link.MayHoldFunction)
                return true;
        }

        return false;
    }

    private bool LeadsAnywhere()
    {
        foreach (var link in _links.Keys)
        {
            if (MayLeadAnywhere(link))
                return true;
        }

        return false;
    }

    private bool IsWritten(NamedLink link) => _writesElements || (_links[link] & NameUses.Written) != 0;

    private bool MayLeadAnywhere(NamedLink link) =>
        (link.HoldsAnything && (_links[link] & NameUses.Written) != 0) || (link.MayHoldFunction && _functions.Contains(link));

    private bool HasCycle(List<NamedLink> links)
    {
        var edges = new List<LabelledEdge>();
        for (var from = 0; from < links.Count; from++)
        {
            for (var to = 0; to < links.Count; to++)
            {
                if (from == to ? HoldsItself(links[from]) : MayLeadAnywhere(links[from]) || _names.Links.Leads(links[from], links[to]))
                    edges.Add(new LabelledEdge(from, to, 0));
            }
        }

        var components = StronglyConnectedComponents.Find(new Digraph(links.Count, edges), cancellationToken: _cancellationToken);
        var isWritten = new bool[components.Count];
        for (var i = 0; i < links.Count; i++)
            isWritten[components[i]] |= IsWritten(links[i]);
        return edges.Exists(edge => components[edge.From] == components[edge.To] && isWritten[components[edge.From]]);
    }

    /// <summary>One link alone: an object that holds itself, or two of one type that hold each other.</summary>
    private bool HoldsItself(NamedLink link)
    {
        var uses = _links[link];
        if (MayLeadAnywhere(link))
            return _functions.Contains(link) || (uses & NameUses.TakesHolder) != 0;
        return _names.Links.Leads(link, link) && (_writesElements || (uses & (NameUses.Repeated | NameUses.TakesHolder)) != 0);
    }
}
