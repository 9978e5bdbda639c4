using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Library members, by the model.</summary>
internal sealed partial class Evaluator
{
    private int CallLibrary(Call call)
    {
        var method = (call.Method.ReducedFrom ?? call.Method).OriginalDefinition;
        var library = _run.Services.Library;
        if (CallIterator(call, method.Name) is { } iterated)
            return iterated;
        if (method.Name == "GetEnumerator" && call.Receiver != NoReceiver && call.Arguments.Length == 0)
            return Enumerate(call);
        if (call.Receiver != NoReceiver && Objects[call.Receiver].Payload is Enumeration enumeration)
            return method.Name == "MoveNext" ? MoveNext(call.Receiver, enumeration) : ObjectTable.NoValue;
        // The first argument of an extension method is what it works on.
        var subject = call.Receiver != NoReceiver ? call.Receiver : call.Arguments.Length > 0 ? call.Arguments[0] : NoReceiver;
        var others = call.Receiver != NoReceiver ? call.Arguments : call.Arguments.Skip(1).ToArray();
        var effect = library.EffectOf(method);
        if (effect != LibraryEffect.MakesLater)
            AskElsewhere(call);
        // A static member that is given nothing works on no object: what it returns is unknown.
        if (subject == NoReceiver && effect is not (LibraryEffect.Pure or LibraryEffect.Handles))
            return CallUnknown(call);
        switch (effect)
        {
            case LibraryEffect.Pure:
                CallBack(call);
                RunElsewhere(call);
                return TryGet(call, subject) ?? Unread(call);
            case LibraryEffect.Adds:
                AddArguments(subject, others, call.Site);
                // A fluent `Add` returns the receiver; `menu.Items.Add("Cut", OnCut)` makes an item.
                return call.Type is { IsReferenceType: true } type && Objects[subject].Type is { } own && IsA(own, type) ? subject : Result(call);
            case LibraryEffect.AddsAll:
                foreach (var value in others)
                    CopyContent(Drained(value, call.Site), subject, call.Site);
                return Result(call);
            case LibraryEffect.Removes:
                foreach (var value in others.Where(v => Objects[v].HasEdges || Objects[v].Kind == ObjectKind.Value))
                    RemoveContent(subject, value);
                SetReferences(call, null);
                return Result(call);
            case LibraryEffect.TakesOut:
                ClearContent(subject, keepsOthers: true);
                SetReferences(call, null);
                return Result(call);
            case LibraryEffect.Clears:
                ClearContent(subject);
                return Result(call);
            case LibraryEffect.Copies:
                CallBack(call);
                return CopyOfContent(Drained(subject, call.Site), call.Type, call.Site);
            case LibraryEffect.CopiesAndAdds:
                var extended = CopyOfContent(Drained(subject, call.Site), call.Type, call.Site);
                AddArguments(extended, others, call.Site);
                return extended;
            case LibraryEffect.Defers:
            case LibraryEffect.Projects:
                return Query(call, subject, others, givesElements: effect == LibraryEffect.Defers);
            case LibraryEffect.MakesLater:
                return HoldFactory(call);
            case LibraryEffect.CopiesInto:
                return CopyInto(call, subject, others);
            case LibraryEffect.Reorders:
                CallBack(call);
                Reorder(subject);
                return Result(call);
            case LibraryEffect.Fills:
                ClearContent(subject);
                if (others.Length > 0)
                    AddContent(subject, others[0], call.Site);
                return Result(call);
            case LibraryEffect.Resizes:
                return Resize(call);
            case LibraryEffect.Element:
                CallBack(call);
                if (Objects[subject].Iterator is not null && others.Length == 0 && method.Name.StartsWith("First", System.StringComparison.Ordinal))
                    return FirstOf(subject, call);
                RunElsewhere(call);
                return ReadElement(subject, others.Length == 1 && Objects[others[0]].Payload is int ? others[0] : ObjectTable.NoValue, call.Type);
            case LibraryEffect.Same:
                return SameOrPart(call, subject, others);
            case LibraryEffect.Holds:
                return Hold(call);
            case LibraryEffect.Exchanges:
                return Exchange(call);
            case LibraryEffect.Handles:
                return Handle(call);
            case LibraryEffect.Frees:
                Free(call.Receiver);
                return Result(call);
            case LibraryEffect.Starts:
                Start(call);
                return Result(call);
            case LibraryEffect.Leaves:
                LeaveParent(call.Receiver);
                return Result(call);
            case LibraryEffect.Combines:
                return call.Arguments.Length == 2
                    ? method.Name == "Combine" ? Combine(call.Arguments[0], call.Arguments[1], call.Type, call.Site) : Uncombine(call.Arguments[0], call.Arguments[1], call.Type, call.Site)
                    : CallUnknown(call);
            case LibraryEffect.Calls:
                CallForEach(call, subject);
                return Result(call);
            default:
                if (method.MethodKind == MethodKind.Constructor)
                    return Construct(call);
                if (call.Arguments.Any(a => Objects[a].Target is { } target && (MayBreak(target) || Overwrites(target.Method))))
                    CallBack(call);
                RunElsewhere(call);
                return CallUnknown(call);
        }
    }

    /// <summary>Of a key and a value, or a place and a value, what holds others; of two numbers the last, so that they count.</summary>
    private void AddArguments(int collection, int[] arguments, SyntaxNode site)
    {
        foreach (var value in arguments.Any(a => Objects[a].HasEdges) ? arguments.Where(a => Objects[a].HasEdges) : arguments.Skip(arguments.Length - 1))
            AddContent(collection, value, site);
    }

    private int Unread(Call call)
    {
        SetReferences(call, null);
        return Result(call);
    }

    /// <summary>An iterator is run by code that is not followed: what it overwrites may be any link of what it knows.</summary>
    private void RunElsewhere(Call call)
    {
        foreach (var sequence in call.Arguments.Append(call.Receiver).Where(a => a != NoReceiver && Objects[a].Iterator is not null))
            RunElsewhere(sequence);
    }

    private void RunElsewhere(int sequence)
    {
        Escape(sequence);
        ChangedElsewhere(sequence);
    }

    /// <summary>What an iterator that is run unseen overwrites may be any link of what it knows.</summary>
    private void ChangedElsewhere(int sequence)
    {
        if (Objects[sequence].Iterator is not { Method: var method })
            return;
        if (!_run.Changing.TryGetValue(method, out var changes))
            _run.Changing.Add(method, changes = Overwrites(method) || CallsOthers(method) || (method.MethodKind == MethodKind.LocalFunction && BreaksByLook(method)));
        if (!changes)
            return;
        TearDownReached(sequence);
        ForgetVariables(sequence, method);
    }

    /// <summary>A constructor without a row: collections copy, native peers keep the delegates that they are given.</summary>
    private int Construct(Call call)
    {
        var made = Objects[call.Receiver];
        if (made.IsCollection && call.Arguments.Length > 0 && Objects[call.Arguments[0]].IsCollection)
        {
            CopyContent(Drained(call.Arguments[0], call.Site), call.Receiver, call.Site);
            return ObjectTable.NoValue;
        }

        foreach (var argument in call.Arguments)
        {
            if (Objects[argument] is { Kind: ObjectKind.Delegate } handler && made.Type is INamedTypeSymbol type && _run.Services.Types.IsNativePeer(type))
                WriteMember(call.Receiver, "<" + (handler.Type?.Name ?? "callback") + ">", argument, NewWriter(call.Site));
            else
                Escape(argument);
        }

        return ObjectTable.NoValue;
    }

    /// <summary>Delegates handed to code that only calls them now: what they do is not followed, so what they reach counts as escaped.</summary>
    private void CallBack(Call call)
    {
        foreach (var argument in call.Arguments.Where(a => Objects[a].Kind == ObjectKind.Delegate))
        {
            Escape(argument);
            foreach (var other in call.Arguments.Concat([call.Receiver]).Where(a => a > NoReceiver && Objects[a].IsCollection))
            {
                foreach (var item in KnownItems(other))
                {
                    Escape(item);
                    TearDown(item);
                }
            }
        }
    }

    private void CallForEach(Call call, int subject)
    {
        var action = call.Arguments.FirstOrDefault(a => Objects[a].Kind == ObjectKind.Delegate);
        if (Objects[action].Kind != ObjectKind.Delegate || Objects[action].Target is null)
        {
            CallUnknown(call);
            return;
        }

        foreach (var item in KnownItems(subject).Take(Bounds.MaxDecidedRounds))
        {
            if (_state.IsDead)
                return;
            InvokeDelegate(action, [item], call.Site, null);
        }

        if (!_state.IsDead && !_state.ContentOf(subject).IsExact)
            InvokeDelegate(action, [Objects.Unknown(null, subject, "item", _state.NextRound(call.Site))], call.Site, null);
    }

    private int Hold(Call call)
    {
        var holder = call.Method.MethodKind == MethodKind.Constructor ? call.Receiver : New(call.Type, call.Site);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var name = call.Method.Parameters[i].Name;
            WriteMember(holder, name.Length > 0 ? char.ToUpperInvariant(name[0]) + name.Substring(1) : name, call.Arguments[i], NewWriter(call.Site));
        }

        return holder;
    }

    private int Exchange(Call call)
    {
        if (call.References is null || call.References.Length == 0 || call.Arguments.Length < 2)
            return CallUnknown(call);
        var before = call.Arguments[0];
        if (call.Method.Name == "CompareExchange" && call.Arguments.Length == 3)
        {
            var equal = Equal(before, call.Arguments[2]);
            if (Truth(_state, equal) == false)
                return before;
        }

        Store(call.References[0], call.Arguments[1], call.Site);
        return before;
    }
}
