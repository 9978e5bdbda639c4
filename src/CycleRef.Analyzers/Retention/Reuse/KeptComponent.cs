using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>What one component came to, for the next compilation that declares the same. Holds names and numbers.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Places">How to find its members again, by label.</param>
/// <param name="Cycles">What is reported.</param>
/// <param name="Code">What the code told.</param>
/// <param name="Files">What options say of the files of the component.</param>
/// <param name="MethodNames">The names of all methods, which may hide a captured parameter; 0 where none is captured.</param>
internal sealed record KeptComponent(
    RetentionGraph Graph,
    ImmutableArray<MemberPlace> Places,
    ImmutableArray<ReportedCycle> Cycles,
    KeptCode Code,
    FileSettings Files,
    ulong MethodNames)
{
    /// <summary>Null where a member could not be found again.</summary>
    public static ImmutableArray<MemberPlace>? PlacesOf(BoundComponent component, IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        var places = ImmutableArray.CreateBuilder<MemberPlace>();
        for (var label = 0; label < component.Graph.Members.Length; label++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var symbol = component.MemberSymbol(label);
            var place = MemberPlace.Of(symbol);
            if (!SymbolEqualityComparer.Default.Equals(place.Find(assembly), symbol))
                return null;
            places.Add(place);
        }

        return places.ToImmutable();
    }
}

/// <summary>What the files of a component say by options, apart from their text.</summary>
/// <param name="Options">Of all of them together.</param>
/// <param name="Trees">The places of the files in their compilation.</param>
/// <param name="IsGenerated">Of each whether nobody wrote it.</param>
internal sealed record FileSettings(CycleRefOptions Options, ImmutableArray<int> Trees, ImmutableArray<bool> IsGenerated)
{
    public static FileSettings Of(ImmutableArray<int> places, ImmutableArray<SyntaxTree> trees, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        var merged = CycleRefOptions.Read(options.GlobalOptions);
        var isGenerated = ImmutableArray.CreateBuilder<bool>();
        foreach (var tree in places.Select(place => trees[place]))
        {
            merged = merged.Widen(CycleRefOptions.Read(options.GetOptions(tree)));
            isGenerated.Add(GeneratedCode.IsGenerated(tree, options, cancellationToken));
        }

        return new FileSettings(merged, places, isGenerated.ToImmutable());
    }

    public bool Equals(FileSettings? other) => other is not null && Options.Equals(other.Options) && IsGenerated.SequenceEqual(other.IsGenerated);

    public override int GetHashCode() => Options.GetHashCode();
}
