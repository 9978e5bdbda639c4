using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// Which variables may lead to which objects, and which objects may hold which (points-to sets by inclusion, without order, without paths and without
/// members). What is added takes effect with the next <see cref="Solve"/>.
/// </summary>
internal sealed class PointsTo(CancellationToken cancellationToken)
{
    public const int None = -1;

    /// <summary>Facts derived for one body; real bodies need a few hundred. Beyond it the answer is not known.</summary>
    private const int MaxFacts = 10_000;

    private readonly List<Variable> _variables = [];
    private readonly List<Site> _sites = [];
    private readonly Stack<(int Variable, int Site)> _news = new();
    private int _facts;

    public IReadOnlyList<Site> Sites => _sites;

    public bool GaveUp => _facts > MaxFacts;

    /// <summary>A variable that leads nowhere yet.</summary>
    public int Add()
    {
        _variables.Add(new Variable());
        return _variables.Count - 1;
    }

    /// <summary>A variable that leads to objects of a new site.</summary>
    public int AddSite(SiteKind kind, int function, bool hasInner = false, int slot = None, bool isOfUnknownType = false)
    {
        var variable = Add();
        Reach(variable, NewSite(kind, function, hasInner, slot, isOfUnknownType));
        return variable;
    }

    public IReadOnlyList<int> SitesOf(int variable) => variable == None ? [] : _variables[variable].Sites.All;

    /// <summary>What the one leads to, the other does too.</summary>
    public void Flow(int from, int to)
    {
        if (from == None || to == None || from == to || GaveUp || !_variables[from].To.Add(to))
            return;
        foreach (var site in _variables[from].Sites.All.ToArray())
            Reach(to, site);
    }

    /// <summary>A variable of all that the objects of the variable hold.</summary>
    public int Load(int from)
    {
        if (from == None)
            return None;
        if (_variables[from].Loaded == None)
        {
            var loaded = Add();
            _variables[from].Loaded = loaded;
            foreach (var site in _variables[from].Sites.All.ToArray())
                ReadInto(loaded, site);
        }

        return _variables[from].Loaded;
    }

    /// <summary>The objects of the one hold those of the other.</summary>
    public void Store(int into, int value)
    {
        if (into == None || value == None || GaveUp || !_variables[into].Stored.Add(value))
            return;
        foreach (var site in _variables[into].Sites.All.ToArray())
            Flow(value, _sites[site].Content);
    }

    /// <summary>The variables whose objects are stored into those of the variable.</summary>
    public IReadOnlyList<int> StoredInto(int variable) => _variables[variable].Stored.All;

    public int VariableCount => _variables.Count;

    public void Solve()
    {
        while (_news.Count > 0 && !GaveUp)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (variable, site) = _news.Pop();
            var known = _variables[variable];
            for (var i = 0; i < known.To.All.Count; i++)
                Reach(known.To.All[i], site);
            if (known.Loaded != None)
                ReadInto(known.Loaded, site);
            for (var i = 0; i < known.Stored.All.Count; i++)
                Flow(known.Stored.All[i], _sites[site].Content);
        }
    }

    private void ReadInto(int loaded, int site)
    {
        Flow(_sites[site].Content, loaded);
        if (_sites[site].Kind == SiteKind.Inner)
            Reach(loaded, site);
        if (!_sites[site].HasInner)
            return;
        if (_sites[site].Inner == None)
        {
            var inner = NewSite(SiteKind.Inner, _sites[site].Function, hasInner: false, _sites[site].Slot);
            _sites[site].Inner = inner;
            Reach(_sites[site].Content, inner);
        }
    }

    private int NewSite(SiteKind kind, int function, bool hasInner, int slot, bool isOfUnknownType = false)
    {
        _sites.Add(new Site(kind, Add(), function) { HasInner = hasInner, Slot = slot, IsOfUnknownType = isOfUnknownType });
        return _sites.Count - 1;
    }

    private void Reach(int variable, int site)
    {
        if (!_variables[variable].Sites.Add(site))
            return;
        _facts++;
        _news.Push((variable, site));
    }

    private sealed class Variable
    {
        public Numbers Sites { get; } = new();

        public Numbers To { get; } = new();

        public Numbers Stored { get; } = new();

        public int Loaded { get; set; } = None;
    }

    /// <summary>A set that is nearly always tiny, in the order in which it grew.</summary>
    private sealed class Numbers
    {
        private const int Few = 8;

        private HashSet<int>? _many;

        public List<int> All { get; } = [];

        public bool Add(int number)
        {
            if (_many is null && All.Count == Few)
                _many = [.. All];
            if (_many is not null ? !_many.Add(number) : All.Contains(number))
                return false;
            All.Add(number);
            return true;
        }
    }
}
