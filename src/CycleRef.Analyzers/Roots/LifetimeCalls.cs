using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// Simple names of what tells how long an object is meant to live: rows <c>singleton</c>, <c>transient</c>, <c>window</c> and <c>runs</c> of the table
/// <c>Roots</c>. Holds no symbol.
/// </summary>
internal sealed class LifetimeCalls
{
    private readonly HashSet<string> _registrations;
    private readonly HashSet<string> _transients;
    private readonly HashSet<string> _windows;
    private readonly HashSet<string> _runs;
    private readonly HashSet<string> _runners;

    public LifetimeCalls(KnowledgeBase knowledge)
    {
        _registrations = Names(knowledge, "singleton", fromEnd: 1);
        _transients = Names(knowledge, "transient", fromEnd: 1);
        _windows = Names(knowledge, "window", fromEnd: 1);
        _runs = Names(knowledge, "runs", fromEnd: 1);
        _runners = Names(knowledge, "runs", fromEnd: 2);
        Key = string.Join(" ", new[] { _registrations, _transients, _windows, _runs, _runners }.SelectMany(static names => names.OrderBy(static name => name, StringComparer.Ordinal).Append("|")));
    }

    /// <summary>Equal where the names are.</summary>
    public string Key { get; }

    public bool Registers(string method) => _registrations.Contains(method);

    public bool RegistersTransient(string method) => _transients.Contains(method);

    public bool IsWindow(string? member) => member is not null && _windows.Contains(member);

    /// <summary>The receiver is the type, or a variable that is called after it: <c>Application</c>, <c>application</c>, <c>app</c>.</summary>
    public bool Runs(string method, string? receiver) =>
        receiver is { Length: > 2 } && _runs.Contains(method) && _runners.Any(type => type.StartsWith(receiver, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> Names(KnowledgeBase knowledge, string word, int fromEnd) =>
        new(knowledge.Rows(TableNames.Roots, word).Select(row => row.Id.Split('.', ':')).Where(parts => parts.Length >= fromEnd).Select(parts => parts[parts.Length - fromEnd]), StringComparer.Ordinal);
}
