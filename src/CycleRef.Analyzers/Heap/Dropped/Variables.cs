using System;
using System.Collections.Generic;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The variables of one body, by name and scope, and what is known of the objects in them.</summary>
internal sealed class Variables
{
    /// <summary>No variable has this name.</summary>
    public const int None = -1;

    /// <summary>A variable that holds nothing of interest.</summary>
    public const int Inert = -2;

    private readonly Dictionary<string, int> _scope = new(StringComparer.Ordinal);
    private readonly Stack<(string Name, int Before)> _undo = new();
    private readonly List<Variable> _all = [];

    public int Count => _all.Count;

    public Variable this[int variable] => _all[variable];

    /// <summary>The variable of this name, <see cref="Inert"/> or <see cref="None"/>.</summary>
    public int Find(string name) => _scope.TryGetValue(name, out var variable) ? variable : None;

    public int Declare(string name, int group, int function)
    {
        _all.Add(new Variable { Group = group, Function = function });
        Hide(name, _all.Count - 1);
        return _all.Count - 1;
    }

    /// <summary>A name that stands for nothing of interest, such as that of a number.</summary>
    public void Hide(string name, int by = Inert)
    {
        _undo.Push((name, _scope.TryGetValue(name, out var before) ? before : None));
        _scope[name] = by;
    }

    /// <summary>To be given to <see cref="Leave"/>.</summary>
    public int Enter() => _undo.Count;

    public void Leave(int scope)
    {
        while (_undo.Count > scope)
        {
            var (name, before) = _undo.Pop();
            _scope[name] = before;
        }
    }

    /// <summary>Lets what one variable got go to those that were assigned from it.</summary>
    public void SpreadInside()
    {
        var changed = true;
        // Each round tells more of one variable at least, so it ends; chains of copies are short.
        while (changed)
        {
            changed = false;
            foreach (var variable in _all)
            {
                if (variable.Sources is not { } sources)
                    continue;
                if (!variable.IsInside && sources.Exists(source => _all[source].IsInside))
                    changed = variable.IsInside = true;
                if (!variable.IsMadeHere && sources.Exists(source => _all[source].IsMadeHere))
                    changed = variable.IsMadeHere = true;
            }
        }
    }
}

/// <summary>One variable.</summary>
internal sealed class Variable
{
    public int Group { get; set; }

    /// <summary>How deep in lambdas and local functions it is declared.</summary>
    public int Function { get; set; }

    /// <summary>It may hold an object that is made here or by a callee.</summary>
    public bool IsInside { get; set; }

    /// <summary>It may hold an object that the body itself makes.</summary>
    public bool IsMadeHere { get; set; }

    /// <summary>The type that it is declared as, if that says something.</summary>
    public string? DeclaredType { get; set; }

    /// <summary>Its object is handed to somebody.</summary>
    public bool Escapes { get; set; }

    /// <summary>The variables that it is assigned from.</summary>
    public List<int>? Sources { get; set; }

    /// <summary>The simple name of the type that it is created as, unless there are several or it is made by others.</summary>
    public string? Type { get; set; }

    public bool HasType { get; set; }

    /// <summary>The type of its object, or one that it derives from.</summary>
    public string? KnownType => Type ?? DeclaredType;

    /// <summary>A structure carries references, and is no object itself.</summary>
    public bool IsStruct { get; set; }

    public bool IsLive => IsInside && !Escapes && !IsStruct;

    public void CreatedAs(string? type)
    {
        Type = !HasType || Type == type ? type : null;
        HasType = true;
    }
}
