using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>
/// The evidence for every member of the types of one component, from the code of these types only: whoever builds the objects
/// elsewhere is not asked, so that the answer needs no other file.
/// </summary>
internal sealed class EvidenceTable
{

    private readonly Dictionary<INamedTypeSymbol, CodeFacts> _facts;
    private readonly Dictionary<string, List<(INamedTypeSymbol Type, MemberWrite Write)>> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(INamedTypeSymbol Type, MemberClear Clear)>> _tornDown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(INamedTypeSymbol Type, int Position)>> _thisToType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(INamedTypeSymbol Type, int Position)>> _thisToMethod = new(StringComparer.Ordinal);

    private readonly ILookup<string, INamedTypeSymbol> _byName;

    private EvidenceTable(Dictionary<INamedTypeSymbol, CodeFacts> facts)
    {
        _facts = facts;
        _byName = facts.Keys.ToLookup(static type => type.Name, StringComparer.Ordinal);
    }

    /// <param name="types">The types whose code is read.</param>
    /// <param name="members">The names of the members in question.</param>
    /// <param name="teardownMethods">Names of methods in which a type lets go of what it holds.</param>
    /// <param name="cancellationToken">Checked at every member.</param>
    public static EvidenceTable Read(IEnumerable<INamedTypeSymbol> types, HashSet<string> members, NamePatterns teardownMethods, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<INamedTypeSymbol, CodeFacts>(SymbolEqualityComparer.Default);
        foreach (var type in types)
        {
            var ofType = new CodeFacts();
            foreach (var reference in type.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax part)
                    CodeFactsReader.Read(part, members, ofType, cancellationToken);
            }

            facts[type] = ofType;
        }

        var table = new EvidenceTable(facts);
        var helpers = TeardownHelpers(facts, teardownMethods);
        foreach (var pair in facts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.Index(pair.Key, pair.Value, name => teardownMethods.Matches(name) || helpers[pair.Key].Contains(name));
        }

        return table;
    }

    /// <summary>Names that the bodies of the type mention, to tell whether a primary-constructor parameter is captured.</summary>
    public bool IsNamedInBodies(INamedTypeSymbol type, string name) => _facts.TryGetValue(type, out var facts) && facts.NamesInBodies.Contains(name);

    /// <param name="holder">The type that declares the member (its definition).</param>
    /// <param name="member">The member's name.</param>
    /// <param name="isMany">The member holds many: then only what is added counts as made, not the container.</param>
    public MemberEvidence Of(INamedTypeSymbol holder, string member, bool isMany)
    {
        var evidence = MemberEvidence.None;
        if (_writes.TryGetValue(member, out var writes))
        {
            foreach (var (type, write) in writes)
            {
                if (Concerns(type, write.OnThis, write.TypeHint, holder))
                    evidence |= OfWrite(type, write, holder, isMany);
            }
        }

        if (IsTornDown(holder, member) || (writes is not null && writes.Any(w => w.Write.OnThis && IsSetBy(w.Type, w.Write, holder) && IsTornDown(holder, w.Write.Method))))
            evidence |= MemberEvidence.TornDown;
        return evidence;
    }

    private bool IsTornDown(INamedTypeSymbol holder, string member) =>
        _tornDown.TryGetValue(member, out var clears) && clears.Any(c => Concerns(c.Type, c.Clear.OnThis, c.Clear.TypeHint, holder));

    /// <summary>A property's setter stores its value in the member: who writes the property writes the member.</summary>
    private static bool IsSetBy(INamedTypeSymbol writer, MemberWrite write, INamedTypeSymbol holder) =>
        (write.Source & ValueSource.HandedIn) != 0 && write.Method != ".ctor" && IsOrDerivesFrom(writer, holder);

    private MemberEvidence OfWrite(INamedTypeSymbol writer, MemberWrite write, INamedTypeSymbol holder, bool isMany)
    {
        var evidence = MemberEvidence.None;
        var source = write.Source;
        if (write.IsAdd ? write.OnThis : (source & ValueSource.Made) != 0 && !isMany)
            evidence |= MemberEvidence.Made;
        if ((source & ValueSource.This) != 0 && !SymbolEqualityComparer.Default.Equals(writer, holder))
            evidence |= MemberEvidence.GivenThis;
        if ((source & ValueSource.This) != 0 && !write.OnThis)
            evidence |= MemberEvidence.GivenThis;
        if ((source & ValueSource.HandedIn) != 0 && !write.IsAdd)
        {
            evidence |= MemberEvidence.HandedIn;
            // new Child(this), child.SetParent(this): the parameter that ends up here is somebody's `this`.
            if (write.OnThis && IsGivenThis(holder, write))
                evidence |= MemberEvidence.GivenThis;
        }

        if (write.IsAdd || write.Place == CodePlace.Later)
            evidence |= MemberEvidence.WrittenLater;
        if ((source & (ValueSource.PassesThis | ValueSource.This)) != 0)
            evidence |= MemberEvidence.ValueKnowsOwner;
        return evidence;
    }

    /// <summary>Somebody passes <c>this</c> for the very parameter, or assigns it to the property, that the write stores.</summary>
    private bool IsGivenThis(INamedTypeSymbol holder, MemberWrite write)
    {
        if (write.Method == ".ctor")
            return IsPassedThis(_thisToType, holder.Name) || IsPassedThis(_thisToType, "");
        return IsPassedThis(_thisToMethod, write.Method)
            || (_writes.TryGetValue(write.Method, out var writes) && writes.Any(w => (w.Write.Source & ValueSource.This) != 0 && Concerns(w.Type, w.Write.OnThis, w.Write.TypeHint, holder)));

        bool IsPassedThis(Dictionary<string, List<(INamedTypeSymbol Type, int Position)>> passed, string name) =>
            passed.TryGetValue(name, out var arguments) && arguments.Any(a => a.Position == write.Value.Parameter || a.Position < 0);
    }

    private void Index(INamedTypeSymbol type, CodeFacts facts, Func<string, bool> isTeardown)
    {
        foreach (var write in facts.Writes)
            Add(_writes, write.Member, (type, write));
        foreach (var argument in facts.ThisArguments)
        {
            if (argument.Type is { } created)
                Add(_thisToType, created, (type, argument.Position));
            else if (argument.Method is { } method)
                Add(_thisToMethod, method, (type, argument.Position));
        }

        foreach (var clear in facts.Clears)
        {
            if (isTeardown(clear.Method))
                Add(_tornDown, clear.Member, (type, clear));
        }
    }

    /// <summary>
    /// The methods that a teardown method of the type, of a base or of a derived type calls: one call deep. A base class's Dispose
    /// calls what a derived class overrides, and the other way round.
    /// </summary>
    private static Dictionary<INamedTypeSymbol, HashSet<string>> TeardownHelpers(Dictionary<INamedTypeSymbol, CodeFacts> facts, NamePatterns teardownMethods)
    {
        var helpers = new Dictionary<INamedTypeSymbol, HashSet<string>>(SymbolEqualityComparer.Default);
        foreach (var type in facts.Keys)
            helpers.Add(type, new HashSet<string>(StringComparer.Ordinal));
        foreach (var pair in facts)
        {
            var called = pair.Value.OwnCalls.Where(call => teardownMethods.Matches(call.Caller)).Select(static call => call.Callee).ToList();
            foreach (var type in SelfAndBases(pair.Key))
            {
                if (helpers.TryGetValue(type, out var ofBase))
                    ofBase.UnionWith(called);
            }
        }

        foreach (var pair in helpers)
        {
            foreach (var type in SelfAndBases(pair.Key).Skip(1))
            {
                if (facts.TryGetValue(type, out var ofBase))
                    pair.Value.UnionWith(ofBase.OwnCalls.Where(call => teardownMethods.Matches(call.Caller)).Select(static call => call.Callee));
            }
        }

        return helpers;
    }

    /// <summary>What stands in the code of <paramref name="writer"/> about a member of that name is about the member of <paramref name="holder"/>.</summary>
    private bool Concerns(INamedTypeSymbol writer, bool onThis, string? typeHint, INamedTypeSymbol holder)
    {
        if (onThis)
            return IsOrDerivesFrom(writer, holder);
        if (typeHint is null or "" || typeHint == holder.Name)
            return true;
        return _byName[typeHint].Any(type => IsOrDerivesFrom(type, holder));
    }

    private static bool IsOrDerivesFrom(INamedTypeSymbol type, INamedTypeSymbol wanted) =>
        SelfAndBases(type).Any(t => SymbolEqualityComparer.Default.Equals(t, wanted));

    private static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
            yield return current.OriginalDefinition;
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string key, T value)
    {
        if (!index.TryGetValue(key, out var values))
            index.Add(key, values = []);
        values.Add(value);
    }
}
