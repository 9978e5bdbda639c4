using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The variables and local functions of one body, by name and scope.</summary>
internal sealed class Variables
{
    private readonly Dictionary<string, Local?> _scope = new(StringComparer.Ordinal);
    private readonly Stack<(string Name, bool WasKnown, Local? Before)> _undo = new();

    /// <summary>A variable goes by this name: null if it holds nothing of interest, such as a number.</summary>
    public bool TryFind(string name, out Local? local) => _scope.TryGetValue(name, out local);

    public void Declare(string name, Local? local)
    {
        _undo.Push((name, _scope.TryGetValue(name, out var before), before));
        _scope[name] = local;
    }

    public void Clear()
    {
        _scope.Clear();
        _undo.Clear();
    }

    /// <summary>To be given to <see cref="Leave"/>.</summary>
    public int Enter() => _undo.Count;

    public void Leave(int scope)
    {
        while (_undo.Count > scope)
        {
            var (name, wasKnown, before) = _undo.Pop();
            if (wasKnown)
                _scope[name] = before;
            else
                _scope.Remove(name);
        }
    }
}

/// <summary>A variable, or a local function.</summary>
internal sealed class Local(int variable)
{
    private string? _created;
    private bool _isCreated;

    /// <summary>What it leads to; for a local function, what it returns.</summary>
    public int Variable => variable;

    /// <summary>A parameter of the body that is asked about: others know what is in it, and a delegate in it runs their code.</summary>
    public bool IsOfOthers { get; init; }

    /// <summary>Of a local function: its parameters, as they are known inside.</summary>
    public List<Local?>? Parameters { get; init; }

    /// <summary>It is declared as what some object's member holds, or what is computed from that: a text, most of the time.</summary>
    public bool IsRead { get; init; }

    /// <summary>The simple name of the type that it is declared as, if that says something.</summary>
    public string? DeclaredType { get; init; }

    /// <summary>The simple name of the type that its object is created as; null if it is created as several, or elsewhere.</summary>
    public string? Type => _created;

    public void CreatedAs(string? type)
    {
        _created = !_isCreated || _created == type ? type : null;
        _isCreated = true;
    }
}
