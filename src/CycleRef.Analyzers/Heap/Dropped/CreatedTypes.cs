using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// What the types of objects say of links that a call may make: whether one leads to the other over declared members, and whether code of a
/// type ever hands out its own instance. No body is bound. Null stands for a type that is not known, of which everything is possible.
/// </summary>
internal sealed class CreatedTypes
{
    public const string Constructor = ".ctor";

    /// <summary>A member that leads to more of its type's members may do anything.</summary>
    private const int MaxMembers = 60;

    private readonly SourceNames _names;
    private readonly DeclaredTypesGate _gate;
    private readonly ConcurrentDictionary<(string From, string To), bool> _reach = new();
    private readonly ConcurrentDictionary<(string Type, string Member), bool> _handOut = new();

    public CreatedTypes(SourceNames names, DeclaredTypesGate gate)
    {
        _names = names;
        _gate = gate;
        Code = new CalledCode(names);
    }

    public CalledCode Code { get; }

    /// <summary>An object of the one type may come to hold one of the other, at once or through others.</summary>
    public bool MayReach(string? from, string? to) =>
        from is null || to is null || _reach.GetOrAdd((from, to), pair => _names.Types(pair.From).Any(f => _names.Types(pair.To).Any(t => _gate.Reaches(f, t))));

    /// <summary>
    /// The member of the type, or what it calls of the type's other members, uses <c>this</c> as a value: passes it on, stores it. A member that the
    /// type does not have is an extension, which may do anything.
    /// </summary>
    public bool HandsItselfOut(string? type, string? member) =>
        type is null || member is null || _handOut.GetOrAdd((type, member), pair => _names.Types(pair.Type).Any(t => HandsItselfOut(t, pair.Member)));

    /// <summary>Writing the property runs code.</summary>
    public bool RunsCode(string type, string property) =>
        _names.Types(type).SelectMany(BaseTypes).SelectMany(t => t.GetMembers(property)).OfType<IPropertySymbol>().Any(p => p.DeclaringSyntaxReferences.Length > 0 && !Members.IsAuto(p, setter: true));

    private static bool HandsItselfOut(INamedTypeSymbol type, string member)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { member };
        var pending = new Stack<string>(seen);
        var isKnown = false;
        while (pending.Count > 0 && seen.Count < MaxMembers)
        {
            var name = pending.Pop();
            foreach (var declaration in BaseTypes(type).SelectMany(t => t.GetMembers(name)).SelectMany(static m => m.DeclaringSyntaxReferences).Select(static r => r.GetSyntax()))
            {
                isKnown = true;
                // That of a primary constructor is the type's.
                foreach (var node in declaration is TypeDeclarationSyntax ? [] : declaration.DescendantNodes())
                {
                    if (IsThisAsValue(node))
                        return true;
                    if (OwnMember(node) is { } called && seen.Add(called))
                        pending.Push(called);
                }
            }

            isKnown |= name == Constructor;
        }

        return !isKnown || seen.Count >= MaxMembers;
    }

    /// <summary>A member of the same object that is called or written.</summary>
    private static string? OwnMember(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: SimpleNameSyntax called } => called.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InstanceExpressionSyntax, Name.Identifier.ValueText: var called } } => called,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var property } } => property,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: InstanceExpressionSyntax, Name.Identifier.ValueText: var property } } => property,
        ConstructorInitializerSyntax { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword } => Constructor,
        _ => null,
    };

    private static bool IsThisAsValue(SyntaxNode node) =>
        node is ThisExpressionSyntax && !(node.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax);

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        var steps = 0;
        for (var current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
            yield return current;
    }
}
