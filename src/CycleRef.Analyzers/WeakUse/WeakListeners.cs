using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>Which types are weak listeners, and which methods hold the target of a delegate weakly: of those that the compilation knows.</summary>
internal sealed class WeakListeners
{
    /// <summary>What a weak listener has in its name, whoever wrote it.</summary>
    public const string NamePart = "Weak";

    private readonly TypeIdSet<bool> _listeners = new();
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);
    private readonly Lazy<TargetHolders> _targetHolders;

    public WeakListeners(KnowledgeBase knowledge, Compilation compilation)
    {
        foreach (var row in knowledge.Rows(TableNames.WeakListeners, "instance"))
            _listeners.Add(row.Id, true);
        var targets = knowledge.Rows(TableNames.WeakListeners, "target").ToList();
        foreach (var row in targets)
            _methods.Add(row.ConditionId);
        _targetHolders = new(() => new TargetHolders(targets, compilation));
    }

    /// <summary>By names: a method of this name may hold a delegate's target weakly. A static one is called on the name of its type.</summary>
    public bool MayHoldTargetWeakly(string method, string? receiver) => _methods.Contains(method) && _targetHolders.Value.May(method, receiver);

    public bool HoldsTargetWeakly(IMethodSymbol method) => _targetHolders.Value.Has(method);

    /// <summary>
    /// Known by the table, or by its shape: a generic type of this source, called Weak-something, that has a weak reference to an object of its own
    /// type parameter and calls delegates with that object.
    /// </summary>
    public bool IsListener(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (_listeners.Contains(type))
            return true;
        return type.IsGenericType
            && type.Name.Contains(NamePart)
            && type.DeclaringSyntaxReferences.Length > 0
            && type.GetMembers().OfType<IFieldSymbol>().Any(static field => !field.IsStatic && HoldsParameterWeakly(field.Type))
            && type.GetMembers().OfType<IFieldSymbol>().Any(static field => !field.IsStatic && TakesInstance(field.Type));
    }

    /// <summary>The delegate is handed the instance as its first parameter.</summary>
    public static bool TakesInstance(ITypeSymbol type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod.Parameters: { Length: > 0 } parameters } && parameters[0].Type is ITypeParameterSymbol;

    private static bool HoldsParameterWeakly(ITypeSymbol type) =>
        WeakReferenceTypes.IsOne(type) && ((INamedTypeSymbol)type).TypeArguments.All(static argument => argument is ITypeParameterSymbol);

    /// <summary>The types of the table that the compilation knows. To look for them costs more than most files have to pay.</summary>
    private sealed class TargetHolders
    {
        private readonly TypeIdSet<List<string>> _types = new();
        private readonly HashSet<(string Method, string Receiver)> _calls = [];

        public TargetHolders(IEnumerable<KnowledgeRow> targets, Compilation compilation)
        {
            foreach (var rows in targets.GroupBy(static row => row.Id))
            {
                // Their methods have everyday names: Subscribe is looked up only where one of these types can be meant.
                if (compilation.GetTypesByMetadataName(rows.Key.StartsWith("T:", StringComparison.Ordinal) ? rows.Key.Substring(2) : rows.Key).FirstOrDefault() is not { } type)
                    continue;
                _types.Add(rows.Key, rows.Select(static row => row.ConditionId).ToList());
                foreach (var row in rows)
                    _calls.Add((row.ConditionId, type.GetMembers(row.ConditionId) is { IsEmpty: false } members && members.All(static member => member.IsStatic) ? type.Name : ""));
            }
        }

        public bool May(string method, string? receiver) => _calls.Contains((method, "")) || (receiver is not null && _calls.Contains((method, receiver)));

        public bool Has(IMethodSymbol method)
        {
            for (var type = method.ContainingType; type is not null; type = type.BaseType)
            {
                if (_types.TryGet(type, out var methods) && methods.Contains(method.Name))
                    return true;
            }

            return false;
        }
    }
}
