using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// The program's own members that a call by its name may run, and what they do to what they are given, by the syntax of their bodies. Declarations are
/// asked for, never a body. Each is looked at once per compilation.
/// </summary>
internal sealed class CalledCode(SourceNames names, SketchMemory.Pool memory)
{
    /// <summary>A helper that calls a helper that calls a helper.</summary>
    public const int MaxDepth = 3;

    /// <summary>A call that may run more members than these is as unknown as one of a library.</summary>
    private const int MaxCallees = 8;

    private readonly ConcurrentDictionary<(SyntaxNode Declaration, int CallsLeft), CalleeEffects> _effects = new();

    public SourceNames Names => names;

    public SketchMemory.Pool Memory => memory;

    /// <summary>The code that the call may run; none if no member of the program fits; null if that is not known.</summary>
    public List<Callee>? CalleesOf(SketchedCall call, CancellationToken cancellationToken)
    {
        var members = call.Kind == CalleeKind.Constructor ? names.Types(call.Name!).SelectMany(static type => type.Constructors) : OfReceiver(call);
        if (members is null)
            return null;
        var callees = new List<Callee>();
        var isOpen = false;
        foreach (var member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsCalled(member, call))
                continue;
            if (member.Callee is not { } callee)
                isOpen |= member.IsOpen;
            else if (callees.Count == MaxCallees)
                return null;
            else
                callees.Add(callee);
        }

        return callees.Count == 0 && isOpen ? null : callees;
    }

    public CalleeEffects EffectsOf(Callee callee, int callsLeft, CancellationToken cancellationToken)
    {
        var key = (callee.Declaration, callsLeft);
        if (!_effects.TryGetValue(key, out var effects))
            _effects[key] = effects = BodySketch.EffectsOf(callee, names, this, callsLeft, cancellationToken);
        return effects;
    }

    /// <summary>The type, or a base of it in the program, has a member of this name.</summary>
    public bool IsDeclaredBy(string name, string? type) => type is not null && WithBases(type).Any(declared => declared.Members.Exists(member => member.Name == name));

    /// <summary>The members of the name that an object of the receiver's type has; of all types, where the type does not settle it; null for too many.</summary>
    private IReadOnlyList<DeclaredMember>? OfReceiver(SketchedCall call)
    {
        if (call.ReceiverType is { } type && OwnOf(type, call) is { Count: > 0 } own && (call.IsExact || !own.Exists(static member => member.IsVirtual)))
            return own;
        return names.IsCommonMember(call.Name!) ? null : names.Members(call.Name!);
    }

    /// <summary>Those of the type itself, or of the nearest base that has some.</summary>
    private List<DeclaredMember> OwnOf(string type, SketchedCall call)
    {
        var own = new List<DeclaredMember>();
        string? of = null;
        foreach (var declaring in WithBases(type))
        {
            // All parts of one type, and no further type.
            if (of is not null && of != declaring.Name)
                break;
            foreach (var member in declaring.Members)
            {
                if (member.Name == call.Name && (member.Syntax is not MethodDeclarationSyntax || IsCalled(member, call)))
                    own.Add(member);
            }

            if (own.Count > 0)
                of = declaring.Name;
        }

        return own;
    }

    private static bool IsCalled(DeclaredMember member, SketchedCall call) => call.Kind switch
    {
        CalleeKind.Setter => member.Syntax is BasePropertyDeclarationSyntax and not EventDeclarationSyntax,
        CalleeKind.Method => member.Syntax is MethodDeclarationSyntax method && Accepts(method.ParameterList, method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true, call.Arguments.Length),
        _ => Accepts(Callee.ParametersOf(member.Syntax), isExtension: false, call.Arguments.Length),
    };

    /// <summary>It takes as many arguments as the call gives.</summary>
    private static bool Accepts(ParameterListSyntax? list, bool isExtension, int given)
    {
        var parameters = list?.Parameters ?? default;
        var isOpen = parameters.Count > 0 && parameters[parameters.Count - 1].Modifiers.Any(SyntaxKind.ParamsKeyword);
        var needed = 0;
        foreach (var parameter in parameters)
            needed += IsOptional(parameter) ? 0 : 1;
        return Fits(given) || (isExtension && Fits(given + 1));

        bool Fits(int count) => (count <= parameters.Count || isOpen) && needed <= count;
    }

    private static bool IsOptional(ParameterSyntax parameter) =>
        parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)
        || parameter.AttributeLists.Any(static list => list.Attributes.Any(static attribute => DeclaredType.SimpleNameOf(attribute.Name) is "Optional" or "OptionalAttribute"));

    /// <summary>
    /// The declarations of the types of this name, then those of their bases that the program declares, the nearest first, and at last those of their interfaces:
    /// what a class inherits is called, not what an interface asks for.
    /// </summary>
    private IEnumerable<DeclaredType> WithBases(string type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { type };
        var classes = new Queue<string>(seen);
        var interfaces = new Queue<string>();
        while (classes.Count + interfaces.Count > 0 && seen.Count <= Bounds.MaxBaseTypes)
        {
            var mayWait = classes.Count > 0;
            var name = mayWait ? classes.Dequeue() : interfaces.Dequeue();
            var types = names.Types(name);
            if (mayWait && types.Count > 0 && types.All(static declared => declared.IsInterface) && name != type)
            {
                interfaces.Enqueue(name);
                continue;
            }

            foreach (var declared in types)
            {
                yield return declared;
                foreach (var @base in declared.Bases)
                {
                    if (seen.Add(@base))
                        classes.Enqueue(@base);
                }
            }
        }
    }
}
