using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>Collects the names of one body in one walk. One use.</summary>
/// <param name="owner">The simple name of the type that the body belongs to.</param>
internal sealed class BodyReader(string owner)
{
    /// <summary><c>[a, b]</c> of C# 12: newer than the floor's syntax.</summary>
    private const int CollectionExpression = 9076;

    private static readonly string[] Adders = ["Add", "Insert", "Push", "Enqueue", "TryAdd", "Append", "Prepend", "TryUpdate", "SetValue", "SetItem", "UnionWith"];
    private static readonly string[] Removers = ["Remove", "Clear", "TryRemove", "Pop", "TryPop", "Dequeue", "TryDequeue", "Take", "ExceptWith", "Dispose"];

    private readonly Dictionary<string, NameUses> _uses = new(StringComparer.Ordinal);
    private readonly HashSet<FunctionUse> _functions = [];
    private readonly HashSet<CodeName> _calls = [];
    private bool _hasLocalFunction;
    private bool _writesElements;

    public bool IsEmpty => _uses.Count == 0 && _calls.Count == 0;

    public CodeOutline Outline(int start, CodeName name)
    {
        var uses = ImmutableArray.CreateBuilder<NameUse>(_uses.Count);
        foreach (var use in _uses)
            uses.Add(new NameUse(use.Key, use.Value));
        return new CodeOutline(start, owner, name, uses.MoveToImmutable(), ImmutableArray.CreateRange(_functions), ImmutableArray.CreateRange(_calls), _hasLocalFunction, _writesElements);
    }

    public void Use(string name, NameUses uses) => _uses[name] = _uses.TryGetValue(name, out var known) ? known | uses : uses;

    public void Call(CodeKind kind, string name, int arity) => _calls.Add(new CodeName(kind, name, arity));

    /// <summary>The initializer of a member is a store into it.</summary>
    public void Initializer(string name, EqualsValueClauseSyntax? initializer)
    {
        if (initializer is null || IsNothing(initializer.Value))
            return;
        Use(name, NameUses.Own | NameUses.Written);
        Put(name, initializer.Value);
        Visit(initializer);
    }

    public void Visit(SyntaxNode root)
    {
        // Explicit work list: expressions of hostile input nest deeper than the stack.
        var open = new Stack<SyntaxNode>();
        open.Push(root);
        while (open.Count > 0)
        {
            var node = open.Pop();
            Look(node);
            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } inner)
                    open.Push(inner);
            }
        }
    }

    private void Look(SyntaxNode node)
    {
        switch (node)
        {
            case SimpleNameSyntax name:
                Mention(name.Identifier.ValueText, Place(name));
                break;
            case AssignmentExpressionSyntax assignment:
                Assign(assignment);
                break;
            case InvocationExpressionSyntax invocation:
                Invoke(invocation);
                break;
            case BaseObjectCreationExpressionSyntax creation:
                Call(CodeKind.Constructor, CreatedName(creation), creation.ArgumentList?.Arguments.Count ?? 0);
                break;
            case ConstructorInitializerSyntax initializer:
                ConstructorCall(initializer);
                break;
            case ArgumentSyntax argument:
                Pass(argument);
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax, Value: var value }:
                _hasLocalFunction |= IsFunction(value);
                break;
            case LocalFunctionStatementSyntax:
                _hasLocalFunction = true;
                break;
            case ReturnStatementSyntax { Expression: { } value }:
                _hasLocalFunction |= IsFunction(value);
                break;
            case InitializerExpressionSyntax initializer when !initializer.IsKind(SyntaxKind.ObjectInitializerExpression):
                Fill(initializer);
                break;
            default:
                _writesElements |= node.RawKind == CollectionExpression;
                break;
        }
    }

    private void Mention(string name, NameUses place)
    {
        const NameUses places = NameUses.Own | NameUses.OfAnother;
        Use(name, _uses.TryGetValue(name, out var known) && (known & places) != 0 ? place | NameUses.Repeated : place);
    }

    /// <summary>Whose member the name may be.</summary>
    private static NameUses Place(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } access when access.Name == name => NameUses.Own,
        MemberAccessExpressionSyntax access when access.Name == name => NameUses.OfAnother,
        MemberBindingExpressionSyntax => NameUses.OfAnother,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => NameUses.OfAnother,
        NameColonSyntax => NameUses.OfAnother,
        _ => NameUses.Own,
    };

    private void Assign(AssignmentExpressionSyntax assignment)
    {
        var isAdd = assignment.IsKind(SyntaxKind.AddAssignmentExpression);
        if (!isAdd && !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
        {
            if (LastName(assignment.Left) is { } removed)
                Use(removed, NameUses.Cleared);
            return;
        }

        if (IsNothing(assignment.Right))
        {
            if (LastName(assignment.Left) is { } cleared)
                Use(cleared, NameUses.Cleared);
            return;
        }

        if (LastName(assignment.Left) is { } target)
            Put(target, assignment.Right);
        // `total += amount` adds numbers, mostly: only a function makes a link, and it is known by now.
        if (!isAdd || MayBeFunction(assignment.Right))
            Write(assignment.Left, IsHolder(assignment.Left, assignment.Right) ? NameUses.Written | NameUses.TakesHolder : NameUses.Written);
    }

    private static bool IsHolder(ExpressionSyntax target, ExpressionSyntax value) => target switch
    {
        MemberAccessExpressionSyntax access => IsSameName(access.Expression, value),
        IdentifierNameSyntax => value is ThisExpressionSyntax,
        ElementAccessExpressionSyntax element => IsSameName(element.Expression, value),
        _ => false,
    };

    private static bool IsSameName(ExpressionSyntax left, ExpressionSyntax right) =>
        (left is ThisExpressionSyntax && right is ThisExpressionSyntax)
        || (left is IdentifierNameSyntax one && right is IdentifierNameSyntax other && one.Identifier.ValueText == other.Identifier.ValueText);

    private void Write(ExpressionSyntax target, NameUses uses)
    {
        switch (target)
        {
            case TupleExpressionSyntax tuple:
                foreach (var argument in tuple.Arguments)
                    Write(argument.Expression, uses);
                break;
            case ElementAccessExpressionSyntax element:
                Call(CodeKind.Setter, "this[]", CodeName.AnyArity);
                WriteElement(element.Expression, uses);
                break;
            case ImplicitElementAccessSyntax:
                _writesElements = true;
                break;
            default:
                if (LastName(target) is { } name)
                {
                    Use(name, uses);
                    Call(CodeKind.Setter, name, CodeName.AnyArity);
                }

                break;
        }
    }

    /// <summary>What is put into a collection is held by the member that names the collection; a variable may be another name for any member.</summary>
    private void WriteElement(ExpressionSyntax collection, NameUses uses)
    {
        if (LastName(collection) is { } name)
            Use(name, uses);
        _writesElements |= collection is not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax);
    }

    private void Invoke(InvocationExpressionSyntax invocation)
    {
        var count = invocation.ArgumentList.Arguments.Count;
        switch (invocation.Expression)
        {
            case SimpleNameSyntax { Identifier.ValueText: var name }:
                Call(CodeKind.Method, name, count);
                _writesElements |= count > 0 && IsAdder(name);
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access:
                Call(CodeKind.Method, name, count);
                if (count > 0 && IsAdder(name))
                    WriteElement(access.Expression, NameUses.Written);
                else if (IsRemover(name) && LastName(access.Expression) is { } collection)
                    Use(collection, NameUses.Cleared);
                break;
            case MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name }:
                Call(CodeKind.Method, name, count);
                _writesElements |= count > 0 && IsAdder(name);
                break;
        }
    }

    private static bool IsAdder(string name) => StartsWith(name, Adders);

    private static bool IsRemover(string name) => StartsWith(name, Removers);

    private static bool StartsWith(string name, string[] starts)
    {
        foreach (var start in starts)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The type that is constructed; empty where another place names it.</summary>
    private static string CreatedName(BaseObjectCreationExpressionSyntax creation)
    {
        var type = creation is ObjectCreationExpressionSyntax { Type: var named } ? named : creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => declaration.Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            _ => null,
        };
        return type is null ? "" : MentionedNames.OuterName(type) ?? "";
    }

    private void ConstructorCall(ConstructorInitializerSyntax initializer)
    {
        var count = initializer.ArgumentList.Arguments.Count;
        if (initializer.IsKind(SyntaxKind.ThisConstructorInitializer))
            Call(CodeKind.Constructor, owner, count);
        else if (initializer.Parent?.Parent is TypeDeclarationSyntax { BaseList: { } bases } && MentionedNames.OuterName(bases.Types[0].Type) is { } name)
            Call(CodeKind.Constructor, name, count);
    }

    private void Pass(ArgumentSyntax argument)
    {
        if (!argument.RefKindKeyword.IsKind(SyntaxKind.None))
            Write(argument.Expression, NameUses.Written);
        if (!MayBeFunction(argument.Expression))
            return;
        switch (argument.Parent?.Parent)
        {
            case InvocationExpressionSyntax invocation when LastName(invocation.Expression) is { } called:
                Put(called, argument.Expression, isArgument: true);
                if (IsAdder(called) && invocation.Expression is MemberAccessExpressionSyntax access && LastName(access.Expression) is { } collection)
                    Put(collection, argument.Expression);
                break;
            case BaseObjectCreationExpressionSyntax creation:
                Put(CreatedName(creation), argument.Expression, isArgument: true);
                break;
            case ConstructorInitializerSyntax:
                Put("", argument.Expression, isArgument: true);
                break;
        }
    }

    private void Fill(InitializerExpressionSyntax initializer)
    {
        Call(CodeKind.Method, "Add", CodeName.AnyArity);
        if (initializer.Parent is AssignmentExpressionSyntax { Left: var left } && LastName(left) is { } name)
            Use(name, NameUses.Written);
        _writesElements = true;
    }

    /// <summary>Notes a value that may be a function.</summary>
    private void Put(string target, ExpressionSyntax value, bool isArgument = false)
    {
        value = Strip(value);
        // new EventHandler(OnClick)
        if (value is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments })
            value = Strip(arguments[0].Expression);
        if (value is AnonymousFunctionExpressionSyntax)
            _functions.Add(new FunctionUse(target, "", isArgument));
        else if (value is ConditionalExpressionSyntax or BinaryExpressionSyntax or SwitchExpressionSyntax)
            _hasLocalFunction |= HasFunctionInside(value);
        else if (value is SimpleNameSyntax or MemberAccessExpressionSyntax && LastName(value) is { } name)
            _functions.Add(new FunctionUse(target, name, isArgument));
    }

    private static bool HasFunctionInside(SyntaxNode value)
    {
        foreach (var child in value.ChildNodes())
        {
            if (child is ExpressionSyntax expression && Strip(expression) is AnonymousFunctionExpressionSyntax)
                return true;
        }

        return false;
    }

    private static bool MayBeFunction(ExpressionSyntax value) =>
        Strip(value) is not (LiteralExpressionSyntax or BinaryExpressionSyntax or InvocationExpressionSyntax or InterpolatedStringExpressionSyntax or PrefixUnaryExpressionSyntax or ElementAccessExpressionSyntax);

    private static bool IsFunction(ExpressionSyntax value) => Strip(value) switch
    {
        AnonymousFunctionExpressionSyntax => true,
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => Strip(arguments[0].Expression) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax,
        _ => false,
    };

    private static bool IsNothing(ExpressionSyntax value) => Strip(value) is LiteralExpressionSyntax or DefaultExpressionSyntax;

    private static ExpressionSyntax Strip(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value)
            {
                case ParenthesizedExpressionSyntax { Expression: var inner }:
                    value = inner;
                    break;
                case CastExpressionSyntax { Expression: var inner }:
                    value = inner;
                    break;
                case PostfixUnaryExpressionSyntax { Operand: var inner }:
                    value = inner;
                    break;
                default:
                    return value;
            }
        }
    }

    private static string? LastName(ExpressionSyntax expression) => Teardowns.LastName(expression);
}
