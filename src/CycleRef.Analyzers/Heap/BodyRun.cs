using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>One exploration of one body: its objects and its budget.</summary>
internal sealed class BodyRun
{
    private readonly int _maxSteps;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<IMethodSymbol, int> _running = new(SymbolEqualityComparer.Default);
    private readonly HashSet<(IMethodSymbol Method, CallContext Context)> _used = [];
    private readonly HashSet<ControlFlowGraph> _included = [];
    private int _steps;

    public BodyRun(HeapServices services, IMethodSymbol method, CapturedVariables captured, int callDepth, int maxSteps, CancellationToken cancellationToken)
    {
        Services = services;
        Method = method;
        Captured = captured;
        CallDepth = callDepth;
        _maxSteps = maxSteps;
        _cancellationToken = cancellationToken;
        // A call of the body inside itself has variables of its own.
        _running.Add(method, 1);
    }

    public HeapServices Services { get; }

    public IMethodSymbol Method { get; }

    /// <summary>What the functions of the body capture, and those of callees whose variables are known here.</summary>
    public CapturedVariables Captured { get; private set; }

    /// <summary>For a body that is reported on: the types whose links it may close. A call that leads to none of them is not followed.</summary>
    public ITypeSymbol[]? Relevant { get; set; }

    /// <summary>The statements <c>publisher.Event += handler</c> of the body.</summary>
    public HashSet<SyntaxNode> Subscriptions { get; } = [];

    /// <summary>
    /// What the body removes from events, on any path: <c>if (_old != null) _old.Changed -= handler; _old = value; value.Changed += handler</c>
    /// lets go of the one publisher when it takes the next.
    /// </summary>
    public HashSet<(string Event, int Publisher, int Handler)> Unsubscriptions { get; } = [];

    /// <summary>Members that are null on a way out of the body, with what set them so: also on ways of which there were too many to be kept.</summary>
    public HashSet<(Slot Slot, SyntaxNode Syntax)> Cleared { get; } = [];

    /// <summary>How many further calls deep callees are followed.</summary>
    public int CallDepth { get; }

    public ObjectTable Objects { get; } = new();

    public bool GaveUp { get; private set; }

    public int Steps => _steps;

    public CancellationToken CancellationToken => _cancellationToken;

    /// <summary>A call was not followed because the depth was used up.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The operations evaluated for the summaries of callees.</summary>
    public int CalleeSteps { get; private set; }

    /// <summary>The levels of calls that were followed.</summary>
    public int Height { get; private set; }

    /// <summary>What is known of the call that the body is run for.</summary>
    public CallContext Context { get; init; }

    /// <summary>A virtual call on its own instance was not followed, for the exact type of that is not known.</summary>
    public bool AsksForType { get; set; }

    /// <summary>A static member of a type parameter was not followed.</summary>
    public bool AsksForArguments { get; set; }

    /// <summary>The body has made a lazy value or an iterator.</summary>
    public bool RunsLater { get; set; }

    /// <summary>Whether the code of an iterator may overwrite something, as far as that was asked.</summary>
    public Dictionary<IMethodSymbol, bool> Changing { get; } = new(SymbolEqualityComparer.Default);

    public void Cut() => IsCut = true;

    public void Used(IMethodSymbol method, CallContext context, Summary summary)
    {
        IsCut |= summary.IsCut;
        Height = System.Math.Max(Height, summary.Height + 1);
        if (Services.Effort.CalleeSteps is not { } limit || !_used.Add((method, context)))
            return;
        CalleeSteps += summary.Weight + Bounds.StepsOfBinding;
        GaveUp |= CalleeSteps > limit;
    }

    /// <summary>An iterator that is a local function of a callee runs here: what it captured is in closures, as it is in the callee.</summary>
    public void Include(ControlFlowGraph function)
    {
        var body = function;
        while (body.Parent is not null)
            body = body.Parent;
        if (_included.Add(body))
            Captured = Captured.With(CapturedVariables.Of(body.OriginalOperation, _cancellationToken));
    }

    public bool IsRunning(IMethodSymbol function) => _running.ContainsKey(function);

    /// <summary>Starts a function in place. False when that many calls of it are being run already.</summary>
    public bool Enter(IMethodSymbol function, int activations = 1)
    {
        _running.TryGetValue(function, out var running);
        if (running >= activations)
            return false;
        _running[function] = running + 1;
        return true;
    }

    public void Exit(IMethodSymbol function)
    {
        if (--_running[function] == 0)
            _running.Remove(function);
    }

    /// <summary>Counts one operation. False when the budget is spent.</summary>
    public bool Step(int cost = 1)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _steps += cost;
        if (_steps > _maxSteps)
            GaveUp = true;
        return !GaveUp;
    }
}
