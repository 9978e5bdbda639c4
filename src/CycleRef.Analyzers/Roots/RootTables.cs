using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Roots;

/// <summary>How a timer is kept while it runs.</summary>
/// <param name="IsSelfRooted">A running timer keeps itself, held or not.</param>
/// <param name="Root">What keeps it, for messages.</param>
internal sealed record TimerType(bool IsSelfRooted, string Root);

/// <summary>How a call registers a callback.</summary>
internal enum Registration
{
    None,

    /// <summary>Dropping the result leaves the callback registered for good.</summary>
    Drops,

    /// <summary>The same, as a service may do for as long as it lives: told only of types that are seen to live shorter than the process.</summary>
    Watches,

    /// <summary>The publisher may well die first.</summary>
    May,

    /// <summary>Depends on the token.</summary>
    Token,

    /// <summary>A linked cancellation source.</summary>
    Linked,
}

/// <summary>The tables <c>Roots</c>, <c>Timers</c> and <c>Registrations</c>, indexed by simple names. Holds no symbol.</summary>
internal sealed class RootTables
{
    public RootTables(KnowledgeBase knowledge)
    {
        Lifetimes = new LifetimeCalls(knowledge);
        foreach (var row in knowledge[TableNames.Roots].Rows)
        {
            switch (row.Word)
            {
                case "publisher":
                    Publishers.Add(row.Id, true);
                    break;
                case "weak-event":
                    WeakEvents.Add(row.Id, true);
                    break;
                case "keeps" or "keeps-on-publisher" when row.ConditionWord == "until":
                    if (row.Word == "keeps")
                        KeepsAnywhere.Add(SimpleName(row.Id));
                    Keeps.Add(row.Id, new KeepingCall(row.Word == "keeps-on-publisher", row.ConditionId.Substring(row.ConditionId.LastIndexOf('.') + 1)));
                    break;
            }
        }

        foreach (var row in knowledge[TableNames.Timers].Rows)
            AddTimer(row);
        foreach (var row in knowledge[TableNames.Registrations].Rows)
            AddRegistration(row);
    }

    public LifetimeCalls Lifetimes { get; }

    public MemberIdSet<bool> Publishers { get; } = new();

    public MemberIdSet<bool> WeakEvents { get; } = new();

    public MemberIdSet<KeepingCall> Keeps { get; } = new();

    /// <summary>Simple names of calls that keep whatever their receiver is.</summary>
    public HashSet<string> KeepsAnywhere { get; } = new(StringComparer.Ordinal);

    public TypeIdSet<TimerType> Timers { get; } = new();

    /// <summary>Simple names of timer types.</summary>
    public HashSet<string> TimerNames { get; } = new(StringComparer.Ordinal);

    public MemberIdSet<bool> TimerFactories { get; } = new();

    public MemberIdSet<bool> Repeats { get; } = new();

    public TypeIdSet<bool> RunsAtOnce { get; } = new();

    public HashSet<string> Starts { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Stops { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Switches { get; } = new(StringComparer.Ordinal);

    public HashSet<string> OnceSwitches { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Ticks { get; } = new(StringComparer.Ordinal);

    public MemberIdSet<Registration> Registrations { get; } = new();

    /// <summary>Objects that are registrations themselves.</summary>
    public TypeIdSet<bool> Holders { get; } = new();

    public HashSet<string> HolderNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that hold the token of something short: a request, a connection.</summary>
    public HashSet<string> ShortTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that hold a token of the process: a service may register with one for as long as it lives.</summary>
    public HashSet<string> ProcessTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Boolean parameters: true, and the callback is called once.</summary>
    public HashSet<string> OnceArguments { get; } = new(StringComparer.Ordinal);

    /// <summary>Operators after which a subscription ends by itself.</summary>
    public HashSet<string> EndingOperators { get; } = new(StringComparer.Ordinal);

    /// <summary>Constructing a type of that simple name may make something that a root keeps.</summary>
    public bool MakesRoot(string typeName) => TimerNames.Contains(typeName) || HolderNames.Contains(typeName) || typeName == SelfHandles.Handle;

    /// <summary>Calling a method of that simple name may hand something to a root.</summary>
    public bool MayRegister(string method) =>
        method is "Alloc" or "Create" || Registrations.MayContain(method) || TimerFactories.MayContain(method) || Repeats.MayContain(method) || Keeps.MayContain(method);

    /// <summary>The type, or a base of it, is a registration itself.</summary>
    public bool IsHolder(INamedTypeSymbol type)
    {
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (Holders.Contains(current))
                return true;
        }

        return false;
    }

    private void AddTimer(KnowledgeRow row)
    {
        switch (row.Word)
        {
            case "queue" or "self" or "periodic":
                if (row.Word != "periodic")
                    Timers.Add(row.Id, new TimerType(row.Word == "self", row.ConditionWord == "by" ? row.ConditionId : "TimerQueue"));
                TimerNames.Add(SimpleName(row.Id));
                break;
            case "factory":
                TimerFactories.Add(row.Id, true);
                break;
            case "repeats":
                Repeats.Add(row.Id, true);
                break;
            case "runs-at-once":
                RunsAtOnce.Add(row.Id, true);
                break;
            default:
                SetOf(row.Word)?.Add(row.Id);
                break;
        }
    }

    private HashSet<string>? SetOf(string word) => word switch
    {
        "start" => Starts,
        "stop" => Stops,
        "switch" => Switches,
        "once" => OnceSwitches,
        "tick" => Ticks,
        _ => null,
    };

    private void AddRegistration(KnowledgeRow row)
    {
        switch (row.Word)
        {
            case "holds":
                Holders.Add(row.Id, true);
                HolderNames.Add(SimpleName(row.Id));
                break;
            case "once":
                OnceArguments.Add(row.Id);
                break;
            case "process-token":
                ProcessTokens.Add(SimpleName(row.Id));
                break;
            case "short-token":
                ShortTokens.Add(SimpleName(row.Id));
                break;
            case "ends":
                EndingOperators.Add(row.Id);
                break;
            default:
                if (Enum.TryParse<Registration>(row.Word, ignoreCase: true, out var registration) && registration != Registration.None)
                    Registrations.Add(row.Id, registration);
                break;
        }
    }

    private static string SimpleName(string id)
    {
        var name = id.Split('.', ':').Last();
        var tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }
}

/// <summary>A call that roots its recipient or callback.</summary>
/// <param name="OnPublisher">Only on a receiver that is a process-lived publisher.</param>
/// <param name="Until">The name of the method that lets go.</param>
internal sealed record KeepingCall(bool OnPublisher, string Until);
