using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>The methods of each type that run because something is torn down: what a teardown method calls, in its own type and in that of its owner.</summary>
internal static class TeardownHelpers
{
    /// <param name="facts">What the code of each type does.</param>
    /// <param name="teardownMethods">Names of methods in which a type lets go of what it holds.</param>
    public static Dictionary<INamedTypeSymbol, HashSet<string>> Of(Dictionary<INamedTypeSymbol, CodeFacts> facts, NamePatterns teardownMethods)
    {
        var helpers = OwnHelpers(facts, teardownMethods);
        var ofOwners = new List<(INamedTypeSymbol Type, string Method)>();
        foreach (var pair in facts)
        {
            foreach (var call in pair.Value.HandingCalls)
            {
                if ((teardownMethods.Matches(call.Caller) || helpers[pair.Key].Contains(call.Caller)) && TypeOf(pair.Key, call.Receiver) is { } owner)
                    ofOwners.AddRange(facts.Keys.Where(type => MayBe(type, owner)).Select(type => (type, call.Callee)));
            }
        }

        // Only now: who is an owner here does not make another one there.
        foreach (var (type, method) in ofOwners)
            helpers[type].Add(method);
        return helpers;
    }

    /// <summary>
    /// The methods that a teardown method of the type, of a base or of a derived type calls: one call deep. A base class's Dispose
    /// calls what a derived class overrides, and the other way round.
    /// </summary>
    private static Dictionary<INamedTypeSymbol, HashSet<string>> OwnHelpers(Dictionary<INamedTypeSymbol, CodeFacts> facts, NamePatterns teardownMethods)
    {
        var helpers = new Dictionary<INamedTypeSymbol, HashSet<string>>(SymbolEqualityComparer.Default);
        foreach (var type in facts.Keys)
            helpers.Add(type, new HashSet<string>(StringComparer.Ordinal));
        foreach (var pair in facts)
        {
            var called = pair.Value.OwnCalls.Where(call => teardownMethods.Matches(call.Caller)).Select(static call => call.Callee).ToList();
            foreach (var type in EvidenceTable.SelfAndBases(pair.Key))
            {
                if (helpers.TryGetValue(type, out var ofBase))
                    ofBase.UnionWith(called);
            }
        }

        foreach (var pair in helpers)
        {
            foreach (var type in EvidenceTable.SelfAndBases(pair.Key).Skip(1))
            {
                if (facts.TryGetValue(type, out var ofBase))
                    pair.Value.UnionWith(ofBase.OwnCalls.Where(call => teardownMethods.Matches(call.Caller)).Select(static call => call.Callee));
            }
        }

        return helpers;
    }

    /// <summary>The declared type of a member of the type, its own or inherited.</summary>
    private static INamedTypeSymbol? TypeOf(INamedTypeSymbol type, string member)
    {
        foreach (var level in EvidenceTable.SelfAndBases(type))
        {
            foreach (var symbol in level.GetMembers(member))
            {
                if ((symbol as IFieldSymbol)?.Type is INamedTypeSymbol field)
                    return field.OriginalDefinition;
                if ((symbol as IPropertySymbol)?.Type is INamedTypeSymbol property)
                    return property.OriginalDefinition;
            }
        }

        return null;
    }

    /// <summary>The type declares, inherits or overrides the methods of the owner.</summary>
    private static bool MayBe(INamedTypeSymbol type, INamedTypeSymbol owner) =>
        EvidenceTable.SelfAndBases(type).Contains(owner, SymbolEqualityComparer.Default)
        || EvidenceTable.SelfAndBases(owner).Contains(type, SymbolEqualityComparer.Default)
        || (owner.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, owner)));
}
