using System;
using System.Collections.Generic;

namespace LeakLab.Scenes;

/// <summary>CYC3003: a stored lambda keeps what only a sibling lambda of the same scope uses.</summary>
internal static class SharedClosures
{
    // Lives as long as the process, and with it what the stored lambda keeps.
    private static readonly List<Func<int>> s_stored = [];

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC3003", "local that only a sibling of a stored lambda uses", static () => OneScope(new int[9], 1)),
        Scene.Collected("CYC3003", "the same with a scope for each lambda", static () => TwoScopes(new int[9], 1)),
    ];

    private static int[] OneScope(int[] rows, int number)
    {
        var sum = () => rows.Length;
        s_stored.Add(() => number);
        sum();
        return sum.Target is null ? [] : rows;
    }

    private static int[] TwoScopes(int[] rows, int number)
    {
        Store(number);
        var sum = () => rows.Length;
        sum();
        return rows;
    }

    private static void Store(int number) => s_stored.Add(() => number);
}
