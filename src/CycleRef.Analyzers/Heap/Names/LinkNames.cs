using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>The links and the code of a compilation by names: finds the code that a name may run.</summary>
internal sealed class LinkNames
{
    private readonly Dictionary<string, List<CodeOutline>> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CodeOutline>> _constructors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CodeOutline>> _getters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CodeOutline>> _setters = new(StringComparer.Ordinal);

    public LinkNames(LinkGraph links, ImmutableArray<TreeCode> trees)
    {
        Links = links;
        foreach (var tree in trees)
        {
            foreach (var code in tree.Code)
            {
                var table = Table(code.Name.Kind);
                if (!table.TryGetValue(code.Name.Name, out var list))
                    table.Add(code.Name.Name, list = []);
                list.Add(code);
            }
        }
    }

    public LinkGraph Links { get; }

    public bool IsMethod(string name) => _methods.ContainsKey(name);

    /// <summary>The code that a call of this name may run; of a constructor whose type is not named, of any with that many parameters.</summary>
    public IEnumerable<CodeOutline> Of(CodeName call)
    {
        var table = Table(call.Kind);
        if (call.Kind == CodeKind.Constructor && call.Name.Length == 0)
            return call.Arity == 0 ? [] : OfAnyType(call.Arity);
        return table.TryGetValue(call.Name, out var code) ? code.FindAll(c => CodeName.Fits(c.Name.Arity, call.Arity)) : [];
    }

    private IEnumerable<CodeOutline> OfAnyType(int arity)
    {
        foreach (var constructors in _constructors.Values)
        {
            foreach (var constructor in constructors)
            {
                if (constructor.Name.Arity == arity)
                    yield return constructor;
            }
        }
    }

    private Dictionary<string, List<CodeOutline>> Table(CodeKind kind) => kind switch
    {
        CodeKind.Method => _methods,
        CodeKind.Constructor => _constructors,
        CodeKind.Getter => _getters,
        _ => _setters,
    };
}
