using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <content>Calls: constructors with what is handed to them, adding and removing, releasing.</content>
internal sealed partial class CodeFactsReader
{
    private void ReadCreation(BaseObjectCreationExpressionSyntax creation)
    {
        var type = creation is ObjectCreationExpressionSyntax { Type: var named } ? Names.MentionedNames.OuterName(named) ?? "" : "";
        if (creation.ArgumentList is { } list)
            ReadThisArguments(list.Arguments, type, null);

        foreach (var expression in creation.Initializer?.Expressions ?? default)
        {
            if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax member, Right: var value } && value is not InitializerExpressionSyntax)
            {
                var source = SourceOf(member.Identifier.ValueText, value);
                if (source.Source == ValueSource.None)
                    continue;
                // The object under construction is not known to anyone: as good as a constructor parameter.
                var handed = (source.Source & ValueSource.This) != 0 ? source : source.Or(ValueSource.HandedIn);
                _facts.Writes.Add(new MemberWrite(member.Identifier.ValueText, false, type, handed, CodePlace.Construction, _method, false));
            }
        }
    }

    private void ReadThisArguments(SeparatedSyntaxList<ArgumentSyntax> arguments, string? type, string? method)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Expression is ThisExpressionSyntax)
                _facts.ThisArguments.Add(new ThisArgument(type, method, arguments[i].NameColon is null ? i : StoredValue.NoParameter));
        }
    }

    private void ReadCall(InvocationExpressionSyntax invocation)
    {
        var name = ValueSources.CalledName(invocation);
        var arguments = invocation.ArgumentList.Arguments;
        ReadThisArguments(arguments, null, name);
        foreach (var argument in arguments)
        {
            if (argument.RefKindKeyword.RawKind != 0 && MemberReference.Of(argument.Expression, _names) is { } byRef)
                ReadRefArgument(invocation, name, byRef);
        }

        // SetParent(null): the helper stores its parameter, so the call clears what it stores.
        if (arguments.Any(static argument => IsNull(argument.Expression) || (argument.Expression is ConditionalExpressionSyntax either && (IsNull(either.WhenTrue) || IsNull(either.WhenFalse)))))
            AddClear(MemberReference.Of(invocation.Expression, _names) ?? new MemberReference(name, false));

        // Only what a teardown method calls matters, and those are read in full.
        if (_marks is null && invocation.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax })
            _facts.OwnCalls.Add((_method, name));
        if (MemberReference.OfReceiver(invocation, _names) is not { } receiver)
        {
            if (CollectionCalls.IsRemove(name) && MemberReference.Receiver(invocation) is { } local && CopiedFrom(local) is { } copied)
                AddClear(copied, ClearKind.Elements);
            return;
        }

        if (receiver.OnThis && arguments.Any(static argument => argument.Expression is ThisExpressionSyntax))
            _facts.HandingCalls.Add(new HandingCall(_method, receiver.Name, name));
        if (CollectionCalls.IsAdd(name) && arguments.Count > 0 && _members.Contains(receiver.Name))
            AddWrite(receiver, ValueSources.Of(arguments[arguments.Count - 1].Expression, _names), _place, true);
        else if (CollectionCalls.IsTake(name))
            _facts.Moves.Add(new MemberMove(receiver.Name, receiver.OnThis, receiver.ReceiverType, MemberMove.Taken));
        if (CollectionCalls.IsRemove(name) || CollectionCalls.IsRelease(name))
            AddClear(receiver, CollectionCalls.IsRemove(name) ? ClearKind.Elements : ClearKind.Release);
    }

    private static bool IsNull(ExpressionSyntax value) => value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression;

    /// <summary><c>Interlocked.Exchange(ref _x, value)</c> assigns; any other ref or out argument writes something unknown.</summary>
    private void ReadRefArgument(InvocationExpressionSyntax invocation, string method, MemberReference member)
    {
        var arguments = invocation.ArgumentList.Arguments;
        var source = method is "Exchange" or "CompareExchange" or "Write" && arguments.Count >= 2
            ? SourceOf(member.Name, arguments[1].Expression)
            : ValueSources.OfOutput(invocation, _names);
        AddWrite(member, source, CodePlace.Later, false);
        if (source.Source == ValueSource.Null)
            AddClear(member);
    }

    /// <summary><c>foreach (var child in _children) child.Dispose();</c> releases what the collection holds.</summary>
    private void ReadLoop(ForEachStatementSyntax loop)
    {
        if (MemberReference.Of(loop.Expression, _names) is not { } collection)
            return;
        foreach (var node in loop.Statement.DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax call
                && CollectionCalls.IsRelease(ValueSources.CalledName(call))
                && MemberReference.ReceiverName(call) == loop.Identifier.ValueText)
            {
                AddClear(collection, ClearKind.Release);
                return;
            }
        }
    }
}
