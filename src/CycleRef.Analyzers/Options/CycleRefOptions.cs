using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Options;

/// <summary>
/// What users can set, with its default and meaning. Unknown or malformed values are ignored. A cycle can span files with
/// different settings; then the widest holds (<see cref="Widen"/>), so that every file sees the same cycle.
/// </summary>
internal sealed record CycleRefOptions
{
    public const int DefaultMaxSubtypes = 3;
    public const int DefaultMaxCallDepth = 4;
    public const int DefaultMaxComponent = 400;

    private static readonly char[] Separators = ['|', ',', ' ', '\t'];

    public static readonly CycleRefOptions Default = new();

    /// <summary>Documentation IDs of types that keep nothing alive.</summary>
    public ImmutableArray<string> WeakTypes { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Documentation IDs of further native peers.</summary>
    public ImmutableArray<string> NativePeers { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Names of further teardown methods; a star at the end stands for any ending.</summary>
    public ImmutableArray<string> TeardownMethods { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Documentation IDs of types that are no part of any reported cycle.</summary>
    public ImmutableArray<string> ExcludedTypes { get; init; } = ImmutableArray<string>.Empty;

    public FollowSubtypes FollowSubtypes { get; init; } = FollowSubtypes.Near;

    /// <summary>How many concrete source subtypes a declared type may have to be taken for them.</summary>
    public int MaxSubtypes { get; init; } = DefaultMaxSubtypes;

    /// <summary>Report one member alone that holds its own type (<c>Node Next</c>).</summary>
    public bool ReportSelfEdges { get; init; }

    /// <summary>How many calls deep the statement rules follow what a method does.</summary>
    public int MaxCallDepth { get; init; } = DefaultMaxCallDepth;

    /// <summary>In a component of more members than this only cycles of two members are looked for.</summary>
    public int MaxComponent { get; init; } = DefaultMaxComponent;

    public static CycleRefOptions Read(AnalyzerConfigOptions options) => new()
    {
        WeakTypes = List(options, OptionKeys.WeakTypes),
        NativePeers = List(options, OptionKeys.NativePeers),
        TeardownMethods = List(options, OptionKeys.TeardownMethods),
        ExcludedTypes = List(options, OptionKeys.ExcludedTypes),
        FollowSubtypes = Value(options, OptionKeys.FollowSubtypes)?.ToLowerInvariant() switch
        {
            "none" => FollowSubtypes.None,
            "all" => FollowSubtypes.All,
            _ => FollowSubtypes.Near,
        },
        MaxSubtypes = Number(options, OptionKeys.MaxSubtypes, DefaultMaxSubtypes),
        ReportSelfEdges = string.Equals(Value(options, OptionKeys.ReportSelfEdges), "true", StringComparison.OrdinalIgnoreCase),
        MaxCallDepth = Number(options, OptionKeys.MaxCallDepth, DefaultMaxCallDepth),
        MaxComponent = Number(options, OptionKeys.MaxComponent, DefaultMaxComponent),
    };

    /// <summary>Settings that hold for code under either: lists are joined, otherwise the value that differs from the default wins, then the larger.</summary>
    public CycleRefOptions Widen(CycleRefOptions other)
    {
        if (ReferenceEquals(this, other) || Equals(other))
            return this;
        return new CycleRefOptions
        {
            WeakTypes = Join(WeakTypes, other.WeakTypes),
            NativePeers = Join(NativePeers, other.NativePeers),
            TeardownMethods = Join(TeardownMethods, other.TeardownMethods),
            ExcludedTypes = Join(ExcludedTypes, other.ExcludedTypes),
            FollowSubtypes = (FollowSubtypes)Pick((int)FollowSubtypes, (int)other.FollowSubtypes, (int)FollowSubtypes.Near),
            MaxSubtypes = Pick(MaxSubtypes, other.MaxSubtypes, DefaultMaxSubtypes),
            ReportSelfEdges = ReportSelfEdges || other.ReportSelfEdges,
            MaxCallDepth = Pick(MaxCallDepth, other.MaxCallDepth, DefaultMaxCallDepth),
            MaxComponent = Pick(MaxComponent, other.MaxComponent, DefaultMaxComponent),
        };
    }

    public bool Equals(CycleRefOptions? other) =>
        other is not null
        && WeakTypes.SequenceEqual(other.WeakTypes)
        && NativePeers.SequenceEqual(other.NativePeers)
        && TeardownMethods.SequenceEqual(other.TeardownMethods)
        && ExcludedTypes.SequenceEqual(other.ExcludedTypes)
        && FollowSubtypes == other.FollowSubtypes
        && MaxSubtypes == other.MaxSubtypes
        && ReportSelfEdges == other.ReportSelfEdges
        && MaxCallDepth == other.MaxCallDepth
        && MaxComponent == other.MaxComponent;

    public override int GetHashCode() => MaxSubtypes * 31 + (int)FollowSubtypes;

    private static int Pick(int left, int right, int @default) =>
        left == @default ? right : right == @default ? left : Math.Max(left, right);

    private static ImmutableArray<string> Join(ImmutableArray<string> left, ImmutableArray<string> right) =>
        right.IsEmpty ? left : left.IsEmpty ? right : new SortedSet<string>(left.Concat(right), StringComparer.Ordinal).ToImmutableArray();

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && value.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static ImmutableArray<string> List(AnalyzerConfigOptions options, string key) =>
        Value(options, key) is { } value ? value.Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToImmutableArray() : ImmutableArray<string>.Empty;

    private static int Number(AnalyzerConfigOptions options, string key, int @default) =>
        int.TryParse(Value(options, key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : @default;
}
