using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// The members and types of a compilation by simple name. The compiler goes through all declarations for each name that it is asked for: good for a few
/// names, which is what one edited file asks for, and quadratic for a build, which asks for thousands. So from some number of names on, all types are
/// listed once. Lives as long as the compilation. Thread-safe.
/// </summary>
internal sealed class DeclaredSymbols(Compilation compilation)
{
    /// <summary>Names that are asked for one by one. Listing all types costs about as much.</summary>
    internal const int MaxSingle = 16;

    private readonly ConcurrentDictionary<string, ISymbol[]> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, INamedTypeSymbol[]> _types = new(StringComparer.Ordinal);
    private int _asked;
    private Listing? _listing;

    public IReadOnlyList<ISymbol> Members(string name, CancellationToken cancellationToken)
    {
        if (!_members.TryGetValue(name, out var members))
            _members[name] = members = [.. FindMembers(name, cancellationToken)];
        return members;
    }

    public IReadOnlyList<INamedTypeSymbol> Types(string name, CancellationToken cancellationToken)
    {
        if (!_types.TryGetValue(name, out var types))
            _types[name] = types = [.. FindTypes(name, cancellationToken)];
        return types;
    }

    private IEnumerable<ISymbol> FindMembers(string name, CancellationToken cancellationToken)
    {
        var members = ListingOf(cancellationToken) is { } listing
            ? listing.WithMember(name).SelectMany(type => type.GetMembers(name))
            : compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancellationToken);
        return members.Where(IsWrittenOut);
    }

    private IEnumerable<INamedTypeSymbol> FindTypes(string name, CancellationToken cancellationToken) =>
        ListingOf(cancellationToken) is { } listing ? listing.Named(name) : compilation.GetSymbolsWithName(name, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>();

    /// <summary>What a record has by its positions is found by the listing only.</summary>
    private static bool IsWrittenOut(ISymbol member) =>
        member is { IsImplicitlyDeclared: false } and not ITypeSymbol && (member is not IPropertySymbol { ContainingType.IsRecord: true } || !IsPosition(member));

    private static bool IsPosition(ISymbol property) => property.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].GetSyntax() is ParameterSyntax;

    private Listing? ListingOf(CancellationToken cancellationToken) =>
        _listing is null && Interlocked.Increment(ref _asked) <= MaxSingle ? null : LazyInitializer.EnsureInitialized(ref _listing, () => new Listing(compilation, cancellationToken));

    private sealed class Listing
    {
        private readonly Dictionary<string, List<INamedTypeSymbol>> _named = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<INamedTypeSymbol>> _withMember = new(StringComparer.Ordinal);

        public Listing(Compilation compilation, CancellationToken cancellationToken)
        {
            foreach (var type in compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(_named, type.Name, type);
                foreach (var member in type.MemberNames)
                    Add(_withMember, member, type);
            }
        }

        public IReadOnlyList<INamedTypeSymbol> Named(string name) => _named.TryGetValue(name, out var types) ? types : [];

        public IReadOnlyList<INamedTypeSymbol> WithMember(string name) => _withMember.TryGetValue(name, out var types) ? types : [];

        private static void Add(Dictionary<string, List<INamedTypeSymbol>> types, string name, INamedTypeSymbol type)
        {
            if (!types.TryGetValue(name, out var all))
                types.Add(name, all = []);
            // Each part of a type may have the name.
            if (all.Count == 0 || !SymbolEqualityComparer.Default.Equals(all[all.Count - 1], type))
                all.Add(type);
        }
    }
}
