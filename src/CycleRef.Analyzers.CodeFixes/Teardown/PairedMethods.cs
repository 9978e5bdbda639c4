using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>What a method sets up is undone in its counterpart: what OnEnable subscribes, OnDisable unsubscribes.</summary>
internal static class PairedMethods
{
    private static readonly (string SetsUp, string Undoes)[] Pairs =
    [
        ("Subscribe", "Unsubscribe"),
        ("Register", "Unregister"),
        ("Connect", "Disconnect"),
        ("Attached", "Detached"),
        ("Attaching", "Detaching"),
        ("Attach", "Detach"),
        ("Loaded", "Unloaded"),
        ("Load", "Unload"),
        ("Enable", "Disable"),
        ("Activated", "Deactivated"),
        ("Activate", "Deactivate"),
        ("Opened", "Closed"),
        ("Open", "Close"),
        ("Start", "Stop"),
        ("Enter", "Exit"),
        ("Appearing", "Disappearing"),
        ("SetUp", "TearDown"),
        ("Bind", "Unbind"),
        ("Hook", "Unhook"),
    ];

    /// <summary>The names of the counterparts of a method that its type declares.</summary>
    public static ImmutableArray<string> Of(string method, INamedTypeSymbol type) =>
        Pairs.Select(pair => Counterpart(method, pair.SetsUp, pair.Undoes)).OfType<string>()
            .Where(name => type.GetMembers(name).Any(static member => member is IMethodSymbol { IsStatic: false }))
            .Distinct().ToImmutableArray();

    /// <summary>The word at its place, first letter in capitals: <c>Load</c> is in OnLoad and LoadContent, not in Overload or Loader.</summary>
    private static string? Counterpart(string method, string setsUp, string undoes)
    {
        var at = method.IndexOf(setsUp, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var end = at + setsUp.Length;
        return end < method.Length && char.IsLower(method[end]) ? null : method.Substring(0, at) + undoes + method.Substring(end);
    }
}
