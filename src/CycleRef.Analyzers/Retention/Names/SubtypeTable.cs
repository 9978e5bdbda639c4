using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>The subtypes, by name, of one base name.</summary>
/// <param name="IsDeclared">The base is declared in source.</param>
/// <param name="Direct">The names whose base lists mention it.</param>
/// <param name="ConcreteCount">How many concrete types derive from it, directly or not, by name; counted up to <see cref="SubtypeTable.MaxCount"/>.</param>
internal sealed record SubtypeNames(bool IsDeclared, IReadOnlyList<string> Direct, int ConcreteCount)
{
    public static readonly SubtypeNames Empty = new(true, [], 0);
}

/// <summary>Who derives from whom in source, by name.</summary>
internal sealed class SubtypeTable
{
    /// <summary>Subtypes are only counted to compare them with a small option; beyond this nobody cares how many there are.</summary>
    public const int MaxCount = 64;

    private readonly Dictionary<string, SubtypeNames> _byBase;
    private readonly HashSet<string> _rootedOutside;

    private SubtypeTable(Dictionary<string, SubtypeNames> byBase, HashSet<string> rootedOutside)
    {
        _byBase = byBase;
        _rootedOutside = rootedOutside;
    }

    public IEnumerable<KeyValuePair<string, SubtypeNames>> All => _byBase;

    public SubtypeNames Of(string baseName) => _byBase.TryGetValue(baseName, out var names) ? names : SubtypeNames.Empty;

    /// <summary>The type, or one that derives from it, has a base that this source does not declare: it may be a native peer.</summary>
    public bool IsRootedOutside(string name) => _rootedOutside.Contains(name);

    public static SubtypeTable Collect(ImmutableArray<TreeOutline> trees, CancellationToken cancellationToken)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        var concrete = new HashSet<string>(StringComparer.Ordinal);
        var direct = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        // One part of a partial type may say alone that it is abstract.
        var abstractTypes = new HashSet<string>(trees.SelectMany(static tree => tree.Types).Where(IsAbstract).Select(FullName), StringComparer.Ordinal);
        foreach (var type in trees.SelectMany(static tree => tree.Types))
        {
            declared.Add(type.Name);
            if ((type.Kinds & OutlineKinds.Interface) == 0 && (abstractTypes.Count == 0 || !abstractTypes.Contains(FullName(type))))
                concrete.Add(type.Name);
            foreach (var @base in type.Bases)
            {
                if (!direct.TryGetValue(@base, out var subtypes))
                    direct.Add(@base, subtypes = []);
                // A partial type repeats its bases; types of one name are one. The list is short where it matters.
                if (@base != type.Name && (subtypes.Count > MaxCount || !subtypes.Contains(type.Name)))
                    subtypes.Add(type.Name);
            }
        }

        var byBase = new Dictionary<string, SubtypeNames>(StringComparer.Ordinal);
        foreach (var pair in direct)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byBase.Add(pair.Key, new SubtypeNames(declared.Contains(pair.Key), pair.Value, CountConcrete(pair.Key, direct, concrete)));
        }

        return new SubtypeTable(byBase, RootedOutside(direct, declared, cancellationToken));
    }

    private static bool IsAbstract(TypeOutline type) => (type.Kinds & OutlineKinds.Abstract) != 0;

    private static string FullName(TypeOutline type) => type.Namespace + "." + string.Join("+", type.Path);

    private static int CountConcrete(string root, Dictionary<string, List<string>> direct, HashSet<string> concrete)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { root };
        var open = new Stack<string>();
        open.Push(root);
        var count = 0;
        // Ends at MaxCount concrete types; abstract ones in between are bounded by the same measure.
        while (open.Count > 0 && count < MaxCount && seen.Count < 4 * MaxCount)
        {
            if (!direct.TryGetValue(open.Pop(), out var subtypes))
                continue;
            foreach (var subtype in subtypes.Take(4 * MaxCount))
            {
                if (!seen.Add(subtype))
                    continue;
                open.Push(subtype);
                if (concrete.Contains(subtype))
                    count++;
            }
        }

        return seen.Count >= 4 * MaxCount ? MaxCount : count;
    }

    private static HashSet<string> RootedOutside(Dictionary<string, List<string>> direct, HashSet<string> declared, CancellationToken cancellationToken)
    {
        // Down from every undeclared base to all that derive from it …
        var rooted = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(direct.Keys.Where(name => !declared.Contains(name)));
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!direct.TryGetValue(open.Pop(), out var subtypes))
                continue;
            foreach (var subtype in subtypes)
            {
                if (rooted.Add(subtype))
                    open.Push(subtype);
            }
        }

        // … and up to the bases and interfaces that lead to one of those.
        var bases = direct.SelectMany(static pair => pair.Value, static (pair, subtype) => (Subtype: subtype, Base: pair.Key)).ToLookup(static pair => pair.Subtype, static pair => pair.Base, StringComparer.Ordinal);
        open = new Stack<string>(rooted);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var @base in bases[open.Pop()])
            {
                if (rooted.Add(@base))
                    open.Push(@base);
            }
        }

        return rooted;
    }
}
