using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Calls, as they are written: of a local function, of a library member, of what may be a member of the program.</summary>
internal sealed partial class BodySketch
{
    private int Call(InvocationExpressionSyntax invocation)
    {
        var (name, receiverSyntax) = NameOf(invocation.Expression);
        if (name == "nameof" && receiverSyntax is null)
            return None;
        var isBinding = invocation.Expression is MemberBindingExpressionSyntax;
        var (receiver, type) = receiverSyntax is not null ? (Visit(receiverSyntax), TypeOf(receiverSyntax)) : isBinding ? (_conditional, _conditionalType) : (None, new ReceiverType(_owner, false));
        if (name is null)
            Visit(invocation.Expression);
        if (receiverSyntax is null && !isBinding && name is not null && _variables.TryFind(name, out var local))
            return CallVariable(local, invocation);
        var arguments = ArgumentsOf(invocation.ArgumentList);
        if (name is null)
            return CallUnknown(invocation, arguments);
        if (!_names.IsMember(name))
            return CallLibrary(invocation, name, receiver, receiverSyntax, arguments);

        // Without an object before it, it is the callee's own: or static, which the effects tell.
        if (receiverSyntax is null && !isBinding)
            receiver = _this;
        var result = _heap.Add();
        KeepReferences(arguments, result);
        _calls.Add(new SketchedCall(invocation, name, CalleeKind.Method, type.Name, type.IsExact, receiver, arguments, result));
        if (_names.IsAdder(name) && (_code is null || !_code.IsDeclaredBy(name, type.Name)))
            _heap.Flow(CallModel(invocation, name, receiver, receiverSyntax, arguments), result);
        return result;
    }

    private int CallVariable(Local? local, InvocationExpressionSyntax invocation)
    {
        if (local?.Parameters is not null)
            return CallLocal(local, invocation.ArgumentList);
        var arguments = ArgumentsOf(invocation.ArgumentList);
        if (local?.IsOfOthers != true)
        {
            // A delegate for a local function stands for what that gives.
            var result = CallUnknown(invocation, arguments);
            if (local is not null)
                _heap.Flow(local.Variable, result);
            return result;
        }

        for (var i = 0; i < arguments.Length; i++)
            Escape(invocation.ArgumentList.Arguments[i].Expression, arguments[i].Value);
        return None;
    }

    private int CallLocal(Local function, BaseArgumentListSyntax written)
    {
        var arguments = ArgumentsOf(written);
        for (var i = 0; i < arguments.Length && function.Parameters!.Count > 0; i++)
        {
            if (function.Parameters[Math.Min(i, function.Parameters.Count - 1)] is not { } parameter)
                continue;
            _heap.Flow(arguments[i].Value, parameter.Variable);
            _heap.Flow(parameter.Variable, arguments[i].Written);
        }

        KeepReferences(arguments, function.Variable);

        return function.Variable;
    }

    /// <summary>A delegate: it may link what it is given in any way.</summary>
    private int CallUnknown(InvocationExpressionSyntax invocation, SketchedArgument[] arguments)
    {
        var result = _heap.Add();
        _calls.Add(new SketchedCall(invocation, null, CalleeKind.Method, null, false, None, arguments, result));
        return result;
    }

    private int CallLibrary(InvocationExpressionSyntax invocation, string name, int receiver, ExpressionSyntax? receiverSyntax, SketchedArgument[] arguments)
    {
        if (_names.IsModelled(name))
            return CallModel(invocation, name, receiver, receiverSyntax, arguments);
        if (!IsTypeOfPureMembers(receiverSyntax))
        {
            Escape(receiverSyntax, receiver);
            for (var i = 0; i < arguments.Length; i++)
                Escape(invocation.ArgumentList.Arguments[i].Expression, arguments[i].Value);
        }

        return receiver;
    }

    /// <summary>A library member that the model knows: it adds, takes out, copies.</summary>
    private int CallModel(InvocationExpressionSyntax invocation, string name, int receiver, ExpressionSyntax? receiverSyntax, SketchedArgument[] arguments)
    {
        if (_names.IsAdder(name))
            AddTo(invocation, name, receiver, receiverSyntax, arguments);
        foreach (var argument in arguments)
            _heap.Flow(_heap.Load(receiver), argument.Written);
        if (IsCopying(name))
            CopyInto(name, receiver, arguments);
        if (receiver != None && IsQueryOfMany(name))
            return QueryOf(receiver, arguments);
        if (receiver != None)
            return IsElement(name) ? _heap.Load(receiver) : Copy(receiver, name);
        if (arguments.Length == 0)
            return None;
        if (!_names.IsAdder(name))
            return arguments[0].Value;
        var result = _heap.AddSite(SiteKind.Made, _function);
        foreach (var argument in arguments)
            _heap.Store(result, argument.Value);
        return result;
    }

    /// <summary>What comes of a collection may be the collection, or a new one of the same elements and of those that are added: <c>list.ToArray()</c>.</summary>
    private int Copy(int collection, string name)
    {
        if (!name.StartsWith("To", StringComparison.Ordinal) && !_names.IsAdder(name))
            return collection;
        var copy = _heap.AddSite(SiteKind.Made, _function);
        _heap.Store(copy, _heap.Load(collection));
        return Either(collection, copy);
    }

    /// <summary>The receiver holds the arguments, or the elements of them; or one is written through a reference to a place.</summary>
    private void AddTo(InvocationExpressionSyntax invocation, string name, int receiver, ExpressionSyntax? receiverSyntax, SketchedArgument[] arguments)
    {
        var isReference = invocation.ArgumentList.Arguments.Count > 0 && invocation.ArgumentList.Arguments[0].RefKindKeyword.IsKind(SyntaxKind.RefKeyword);
        var isMany = name.EndsWith("Range", StringComparison.Ordinal) || name.EndsWith("With", StringComparison.Ordinal);
        var isOfOthers = receiver == None && IsObjectOfOthers(receiverSyntax);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (isReference)
                _heap.Flow(arguments[i].Value, arguments[0].Written);
            else if (isOfOthers)
                Escape(invocation.ArgumentList.Arguments[i].Expression, arguments[i].Value);
            else
                _heap.Store(receiver, isMany ? _heap.Load(arguments[i].Value) : arguments[i].Value);
        }
    }

    /// <summary>A member of the program, so neither a variable nor a library type.</summary>
    private bool IsObjectOfOthers(ExpressionSyntax? receiver) => receiver is null ? false : Unwrap(receiver) switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => !_variables.TryFind(name, out _) && _names.IsMember(name),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => _names.IsMember(name),
        _ => false,
    };

    private void VisitUsing(UsingStatementSyntax @using)
    {
        var scope = _variables.Enter();
        if (@using.Expression is { } expression)
            Dispose(expression, Visit(expression), TypeOf(expression));
        if (@using.Declaration is { } declaration)
        {
            Declare(declaration);
            Dispose(declaration);
        }

        Visit(@using.Statement);
        _variables.Leave(scope);
    }

    private void Dispose(VariableDeclarationSyntax declaration)
    {
        foreach (var variable in declaration.Variables)
        {
            if (_variables.TryFind(variable.Identifier.ValueText, out var local) && local is not null)
                Dispose(variable, local.Variable, local.Type is { } created ? new ReceiverType(created, true) : new ReceiverType(local.DeclaredType, false));
        }
    }

    /// <summary>Code that nobody wrote a call of; it may link what the object holds.</summary>
    private void Dispose(SyntaxNode syntax, int value, ReceiverType type)
    {
        if (value == None)
            return;
        if (_code is null)
            _calls.Add(new SketchedCall(syntax, null, CalleeKind.Method, null, false, value, [new SketchedArgument(_heap.Load(value), null, None, false)], None));
        else
            _calls.Add(new SketchedCall(syntax, "Dispose", CalleeKind.Method, type.Name, type.IsExact, value, [], None));
    }

    private SketchedArgument[] ArgumentsOf(BaseArgumentListSyntax? list)
    {
        if (list is null || list.Arguments.Count == 0)
            return [];
        var arguments = new SketchedArgument[list.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = list.Arguments[i];
            var value = Visit(argument.Expression);
            var written = None;
            if (argument.RefKindKeyword.RawKind is (int)SyntaxKind.OutKeyword or (int)SyntaxKind.RefKeyword)
            {
                written = _heap.Add();
                if (argument.Expression is DeclarationExpressionSyntax)
                    _heap.Flow(written, value);
                else
                    Store(argument.Expression, null, written);
            }

            arguments[i] = new SketchedArgument(value, argument.NameColon?.Name.Identifier.ValueText, written, Unwrap(argument.Expression) is LiteralExpressionSyntax or DefaultExpressionSyntax);
        }

        return arguments;
    }

    private static bool IsElement(string name) =>
        name.StartsWith("First", StringComparison.Ordinal) || name.StartsWith("Last", StringComparison.Ordinal) || name.StartsWith("Single", StringComparison.Ordinal)
        || name.StartsWith("ElementAt", StringComparison.Ordinal) || name is "Find" or "Peek" or "Pop" or "Dequeue";

    /// <summary><c>Console.Write(a)</c>: a class whose members keep nothing.</summary>
    private static bool IsTypeOfPureMembers(ExpressionSyntax? receiver) => receiver is IdentifierNameSyntax { Identifier.ValueText: "Console" or "GC" or "Debug" or "Trace" };

    private static (string? Name, ExpressionSyntax? Receiver) NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax simple => (simple.Identifier.ValueText, null),
        MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, access.Expression),
        MemberBindingExpressionSyntax binding => (binding.Name.Identifier.ValueText, null),
        _ => (null, null),
    };
}
