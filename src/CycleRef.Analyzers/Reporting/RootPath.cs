using System.Collections.Generic;
using System.Linq;

namespace CycleRef.Analyzers.Reporting;

/// <summary>The one wording of what a root keeps alive: <c>TimerQueue → Timer → lambda → Poller._timer</c>, starting with the root.</summary>
internal static class RootPath
{
    private const string Arrow = " → ";

    /// <summary>Steps that say the same as the one before are left out.</summary>
    public static string Format(params string?[] steps)
    {
        var path = new List<string>();
        foreach (var step in steps.OfType<string>())
        {
            if (step.Length > 0 && (path.Count == 0 || path[path.Count - 1] != step))
                path.Add(step);
        }

        return string.Join(Arrow, path);
    }
}
