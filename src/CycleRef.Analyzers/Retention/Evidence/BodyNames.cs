using System;
using System.Collections.Generic;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>The parameters and locals of one member declaration, and where each local's value comes from.</summary>
internal sealed class BodyNames
{
    private readonly HashSet<string> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExpressionSyntax?> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _startsNull = new(StringComparer.Ordinal);
    private readonly HashSet<string> _knowsOwner = new(StringComparer.Ordinal);

    /// <param name="member">The declaration.</param>
    /// <param name="type">The type that it stands in.</param>
    /// <param name="mayPassThis">The object may be handed on somewhere in it.</param>
    public BodyNames(MemberDeclarationSyntax member, TypeDeclarationSyntax type, bool mayPassThis)
    {
        MayPassThis = mayPassThis;
        if (member is BaseMethodDeclarationSyntax method)
            AddParameters(method.ParameterList);
        else if (member is IndexerDeclarationSyntax indexer)
            AddParameters(indexer.ParameterList);
        // In bodies a primary-constructor parameter is as good as a field.
        else if (member is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null } && type.ParameterList is { } primary)
            AddParameters(primary);
        if (member is BasePropertyDeclarationSyntax)
            _parameters.Add("value");
        PropertyName = (member as PropertyDeclarationSyntax)?.Identifier.ValueText;
    }

    /// <summary>If not, no expression of the declaration hands the object on.</summary>
    public bool MayPassThis { get; }

    /// <summary>The property whose accessors these are, if any: what <c>field</c> means.</summary>
    public string? PropertyName { get; }

    /// <summary>Takes note of what a node declares.</summary>
    public void Add(SyntaxNode node)
    {
        switch (node)
        {
            case ParameterSyntax parameter:
                AddParameter(parameter);
                break;
            // A local that is declared twice (in two scopes) keeps the first value: this is a hint, not a proof.
            case VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax } variable:
                AddLocal(variable.Identifier.ValueText, variable.Initializer?.Value);
                AddType(variable.Identifier.ValueText, (variable.Parent as VariableDeclarationSyntax)?.Type, variable.Initializer?.Value);
                break;
            case ForEachStatementSyntax loop:
                AddLocal(loop.Identifier.ValueText, null);
                AddType(loop.Identifier.ValueText, loop.Type, null);
                break;
            case SingleVariableDesignationSyntax designation:
                AddLocal(designation.Identifier.ValueText, null);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment
                when _locals.TryGetValue(left.Identifier.ValueText, out var value) && value is null or LiteralExpressionSyntax:
                SetLocal(left.Identifier.ValueText, assignment.Right);
                break;
        }
    }

    public bool IsParameter(string name) => _parameters.Contains(name);

    /// <summary>The position of a parameter of the method itself; <see cref="StoredValue.NoParameter"/> for <c>value</c> and those of lambdas.</summary>
    public int PositionOf(string parameter) => _positions.TryGetValue(parameter, out var position) ? position : StoredValue.NoParameter;

    /// <summary>The local holds something that was made with <c>this</c>, or <c>this</c> itself.</summary>
    public bool KnowsOwner(string local) => _knowsOwner.Contains(local);

    public bool IsLocal(string name) => _locals.ContainsKey(name);

    /// <summary>A name that is neither a parameter nor a local can only be a member or a type.</summary>
    public bool MayBeMember(string name) => !IsParameter(name) && !IsLocal(name);

    /// <summary>The simple name of the declared type of a parameter or local, where it is written out.</summary>
    public string? TypeOf(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax identifier && _types.TryGetValue(identifier.Identifier.ValueText, out var type) ? type : null;

    /// <summary>The local starts as null, and is given something else later: what a search leaves behind.</summary>
    public bool StartsNull(string local) => _startsNull.Contains(local);

    /// <summary>What the local was first given, if anything is known.</summary>
    public ExpressionSyntax? ValueOf(string local) => _locals.TryGetValue(local, out var value) ? value : null;

    private void AddParameters(BaseParameterListSyntax list)
    {
        for (var i = 0; i < list.Parameters.Count; i++)
        {
            AddParameter(list.Parameters[i]);
            _positions[list.Parameters[i].Identifier.ValueText] = i;
        }
    }

    private void AddParameter(ParameterSyntax parameter)
    {
        _parameters.Add(parameter.Identifier.ValueText);
        AddType(parameter.Identifier.ValueText, parameter.Type, null);
    }

    private void AddType(string name, TypeSyntax? type, ExpressionSyntax? value)
    {
        if (type is null or { IsVar: true })
            type = (value as ObjectCreationExpressionSyntax)?.Type;
        if (type is not null && MentionedNames.OuterName(type) is { } typeName)
            _types[name] = typeName;
    }

    private void AddLocal(string name, ExpressionSyntax? value)
    {
        if (_locals.ContainsKey(name))
            return;
        SetLocal(name, value);
        if (value is LiteralExpressionSyntax or DefaultExpressionSyntax)
            _startsNull.Add(name);
    }

    private void SetLocal(string name, ExpressionSyntax? value)
    {
        _locals[name] = value;
        if (value is ThisExpressionSyntax || (value is not null && ValueSources.PassesThis(value, this)))
            _knowsOwner.Add(name);
    }
}
