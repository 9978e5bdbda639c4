using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>
/// The evidence for every member of the types of one component, from the code of these types only: whoever builds the objects
/// elsewhere is not asked, so that the answer needs no other file.
/// </summary>
internal sealed class EvidenceTable
{
    private readonly Dictionary<INamedTypeSymbol, CodeFacts> _facts;

    /// <summary>The names of the type and of all that derive from it: what a written-out type name may mean by it.</summary>
    private readonly Dictionary<INamedTypeSymbol, HashSet<string>> _namesBelow = new(SymbolEqualityComparer.Default);
    private readonly OwnFacts<(INamedTypeSymbol Writer, MemberWrite Write)> _ownWrites = new();
    private readonly OwnFacts<MemberClear> _ownClears = new();

    /// <summary>Writes through other expressions, by member and the type's name ("" where it is not written out); of single members and of collections.</summary>
    private readonly Dictionary<(string Member, string Hint), (MemberEvidence One, MemberEvidence Many)> _otherWrites = [];
    private readonly HashSet<(string Member, string Hint)> _otherClears = [];
    private readonly OwnFacts<string> _ownMoves = new();
    private readonly Dictionary<(string Member, string Hint), HashSet<string>> _otherMoves = [];

    /// <summary>The positions at which <c>this</c> is passed to constructors of a type, and to methods.</summary>
    private readonly Dictionary<string, HashSet<int>> _thisToType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _thisToMethod = new(StringComparer.Ordinal);

    private EvidenceTable(ReadCode code)
    {
        Code = code;
        _facts = code.ByType;
        foreach (var type in _facts.Keys)
        {
            foreach (var above in SelfAndBases(type))
            {
                if (!_namesBelow.TryGetValue(above, out var names))
                    _namesBelow.Add(above, names = new HashSet<string>(StringComparer.Ordinal));
                names.Add(type.Name);
            }
        }
    }

    /// <summary>What the table was made of.</summary>
    public ReadCode Code { get; }

    /// <param name="types">The types whose code is read.</param>
    /// <param name="members">The names of the members in question.</param>
    /// <param name="teardownMethods">Names of methods in which a type lets go of what it holds.</param>
    /// <param name="changesOf">What the members of a tree may change.</param>
    /// <param name="kept">What is known of trees that have been read before.</param>
    /// <param name="cancellationToken">Checked at every member.</param>
    public static EvidenceTable Read(
        IEnumerable<INamedTypeSymbol> types,
        HashSet<string> members,
        NamePatterns teardownMethods,
        ChangesSource changesOf,
        KeptFacts kept,
        CancellationToken cancellationToken)
    {
        var code = RelevantCode.Read(types, members, teardownMethods, changesOf, kept, cancellationToken);
        var facts = code.ByType;
        var table = new EvidenceTable(code);
        var helpers = TeardownHelpers.Of(facts, teardownMethods);
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
        var evidence = OfOtherWrites(holder, member, isMany);
        var own = _ownWrites.Of(holder, member);
        foreach (var (writer, write) in own)
            evidence |= OfWrite(write, isMany) | OfParameter(writer, write, holder);
        if (IsTornDown(holder, member) || own.Any(w => IsSetter(w.Write) && IsTornDown(holder, w.Write.Method)))
            evidence |= MemberEvidence.TornDown;
        return evidence;
    }

    /// <summary>The names of the classes that everything stored in a member is made of, or null where something else may be stored.</summary>
    public HashSet<string>? MadeTypes(INamedTypeSymbol holder, string member)
    {
        if (HintsOf(holder).Any(hint => _otherWrites.ContainsKey((member, hint))))
            return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, write) in _ownWrites.Of(holder, member))
        {
            if (write.Value.MadeType is { } name && !write.IsAdd)
                names.Add(name);
            else if (write.Source != ValueSource.Null)
                return null;
        }

        return names.Count > 0 ? names : null;
    }

    /// <summary>The names of the members of other objects that the member is set to: <c>Next</c> for <c>_head = _head.Next</c>.</summary>
    public IEnumerable<string> MovesAlong(INamedTypeSymbol holder, string member) =>
        _ownMoves.Of(holder, member).Concat(HintsOf(holder).SelectMany(hint => _otherMoves.TryGetValue((member, hint), out var links) ? links : []));

    /// <summary>
    /// All that is ever stored in the member is what its own type has looked for and may not have found. Whoever looks again finds
    /// something else, or nothing.
    /// </summary>
    public bool IsLookedUp(INamedTypeSymbol holder, string member)
    {
        var own = _ownWrites.Of(holder, member);
        return own.Any(static w => w.Write.Source == (ValueSource.Other | ValueSource.Null))
            && own.All(static w => w.Write is { Source: ValueSource.Null or (ValueSource.Other | ValueSource.Null), Place: CodePlace.Later, IsAdd: false })
            && !HintsOf(holder).Any(hint => _otherWrites.ContainsKey((member, hint)));
    }

    private MemberEvidence OfOtherWrites(INamedTypeSymbol holder, string member, bool isMany)
    {
        var evidence = MemberEvidence.None;
        foreach (var hint in HintsOf(holder))
        {
            if (_otherWrites.TryGetValue((member, hint), out var found))
                evidence |= isMany ? found.Many : found.One;
        }

        return evidence;
    }

    /// <summary>The written-out type names that may mean the holder; "" for none.</summary>
    private IEnumerable<string> HintsOf(INamedTypeSymbol holder) =>
        _namesBelow.TryGetValue(holder, out var names) ? names.Prepend("") : ["", holder.Name];

    private bool IsTornDown(INamedTypeSymbol holder, string member) =>
        _ownClears.Of(holder, member).Count > 0 || HintsOf(holder).Any(hint => _otherClears.Contains((member, hint)));

    /// <summary>A property's setter stores its value in the member: who writes the property writes the member.</summary>
    private static bool IsSetter(MemberWrite write) => (write.Source & ValueSource.HandedIn) != 0 && write.Method != ".ctor";

    /// <summary>What a write tells about the member, whoever holds it.</summary>
    private static MemberEvidence OfWrite(MemberWrite write, bool isMany)
    {
        var evidence = MemberEvidence.None;
        var source = write.Source;
        if (write.IsAdd ? write.OnThis : (source & ValueSource.Made) != 0 && !isMany)
            evidence |= MemberEvidence.Made;
        if ((source & ValueSource.This) != 0 && !write.OnThis)
            evidence |= MemberEvidence.GivenThis;
        if ((source & ValueSource.HandedIn) != 0 && !write.IsAdd)
            evidence |= MemberEvidence.HandedIn;
        if (write.IsAdd || write.Place == CodePlace.Later)
            evidence |= MemberEvidence.WrittenLater;
        if ((source & (ValueSource.PassesThis | ValueSource.This)) != 0)
            evidence |= MemberEvidence.ValueKnowsOwner;
        return evidence;
    }

    /// <summary><c>new Child(this)</c>, <c>child.SetParent(this)</c>: the parameter that ends up in the member is somebody's <c>this</c>.</summary>
    private MemberEvidence OfParameter(INamedTypeSymbol writer, MemberWrite write, INamedTypeSymbol holder)
    {
        var isDerivedsThis = (write.Source & ValueSource.This) != 0 && !SymbolEqualityComparer.Default.Equals(writer, holder);
        var isParameter = (write.Source & ValueSource.HandedIn) != 0 && !write.IsAdd;
        return isDerivedsThis || (isParameter && IsGivenThis(writer, write, holder)) ? MemberEvidence.GivenThis : MemberEvidence.None;
    }

    /// <summary>Somebody passes <c>this</c> for the very parameter, or assigns it to the property, that the write stores.</summary>
    private bool IsGivenThis(INamedTypeSymbol writer, MemberWrite write, INamedTypeSymbol holder)
    {
        if (write.Method == ".ctor")
            return IsPassedThis(_thisToType, writer.Name) || IsPassedThis(_thisToType, "");
        return IsPassedThis(_thisToMethod, write.Method)
            || (OfOtherWrites(holder, write.Method, isMany: false) & MemberEvidence.GivenThis) != 0
            || _ownWrites.Of(holder, write.Method).Any(static w => (w.Write.Source & ValueSource.This) != 0);

        bool IsPassedThis(Dictionary<string, HashSet<int>> passed, string name) =>
            passed.TryGetValue(name, out var positions) && (positions.Contains(write.Value.Parameter) || positions.Contains(StoredValue.NoParameter));
    }

    private void Index(INamedTypeSymbol type, CodeFacts facts, Func<string, bool> isTeardown)
    {
        foreach (var write in facts.Writes)
        {
            if (write.OnThis)
            {
                _ownWrites.Add(SelfAndBases(type), write.Member, (type, write));
                continue;
            }

            var key = (write.Member, write.TypeHint ?? "");
            _otherWrites.TryGetValue(key, out var known);
            _otherWrites[key] = (known.One | OfWrite(write, isMany: false), known.Many | OfWrite(write, isMany: true));
        }

        foreach (var move in facts.Moves)
        {
            if (move.OnThis)
            {
                _ownMoves.Add(SelfAndBases(type), move.Member, move.From);
                continue;
            }

            var key = (move.Member, move.TypeHint ?? "");
            if (!_otherMoves.TryGetValue(key, out var links))
                _otherMoves.Add(key, links = new HashSet<string>(StringComparer.Ordinal));
            links.Add(move.From);
        }

        foreach (var argument in facts.ThisArguments)
        {
            if (argument.Type is { } created)
                Add(_thisToType, created, argument.Position);
            else if (argument.Method is { } method)
                Add(_thisToMethod, method, argument.Position);
        }

        foreach (var clear in facts.Clears)
        {
            if (!isTeardown(clear.Method))
                continue;
            if (clear.OnThis)
                _ownClears.Add(SelfAndBases(type), clear.Member, clear);
            else
                _otherClears.Add((clear.Member, clear.TypeHint ?? ""));
        }
    }

    internal static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None } && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
            yield return current.OriginalDefinition;
    }

    private static void Add(Dictionary<string, HashSet<int>> index, string key, int position)
    {
        if (!index.TryGetValue(key, out var positions))
            index.Add(key, positions = []);
        positions.Add(position);
    }
}
