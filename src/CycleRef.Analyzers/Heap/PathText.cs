using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>A cycle as its reader knows it: <c>a.Child → b.Child → a</c>. Closures, handler lists and collections are not named.</summary>
internal sealed class PathText
{
    private const string Arrow = " → ";

    /// <summary>A longer path is shortened in the middle; the additional locations name every statement.</summary>
    private const int MaxSteps = 8;

    private readonly ObjectTable _objects;

    public PathText(ObjectTable objects) => _objects = objects;

    public string Of(List<HeapEdge> cycle)
    {
        // Begin with an object that has a name.
        var start = cycle.FindIndex(e => IsNamed(_objects[e.From]));
        var rotated = start <= 0 ? cycle : cycle.Skip(start).Concat(cycle.Take(start)).ToList();
        var steps = new List<string>();
        foreach (var edge in rotated)
        {
            var holder = _objects[edge.From];
            var member = MemberName(edge.Member);
            if (holder.Kind == ObjectKind.Struct && steps.Count > 0)
                steps[steps.Count - 1] += member.Length > 0 ? "." + member : "";
            else if (holder is { Kind: ObjectKind.Delegate, IsCollection: false })
                steps.Add(holder.Target is null ? "delegate" : holder.Target.Lambda is null ? holder.Target.Method.Name : "lambda");
            else if (IsNamed(holder) || (holder is { IsCollection: true, Kind: not ObjectKind.Delegate, Type.TypeKind: not TypeKind.Delegate } && edge.Member is ISymbol) || steps.Count == 0)
                steps.Add(Name(edge.From) + (member.Length > 0 ? "." + member : ""));
        }

        var first = Name(rotated[0].From);
        if (steps.Count > MaxSteps)
            steps = [.. steps.Take(MaxSteps - 2), "… " + (steps.Count - MaxSteps + 1) + " more", steps[steps.Count - 1]];
        return string.Join(Arrow, steps) + Arrow + first;
    }

    public string Name(int id, int depth = 0)
    {
        var o = _objects[id];
        if (o.Kind == ObjectKind.Unknown && o.Owner > ObjectTable.Statics && o.Member is ISymbol or string && depth < 3)
        {
            var owner = Name(o.Owner, depth + 1);
            var member = MemberName(o.Member);
            if (member.Length > 0)
                return owner == "this" ? member : owner + "." + member;
        }

        if (o.Name is { } name)
            return name;
        return o.Type is null ? "object" : o.IsMade ? "new " + o.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : o.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }

    private static string MemberName(object? member) => member switch
    {
        ISymbol symbol => symbol.Name,
        string text when text != Evaluator.DelegateTargetMember => text.Trim('<', '>'),
        _ => "",
    };

    private static bool IsNamed(HeapObject o) =>
        o.Kind is ObjectKind.This || (o.Kind is not (ObjectKind.Delegate or ObjectKind.Closure or ObjectKind.Struct) && !o.IsCollection && o.Type is not IArrayTypeSymbol);
}
