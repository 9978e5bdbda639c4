using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>An object that takes part in a call: the variable that leads to it, if one does, and whether it is the variable's own object.</summary>
internal sealed record Participant(int Variable, int Group, bool IsWhole)
{
    /// <summary>For an object that is made for the call: its type, if known.</summary>
    public string? Type { get; init; }

    public bool IsMade { get; init; }
}

/// <summary>A call of code that may be the program's own.</summary>
internal sealed record SketchedCall(string? Name, Participant? Receiver, List<Participant> Arguments);

/// <summary>Calls: what they may link, and what they let escape.</summary>
internal sealed partial class BodySketch
{
    private int Call(InvocationExpressionSyntax invocation)
    {
        var (name, receiverSyntax) = NameOf(invocation.Expression);
        if (name == "nameof" && receiverSyntax is null)
            return None;
        var receiver = receiverSyntax is not null ? Visit(receiverSyntax) : invocation.Expression is MemberBindingExpressionSyntax ? _conditional : None;
        if (name is null)
            Visit(invocation.Expression);
        var isFunction = name is null || (receiverSyntax is null && (_hasLocalFunctions || _variables.Find(name) != Variables.None));
        var arguments = ParticipantsOf(invocation.ArgumentList);
        AddSources(invocation, name, receiverSyntax, isFunction);
        if (!isFunction && !_names.IsMember(name!))
        {
            if (!_names.IsModelled(name!) && !IsTypeOfPureMembers(receiverSyntax))
            {
                Escape(receiverSyntax);
                foreach (var argument in invocation.ArgumentList.Arguments)
                    Escape(argument.Expression);
                return receiver;
            }

            return CallModel(invocation, name!, receiver, arguments);
        }

        // A call that no object of the body takes part in may still make one: that is the origin of the variable that gets it.
        if (receiver == None && arguments.Count == 0)
            return None;
        _calls.Add(new SketchedCall(isFunction ? null : name, receiver == None ? null : receiverSyntax is null ? new Participant(_conditionalRoot, receiver, false) : Participant(receiverSyntax, receiver), arguments));
        if (!isFunction && IsInertMember(name!))
            return None;
        // A fluent call returns its receiver; any other may return what it holds.
        var result = receiver == None || isFunction || receiverSyntax is null || MayReturnReceiver(name!, receiverSyntax) ? receiver : _groups.ContentOf(receiver);
        foreach (var argument in arguments)
            result = result == None ? argument.Group : result;
        if (name is not null && _names.IsAdder(name))
            AddTo(invocation, name, receiver, arguments);
        for (var i = 0; receiver == None && i < arguments.Count; i++)
            result = ResultOf(result, arguments[i]);
        return result;
    }

    private bool MayReturnReceiver(string name, ExpressionSyntax receiver) =>
        _types is null || VariableOf(receiver) is not (>= 0 and var variable) || _variables[variable].KnownType is not { } type || _types.Code.MayReturn(name, type);

    /// <summary>The result may be any of the arguments, or an object that holds them.</summary>
    private int ResultOf(int result, Participant argument)
    {
        if (_groups.Find(result) == _groups.Find(argument.Group))
            return result;
        var either = _groups.Add();
        _groups.Unite(_groups.ContentOf(either), result);
        _groups.Unite(_groups.ContentOf(either), argument.Group);
        return either;
    }

    /// <summary>A library member that the model knows: it adds, takes out, copies.</summary>
    private int CallModel(InvocationExpressionSyntax invocation, string name, int receiver, List<Participant> arguments)
    {
        if (_names.IsAdder(name))
            AddTo(invocation, name, receiver, arguments);
        if (receiver != None)
            return IsElement(name) ? _groups.ContentOf(receiver) : receiver;
        if (arguments.Count == 0)
            return None;
        if (!_names.IsAdder(name))
            return arguments[0].Group;
        var result = _groups.Add();
        foreach (var argument in arguments)
            _groups.Unite(_groups.ContentOf(result), argument.Group);
        return result;
    }

    /// <summary>The receiver holds the arguments, or the elements of them; or one is written through a reference to a place.</summary>
    private void AddTo(InvocationExpressionSyntax invocation, string name, int receiver, List<Participant> arguments)
    {
        var isReference = invocation.ArgumentList.Arguments.Count > 0 && invocation.ArgumentList.Arguments[0].RefKindKeyword.IsKind(SyntaxKind.RefKeyword);
        var isMany = name.EndsWith("Range", System.StringComparison.Ordinal) || name.EndsWith("With", System.StringComparison.Ordinal);
        foreach (var argument in arguments)
        {
            if (isReference)
                _groups.Unite(arguments[0].Group, argument.Group);
            else if (receiver != None)
                _groups.Unite(_groups.ContentOf(receiver), isMany ? _groups.ContentOf(argument.Group) : argument.Group);
        }
    }

    private static bool IsElement(string name) =>
        name.StartsWith("First", System.StringComparison.Ordinal) || name.StartsWith("Last", System.StringComparison.Ordinal) || name.StartsWith("Single", System.StringComparison.Ordinal)
        || name.StartsWith("ElementAt", System.StringComparison.Ordinal) || name is "Find" or "Peek" or "Pop" or "Dequeue";

    /// <summary><c>Console.Write(a)</c>: a class whose members keep nothing.</summary>
    private static bool IsTypeOfPureMembers(ExpressionSyntax? receiver) => receiver is IdentifierNameSyntax { Identifier.ValueText: "Console" or "GC" or "Debug" or "Trace" };

    /// <summary>What the call may link, seen from the end, when it is known which objects are handed out.</summary>
    private void Link(SketchedCall call)
    {
        var arguments = call.Arguments.FindAll(IsLive);
        var receiver = call.Receiver is { } r && IsLive(r) ? r : null;
        for (var i = 0; i < arguments.Count; i++)
        {
            for (var j = 0; j < arguments.Count; j++)
            {
                if (i != j)
                    LinkIfReached(arguments[i], arguments[j]);
            }

            if (receiver is null)
                continue;
            LinkIfReached(receiver, arguments[i]);
            if (_types is null || _types.HandsItselfOut(TypeOf(receiver), call.Name))
                LinkIfReached(arguments[i], receiver);
        }
    }

    private void LinkIfReached(Participant holder, Participant held)
    {
        if (_types is null || _types.MayReach(TypeOf(holder), TypeOf(held)))
            _groups.Unite(_groups.ContentOf(holder.Group), held.Group);
    }

    /// <summary>Two objects that a call links count if the body itself made them: what a factory made may be known elsewhere.</summary>
    private bool IsLive(Participant participant) => participant.Variable < 0 ? participant.IsMade : _variables[participant.Variable] is { IsLive: true, IsMadeHere: true };

    private string? TypeOf(Participant participant) =>
        participant.IsMade ? participant.Type : participant.IsWhole && participant.Variable >= 0 ? _variables[participant.Variable].KnownType : null;

    private List<Participant> ParticipantsOf(BaseArgumentListSyntax? arguments)
    {
        var participants = new List<Participant>();
        foreach (var argument in arguments?.Arguments ?? default)
        {
            if (Visit(argument.Expression) is var group && group != None)
                participants.Add(Participant(argument.Expression, group));
        }

        return participants;
    }

    private Participant Participant(ExpressionSyntax expression, int group) =>
        RootOf(expression) is var root && root >= 0
            ? new Participant(root, group, VariableOf(expression) == root)
            : new Participant(Variables.None, group, false) { IsMade = IsCreation(expression), Type = CreatedType(expression, null) };

    private static (string? Name, ExpressionSyntax? Receiver) NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax simple => (simple.Identifier.ValueText, null),
        MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, access.Expression),
        MemberBindingExpressionSyntax binding => (binding.Name.Identifier.ValueText, null),
        _ => (null, null),
    };
}
