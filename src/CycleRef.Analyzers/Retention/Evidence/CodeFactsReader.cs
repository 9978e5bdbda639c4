using System.Collections.Generic;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Reads <see cref="CodeFacts"/> from the syntax of one part of a type. Linear in the size of what it reads; never binds.</summary>
internal sealed partial class CodeFactsReader
{
    private readonly CodeFacts _facts;
    private readonly TypeDeclarationSyntax _type;
    private readonly HashSet<string> _members;
    private readonly List<SyntaxNode> _nodes = [];
    private readonly HashSet<string> _used = [];
    private CodeMarks? _marks;
    private BodyNames _names = null!;
    private CodePlace _place;
    private string _method = "";

    /// <param name="part">The part.</param>
    /// <param name="members">The names of the members in question.</param>
    /// <param name="facts">Receives the facts.</param>
    public CodeFactsReader(TypeDeclarationSyntax part, HashSet<string> members, CodeFacts facts)
    {
        _type = part;
        _members = members;
        _facts = facts;
    }

    /// <summary>What facts call the piece of code: the name of a method or property, <c>.ctor</c> for what runs in a constructor.</summary>
    public static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        ConstructorDeclarationSyntax or BaseFieldDeclarationSyntax => ".ctor",
        DestructorDeclarationSyntax => "~",
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => "",
    };

    /// <summary>Adds what one member of the part tells to the facts.</summary>
    /// <param name="member">The member.</param>
    /// <param name="marks">Where there is something to read; null for everywhere.</param>
    public void Read(MemberDeclarationSyntax member, CodeMarks? marks)
    {
        _marks = marks;
        _names = new BodyNames(member, _type, marks is null || marks.MayPassThis);
        _method = NameOf(member);
        _place = member switch
        {
            ConstructorDeclarationSyntax or BaseFieldDeclarationSyntax => CodePlace.Construction,
            DestructorDeclarationSyntax => CodePlace.Finalizer,
            _ => CodePlace.Later,
        };
        ReadInitializers(member);
        if (member is not BasePropertyDeclarationSyntax { AccessorList: { } accessors })
        {
            ReadNode(member);
            return;
        }

        foreach (var accessor in accessors.Accessors)
        {
            _place = accessor.IsKind(SyntaxKind.InitAccessorDeclaration) ? CodePlace.Construction : CodePlace.Later;
            ReadNode(accessor);
        }
    }

    private void ReadInitializers(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case FieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    if (variable.Initializer is { } initializer)
                        AddInitialValue(variable.Identifier.ValueText, initializer.Value);
                }

                break;
            case PropertyDeclarationSyntax { Initializer: { } propertyInitializer } property:
                AddInitialValue(property.Identifier.ValueText, propertyInitializer.Value);
                break;
        }
    }

    private void AddInitialValue(string member, ExpressionSyntax value)
    {
        if (_members.Contains(member))
            _facts.Writes.Add(new MemberWrite(member, true, null, ValueSources.Of(value, _names), CodePlace.Construction, ".ctor", false));
    }

    private void ReadNode(SyntaxNode member)
    {
        // One walk: declarations first have to be complete, so the rest is kept until then.
        _nodes.Clear();
        _used.Clear();
        var marks = _marks;
        foreach (var node in member.DescendantNodes(n => n is not TypeSyntax and not BaseTypeDeclarationSyntax && (marks is null || marks.LeadInto(n))))
        {
            _names.Add(node);
            if (node is AssignmentExpressionSyntax or InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ForEachStatementSyntax)
                _nodes.Add(node);
            // Member initializers use a constructor parameter without capturing it.
            else if (marks is null && member is not BaseFieldDeclarationSyntax && node is IdentifierNameSyntax identifier && _members.Contains(identifier.Identifier.ValueText) && VariableUses.MayBe(identifier))
                _used.Add(identifier.Identifier.ValueText);
        }

        foreach (var name in _used)
        {
            if (_names.MayBeMember(name))
                _facts.NamesInBodies.Add(name);
        }

        foreach (var node in _nodes)
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment:
                    ReadAssignment(assignment);
                    break;
                case InvocationExpressionSyntax invocation:
                    ReadCall(invocation);
                    break;
                case BaseObjectCreationExpressionSyntax creation:
                    ReadCreation(creation);
                    break;
                case ForEachStatementSyntax loop:
                    ReadLoop(loop);
                    break;
            }
        }
    }

    /// <summary>
    /// Where the value comes from. For a name that is no member in question only <c>this</c> and null are told apart: it may be a
    /// property whose setter passes them on.
    /// </summary>
    private StoredValue SourceOf(string member, ExpressionSyntax? value) =>
        value switch
        {
            null => ValueSource.Other,
            ThisExpressionSyntax => ValueSource.This,
            _ when _members.Contains(member) => ValueSources.Of(value, _names),
            LiteralExpressionSyntax or DefaultExpressionSyntax => ValueSource.Null,
            PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => ValueSource.Null,
            _ => ValueSource.None,
        };

    private void ReadAssignment(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Left is TupleExpressionSyntax left)
        {
            for (var i = 0; i < left.Arguments.Count; i++)
            {
                // What is taken apart may know whatever it was made with.
                var value = assignment.Right is not TupleExpressionSyntax right ? assignment.Right : i < right.Arguments.Count ? right.Arguments[i].Expression : null;
                ReadWrite(left.Arguments[i].Expression, value, false);
            }

            return;
        }

        // Events and arithmetic are no writes of a reference, apart from `??=`.
        if (assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression)
            ReadWrite(assignment.Left, assignment.Right, assignment.Parent is InitializerExpressionSyntax);
    }

    private void ReadWrite(ExpressionSyntax left, ExpressionSyntax? value, bool inInitializer)
    {
        var isAdd = false;
        if (left is ElementAccessExpressionSyntax element)
        {
            left = element.Expression;
            isAdd = true;
        }

        if (!inInitializer && MemberReference.Of(left, _names) is { } reference)
        {
            var source = SourceOf(reference.Name, value);
            if (source.Source == ValueSource.None)
                return;
            AddWrite(reference, source, PlaceOf(left), isAdd);
            // An empty or new container lets go of what the old one held, as null does.
            // One element that is set to null stands for all: teardown does it in a loop.
            if (source.Source == ValueSource.Null || (!isAdd && value is not null && ValueSources.IsNewContainer(value)))
                AddClear(reference, isAdd ? ClearKind.Elements : source.Source == ValueSource.Null ? ClearKind.Whole : ClearKind.Renewed);
            if (!isAdd && LinkOf(value, Bare.Of(left)) is { } link)
                _facts.Moves.Add(new MemberMove(reference.Name, reference.OnThis, reference.ReceiverType, link));
        }
        else if (isAdd && value is LiteralExpressionSyntax or DefaultExpressionSyntax && CopiedFrom(left) is { } copied)
            AddClear(copied, ClearKind.Elements);
    }

    /// <summary>The member behind a local: <c>var items = _items;</c>.</summary>
    private MemberReference? CopiedFrom(ExpressionSyntax expression) =>
        Bare.Of(expression) is IdentifierNameSyntax local && _names.ValueOf(local.Identifier.ValueText) is { } first ? MemberReference.Of(first, _names) : null;

    /// <summary>The last name of <c>_head.Next</c>, also where a local was given it first.</summary>
    private string? LinkOf(ExpressionSyntax? value, ExpressionSyntax left)
    {
        if (value is IdentifierNameSyntax local && _names.ValueOf(local.Identifier.ValueText) is { } first)
        {
            if (SyntaxFactory.AreEquivalent(Bare.Of(first), left))
                return MemberMove.Restored;
            value = first;
        }

        return value is null ? null : Bare.Of(value) switch
        {
            InvocationExpressionSyntax call when CollectionCalls.IsTake(ValueSources.CalledName(call)) => MemberMove.Restored,
            MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access => access.Name.Identifier.ValueText,
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
            _ => null,
        };
    }

    private void AddWrite(MemberReference member, StoredValue value, CodePlace place, bool isAdd) =>
        _facts.Writes.Add(new MemberWrite(member.Name, member.OnThis, member.ReceiverType, value, place, _method, isAdd));

    private void AddClear(MemberReference member, ClearKind kind = ClearKind.Whole) =>
        _facts.Clears.Add(new MemberClear(member.Name, member.OnThis, member.ReceiverType, _method, kind, _names.PropertyName is not null));

    /// <summary>A lambda or local function in a constructor runs later than the constructor, as far as anyone knows.</summary>
    private CodePlace PlaceOf(SyntaxNode node)
    {
        if (_place != CodePlace.Construction)
            return _place;
        for (var current = node.Parent; current is not null and not MemberDeclarationSyntax; current = current.Parent)
        {
            if (current is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                return CodePlace.Later;
        }

        return _place;
    }
}
