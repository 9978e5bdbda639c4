using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>Calls: what a call is given, who may take it, and what an unknown one does.</summary>
internal sealed partial class Evaluator
{
    private int Invoke(IInvocationOperation invocation)
    {
        var method = ResolveStatic(invocation.TargetMethod, invocation.ConstrainedToType) ?? invocation.TargetMethod;
        var receiver = invocation.Instance is null ? NoReceiver : Eval(invocation.Instance);
        if (receiver != NoReceiver && IsCopied(invocation.Instance!))
            receiver = Copy(receiver, invocation.Syntax);
        var (values, references) = Arguments(invocation.Arguments, method);
        if (_state.IsDead)
            return ObjectTable.NoValue;
        if (receiver != NoReceiver && method.ContainingType?.IsValueType != true && !Use(receiver))
            return ObjectTable.NoValue;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return InvokeDelegate(receiver, values, invocation.Syntax, invocation.Type);
        if (method.Name == "<Clone>$" && method.ContainingType is { } record)
            return Clone(receiver, Objects[receiver] is { IsMade: true, Type: INamedTypeSymbol exact } ? exact : record, invocation.Syntax);
        var call = new Call(method, receiver, values, references, invocation.Syntax, invocation.Type);
        return method.ReturnsByRef ? CallByReference(call, invocation.IsVirtual) : Perform(call, invocation.IsVirtual);
    }

    private const int NoReceiver = -1;

    /// <summary>A structure that a property returns, or that lies in a readonly field, is copied before its method runs.</summary>
    private bool IsCopied(IOperation receiver) => receiver switch
    {
        IPropertyReferenceOperation { Property: { ReturnsByRef: false, ReturnsByRefReadonly: false } } => true,
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => _run.Method.MethodKind != MethodKind.Constructor || !SymbolEqualityComparer.Default.Equals(field.ContainingType.OriginalDefinition, _run.Method.ContainingType),
        _ => false,
    };

    private (int[] Values, Place[]? References) Arguments(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method)
    {
        var values = new int[method.Parameters.Length];
        Place[]? references = null;
        foreach (var argument in arguments)
        {
            var ordinal = argument.Parameter?.Ordinal ?? -1;
            if (ordinal < 0 || ordinal >= values.Length)
            {
                Escape(Eval(argument.Value));
                continue;
            }

            if (argument.Parameter!.RefKind is RefKind.Ref or RefKind.Out)
            {
                references ??= Enumerable.Repeat(Place.Nowhere, values.Length).ToArray();
                references[ordinal] = PlaceOf(argument.Value);
                values[ordinal] = argument.Parameter.RefKind == RefKind.Out ? ObjectTable.NoValue : Load(references[ordinal]);
            }
            else
            {
                values[ordinal] = Copy(Eval(argument.Value), argument.Syntax);
            }
        }

        return (values, references);
    }

    private int CallMethod(IMethodSymbol method, int receiver, int[] arguments, Place[]? references, SyntaxNode site, ITypeSymbol? type, bool isVirtual = false) =>
        Perform(new Call(method, receiver, arguments, references, site, type), isVirtual);

    private int Perform(Call call, bool isVirtual)
    {
        var target = isVirtual ? Resolve(call.Method, call.Receiver) : call.Method;
        if (target is null)
            return CallUnknown(call);
        var method = (target.ReducedFrom ?? target).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (method.MethodKind == MethodKind.LocalFunction)
            return CallLocal(call, method, _graph, _this);
        if (method.DeclaringSyntaxReferences.Length == 0 && !method.IsImplicitlyDeclared)
            return CallLibrary(call with { Method = target });
        // What the compiler writes for a record compares and prints its values.
        if (method is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true, Name: "ToString" or "Equals" or "GetHashCode" or "PrintMembers" })
            return Result(call);
        AskElsewhere(call);
        foreach (var argument in call.Arguments)
            CalledElsewhere(argument, onlyMany: true);
        if ((!CanMatter(call) || _run.Services.Bodies.IsInert(method)) && !MethodBodies.NeverReturns(method))
        {
            SetReferences(call, null);
            Doubt(call, method);
            return MethodBodies.ConstantOf(method) is { } constant ? constant ? ObjectTable.True : ObjectTable.False : Result(call);
        }

        if (CreateIterator(call, method) is { } sequence)
            return sequence;
        // Who is given an iterator may run its code.
        foreach (var argument in call.Arguments.Where(a => Objects[a].Iterator is not null))
            RunElsewhere(argument);
        if (_run.CallDepth <= 0)
        {
            _run.Cut();
            return CallUnknown(call);
        }

        if (call.Arguments.Any(KnowsVariables) && _run.Services.Bodies.Of(method, _run.CancellationToken) is { Graph: { } body, IsIterator: false } && method.MethodKind != MethodKind.Constructor)
        {
            if (body.LocalFunctions.Any(MethodBodies.IsIterator))
                _run.Include(body);
            return Inline(call, method, body, call.Receiver == NoReceiver ? ObjectTable.NoValue : call.Receiver, frame: call.Site);
        }

        if (SummaryOf(method, call) is { } summary)
            return Apply(summary, call);
        return CallUnknown(call);
    }

    /// <summary>A callee that is given nothing which leads to a cycle cannot close one, nor break one.</summary>
    private bool CanMatter(Call call)
    {
        if (call.References is not null || (call.Type is { IsReferenceType: true } result && Leads(result)))
            return true;
        return (call.Receiver != NoReceiver && (Leads(Objects[call.Receiver].Type) || KeepsWhatMatters(call.Receiver, Leads))) || call.Arguments.Any(a => Objects[a].HasEdges && (Objects[a].Kind == ObjectKind.Delegate || Leads(Objects[a].Type) || KeepsWhatMatters(a, Leads)));

        bool Leads(ITypeSymbol? type) => type is null or { SpecialType: SpecialType.System_Object } || Members.HoldsReference(type)
            || (_run.Relevant is { } relevant ? relevant.Any(holder => _run.Services.Gate.CanCloseCycle(holder, type)) : _run.Services.Gate.LeadsToCycle(type));
    }

    /// <summary>A call that nothing is known of: it stores nothing, and what it is given may be held elsewhere from now on.</summary>
    private int CallUnknown(Call call)
    {
        var tearsDown = _run.Services.Teardowns.SoundsLikeTeardown(call.Method.Name);
        if (call.Receiver != NoReceiver)
            Escape(call.Receiver);
        foreach (var argument in call.Arguments)
        {
            Escape(argument);
            if (tearsDown)
                TearDown(argument);
        }

        if (tearsDown && call.Receiver != NoReceiver)
            TearDown(call.Receiver);
        SetReferences(call, null);
        return Result(call);
    }

    private int Result(Call call)
    {
        if (call.Type is null || call.Type.SpecialType == SpecialType.System_Void)
            return ObjectTable.NoValue;
        // Numbers and conditions: the same question has the same answer within one turn of a loop. Objects: each call may give another.
        return call.Type.IsValueType && !CarriesReferences(call.Type)
            ? Objects.OfExpression("call", call.Receiver, _state.Turn(GraphWalker.LoopTurns), (call.Method.OriginalDefinition, string.Join(",", call.Arguments)))
            : Objects.Unknown(call.Type, -1, call.Site, _state.NextRound(call.Site));
    }

    private void SetReferences(Call call, int[]? values)
    {
        if (call.References is null)
            return;
        for (var i = 0; i < call.References.Length; i++)
        {
            if (call.References[i].Kind != PlaceKind.Nowhere)
                Store(call.References[i], values?[i] ?? Objects.Unknown(call.References[i].Type, -1, (call.Site, i), _state.NextRound(call.Site)), call.Site);
        }
    }

    private void Escape(int value)
    {
        if (!Objects[value].HasEdges || _state.Escaped.Contains(value))
            return;
        _state.Escaped = _state.Escaped.Add(value);
        CalledElsewhere(value);
    }

    /// <summary>Something may have been taken out of whatever the call is given, unseen: what is written through a reference, what an iterator does later.</summary>
    private void TearDownAll(Call call)
    {
        if (call.Receiver != NoReceiver)
            TearDown(call.Receiver);
        foreach (var argument in call.Arguments)
            TearDown(argument);
    }

    /// <summary>The same where nobody knows of which object.</summary>
    private void TearDownEverything()
    {
        for (var id = 0; id < Objects.Count; id++)
            TearDown(id);
    }

    private void TearDown(int value)
    {
        if (Objects[value].HasEdges)
            _state.TornDown = _state.TornDown.Add(value);
    }

    /// <summary>A call with its operands evaluated.</summary>
    internal sealed record Call(IMethodSymbol Method, int Receiver, int[] Arguments, Place[]? References, SyntaxNode Site, ITypeSymbol? Type);
}
