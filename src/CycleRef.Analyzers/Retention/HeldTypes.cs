using System.Collections.Generic;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>
/// What a variable of a type keeps alive: the class itself, or what lies behind arrays, collections, tuples, Lazy, Task, Nullable,
/// structs and type parameters. Weak holders, delegates and <c>object</c> keep nothing that a type could tell.
/// </summary>
internal sealed class HeldTypes(KnownTypes known, IAssemblySymbol source)
{
    /// <summary>Containers of containers: deeper than people nest them, and an end to structs and constraints that contain themselves.</summary>
    private const int MaxDepth = 8;

    /// <summary>Held types of one member: a struct of more than this is not worth following.</summary>
    private const int MaxHeld = 64;

    public List<HeldType> Of(ITypeSymbol storage, INamedTypeSymbol holder)
    {
        var held = new List<HeldType>();
        var open = new Stack<(ITypeSymbol Type, bool IsMany, bool CanChange, int Depth)>();
        open.Push((storage, false, false, 0));
        var seen = new HashSet<(ITypeSymbol Type, bool IsMany, bool CanChange)>();
        while (open.Count > 0 && held.Count < MaxHeld)
        {
            var (type, isMany, canChange, depth) = open.Pop();
            // Structs of structs name few types many times.
            if (depth > MaxDepth || (depth > 1 && !seen.Add((type, isMany, canChange))))
                continue;
            switch (type)
            {
                case IArrayTypeSymbol array:
                    open.Push((array.ElementType, true, true, depth + 1));
                    break;
                case ITypeParameterSymbol parameter:
                    foreach (var constraint in parameter.ConstraintTypes)
                        open.Push((constraint, isMany, canChange, depth + 1));
                    break;
                case INamedTypeSymbol named when MayHold(named):
                    AddNamed(named, isMany, canChange, depth);
                    break;
            }
        }

        return held;

        void AddNamed(INamedTypeSymbol named, bool isMany, bool canChange, int depth)
        {
            if (named.IsTupleType)
            {
                foreach (var element in named.TupleElements)
                    open.Push((element.Type, isMany, canChange, depth + 1));
            }
            else if (IsSource(named))
            {
                if (!named.IsValueType)
                    Add(named, isMany, canChange);
                else
                    PushFields(named, isMany, canChange, depth);
            }
            else if (named.IsGenericType)
            {
                var holding = known.HoldingOfArguments(named);
                if (holding == Holding.None)
                    return;
                var mayChange = canChange || !known.IsReadOnlyContainer(named);
                foreach (var argument in named.TypeArguments)
                    open.Push((argument, isMany || holding == Holding.Many, mayChange, depth + 1));
            }
            else if (known.MayHavePeers && !named.IsValueType)
            {
                // A library type says nothing about source types, except that a native peer of ours may stand behind it.
                Add(named, isMany, canChange);
            }
        }

        void PushFields(INamedTypeSymbol carrier, bool isMany, bool canChange, int depth)
        {
            foreach (var member in carrier.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false } field && !StorageMembers.IsBackReference(field))
                    open.Push((field.Type, isMany, canChange, depth + 1));
            }
        }

        void Add(INamedTypeSymbol named, bool isMany, bool canChange)
        {
            var entry = new HeldType(named, isMany, canChange);
            if (!known.IsSafe(holder, named) && !held.Contains(entry))
                held.Add(entry);
        }
    }

    public bool IsSource(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition.ContainingAssembly, source);

    private bool MayHold(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Struct
        && (type.SpecialType == SpecialType.None || type.IsGenericType)
        && !known.IsWeakHolder(type);
}
