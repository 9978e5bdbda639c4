using System;
using System.Collections.Generic;
using System.Threading;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// Which variables may lead to which objects, and which objects may hold which (points-to sets by inclusion, without order, without paths and without
/// members). What is added takes effect with the next <see cref="Solve"/>. Used for one body after the other, see <see cref="Clear"/>.
/// </summary>
internal sealed class PointsTo
{
    public const int None = -1;

    /// <summary>Facts derived for one body; real bodies need a few hundred. Beyond it the answer is not known.</summary>
    private const int MaxFacts = 2_000;

    // Of each variable: the sites that it leads to, the variables that it flows to, those that are stored into its objects.
    private const int SetsOfVariable = 3;
    private const int ToSet = 1;
    private const int StoredSet = 2;

    private readonly NumberSets _sets = new();
    private readonly List<int> _loaded = [];
    private readonly Stack<(int Variable, int Site)> _news = new();
    private Site[] _sites = new Site[16];
    private int _facts;

    public int SiteCount { get; private set; }

    public int VariableCount => _loaded.Count;

    /// <summary>In facts.</summary>
    public int Capacity => _sets.Capacity;

    public bool GaveUp => _facts > MaxFacts;

    /// <summary>The reference holds until the next site is added.</summary>
    public ref Site this[int site] => ref _sites[site];

    /// <summary>Forgets the body, and keeps the memory.</summary>
    public void Clear()
    {
        _sets.Clear();
        _loaded.Clear();
        _news.Clear();
        SiteCount = _facts = 0;
    }

    /// <summary>A variable that leads nowhere yet.</summary>
    public int Add()
    {
        for (var i = 0; i < SetsOfVariable; i++)
            _sets.Add();
        _loaded.Add(None);
        return _loaded.Count - 1;
    }

    /// <summary>A variable that leads to objects of a new site.</summary>
    public int AddSite(SiteKind kind, int function, bool hasInner = false, int slot = None, bool isOfUnknownType = false)
    {
        var variable = Add();
        Reach(variable, NewSite(kind, function, hasInner, slot, isOfUnknownType));
        return variable;
    }

    /// <summary>The sites of the objects that the variable leads to.</summary>
    public NumberSets.Members SitesOf(int variable) => variable == None ? NumberSets.Members.Nothing : _sets[SetsOfVariable * variable];

    /// <summary>Those that it leads to now, whatever is added in the meantime.</summary>
    public NumberSets.Members SitesNowOf(int variable) => variable == None ? NumberSets.Members.Nothing : _sets.Now(SetsOfVariable * variable);

    /// <summary>The variables whose objects are stored into those of the variable.</summary>
    public NumberSets.Members StoredInto(int variable) => _sets[SetsOfVariable * variable + StoredSet];

    /// <summary>What the one leads to, the other does too.</summary>
    public void Flow(int from, int to)
    {
        if (from == None || to == None || from == to || GaveUp || !_sets.Add(SetsOfVariable * from + ToSet, to))
            return;
        foreach (var site in SitesNowOf(from))
            Reach(to, site);
    }

    /// <summary>A variable of all that the objects of the variable hold.</summary>
    public int Load(int from)
    {
        if (from == None)
            return None;
        if (_loaded[from] == None)
        {
            var loaded = Add();
            _loaded[from] = loaded;
            foreach (var site in SitesNowOf(from))
                ReadInto(loaded, site);
        }

        return _loaded[from];
    }

    /// <summary>The objects of the one hold those of the other.</summary>
    public void Store(int into, int value)
    {
        if (into == None || value == None || GaveUp || !_sets.Add(SetsOfVariable * into + StoredSet, value))
            return;
        foreach (var site in SitesNowOf(into))
            Flow(value, _sites[site].Content);
    }

    public void Solve(CancellationToken cancellationToken)
    {
        while (_news.Count > 0 && !GaveUp)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (variable, site) = _news.Pop();
            foreach (var to in _sets[SetsOfVariable * variable + ToSet])
                Reach(to, site);
            if (_loaded[variable] != None)
                ReadInto(_loaded[variable], site);
            foreach (var stored in StoredInto(variable))
                Flow(stored, _sites[site].Content);
        }
    }

    private void ReadInto(int loaded, int site)
    {
        Flow(_sites[site].Content, loaded);
        if (_sites[site].Kind == SiteKind.Inner)
            Reach(loaded, site);
        if (!_sites[site].HasInner || _sites[site].Inner != None)
            return;
        var inner = NewSite(SiteKind.Inner, _sites[site].Function, hasInner: false, _sites[site].Slot);
        _sites[site].Inner = inner;
        Reach(_sites[site].Content, inner);
    }

    private int NewSite(SiteKind kind, int function, bool hasInner, int slot, bool isOfUnknownType = false)
    {
        if (SiteCount == _sites.Length)
            Array.Resize(ref _sites, 2 * SiteCount);
        _sites[SiteCount] = new Site(kind, Add(), function) { HasInner = hasInner, Slot = slot, IsOfUnknownType = isOfUnknownType };
        return SiteCount++;
    }

    private void Reach(int variable, int site)
    {
        if (!_sets.Add(SetsOfVariable * variable, site))
            return;
        _facts++;
        _news.Push((variable, site));
    }
}
