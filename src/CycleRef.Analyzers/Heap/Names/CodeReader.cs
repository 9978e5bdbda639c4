using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Names;

/// <summary>Reads the <see cref="TreeCode"/> of a tree: one walk over all its code, linear in its size.</summary>
internal sealed class CodeReader
{
    private readonly ImmutableArray<CodeOutline>.Builder _code = ImmutableArray.CreateBuilder<CodeOutline>();
    private readonly ImmutableArray<OpenMember>.Builder _open = ImmutableArray.CreateBuilder<OpenMember>();

    private CodeReader()
    {
    }

    public static TreeCode Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new CodeReader();
        var pending = new Stack<SyntaxNode>();
        pending.Push(tree.GetRoot(cancellationToken));
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var node = pending.Pop();
            var members = node switch
            {
                CompilationUnitSyntax unit => unit.Members,
                BaseNamespaceDeclarationSyntax space => space.Members,
                TypeDeclarationSyntax type => type.Members,
                _ => default,
            };
            if (node is TypeDeclarationSyntax declared)
                reader.ReadType(declared);
            else if (node is CompilationUnitSyntax { Members: var statements })
                reader.ReadTopLevel(node, statements);
            foreach (var member in members)
            {
                if (node is TypeDeclarationSyntax { Identifier.ValueText: var owner })
                    reader.ReadMember(member, owner);
                if (member is BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                    pending.Push(member);
            }
        }

        return new TreeCode(reader._code.ToImmutable(), reader._open.ToImmutable());
    }

    private void ReadMember(MemberDeclarationSyntax member, string owner)
    {
        switch (member)
        {
            case MethodDeclarationSyntax { Identifier.ValueText: var name } method:
                Add(owner, method, new CodeName(CodeKind.Method, name, Arity(method.ParameterList)), method.Body, method.ExpressionBody);
                break;
            case ConstructorDeclarationSyntax constructor:
                Add(owner, constructor, new CodeName(CodeKind.Constructor, owner, Arity(constructor.ParameterList)), constructor.Initializer, constructor.Body, constructor.ExpressionBody);
                break;
            case OperatorDeclarationSyntax { Body: var body, ExpressionBody: var expression }:
                Add(owner, member, new CodeName(CodeKind.Method, "operator", CodeName.AnyArity), body, expression);
                break;
            case ConversionOperatorDeclarationSyntax { Body: var body, ExpressionBody: var expression }:
                Add(owner, member, new CodeName(CodeKind.Method, "operator", CodeName.AnyArity), body, expression);
                break;
            case PropertyDeclarationSyntax { Identifier.ValueText: var name } property:
                ReadAccessors(owner, name, property, property.ExpressionBody);
                break;
            case IndexerDeclarationSyntax indexer:
                ReadAccessors(owner, "this[]", indexer, indexer.ExpressionBody);
                break;
            case EventDeclarationSyntax { Identifier.ValueText: var name } @event:
                ReadAccessors(owner, name, @event, null);
                break;
        }
    }

    private void ReadTopLevel(SyntaxNode unit, SyntaxList<MemberDeclarationSyntax> members)
    {
        if (!members.Any(SyntaxKind.GlobalStatement))
            return;
        var reader = new BodyReader("");
        foreach (var member in members)
        {
            if (member is GlobalStatementSyntax)
                reader.Visit(member);
        }

        _code.Add(reader.Outline(unit.SpanStart, new CodeName(CodeKind.Method, "<Main>$", 0)));
    }

    private void ReadAccessors(string owner, string name, BasePropertyDeclarationSyntax property, ArrowExpressionClauseSyntax? expression)
    {
        if (expression is not null)
            Add(owner, expression, new CodeName(CodeKind.Getter, name, CodeName.AnyArity), expression, null);
        foreach (var accessor in property.AccessorList?.Accessors ?? default)
        {
            var kind = accessor.IsKind(SyntaxKind.GetAccessorDeclaration) ? CodeKind.Getter : CodeKind.Setter;
            Add(owner, accessor, new CodeName(kind, name, CodeName.AnyArity), accessor.Body, accessor.ExpressionBody);
        }
    }

    /// <summary>What every constructor of the type runs: initializers, and the base's constructor that nobody wrote down. And the members that may hold anything.</summary>
    private void ReadType(TypeDeclarationSyntax type)
    {
        var reader = new BodyReader(type.Identifier.ValueText);
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case EventFieldDeclarationSyntax @event when !IsStatic(@event.Modifiers):
                    foreach (var variable in @event.Declaration.Variables)
                        _open.Add(new OpenMember(type.Identifier.ValueText, variable.Identifier.ValueText, ""));
                    break;
                case FieldDeclarationSyntax field when !IsStatic(field.Modifiers):
                    foreach (var variable in field.Declaration.Variables)
                    {
                        ReadOpen(type, variable.Identifier.ValueText, field.Declaration.Type);
                        reader.Initializer(variable.Identifier.ValueText, variable.Initializer);
                    }

                    break;
                case PropertyDeclarationSyntax property when !IsStatic(property.Modifiers):
                    ReadOpen(type, property.Identifier.ValueText, property.Type);
                    reader.Initializer(property.Identifier.ValueText, property.Initializer);
                    break;
            }
        }

        foreach (var parameter in type.ParameterList?.Parameters ?? default)
        {
            if (parameter.Type is { } parameterType)
                ReadOpen(type, parameter.Identifier.ValueText, parameterType);
            reader.Use(parameter.Identifier.ValueText, NameUses.Own | NameUses.Written);
        }

        foreach (var @base in type.BaseList?.Types ?? default)
        {
            if (@base is PrimaryConstructorBaseTypeSyntax { ArgumentList: var arguments })
                reader.Visit(arguments);
            if (MentionedNames.OuterName(@base.Type) is { } name)
                reader.Call(CodeKind.Constructor, name, CodeName.AnyArity);
        }

        if (!reader.IsEmpty)
            _code.Add(reader.Outline(type.SpanStart, new CodeName(CodeKind.Constructor, type.Identifier.ValueText, CodeName.AnyArity)));
    }

    private void ReadOpen(TypeDeclarationSyntax type, string name, TypeSyntax declared)
    {
        if (declared is NullableTypeSyntax { ElementType: var element })
            declared = element;
        if (declared is PredefinedTypeSyntax predefined)
        {
            if (predefined.Keyword.IsKind(SyntaxKind.ObjectKeyword))
                _open.Add(new OpenMember(type.Identifier.ValueText, name, null));
        }
        else if (declared is not IdentifierNameSyntax and not QualifiedNameSyntax && MentionsObject(declared))
        {
            _open.Add(new OpenMember(type.Identifier.ValueText, name, null));
        }
        else if (MentionedNames.OuterName(declared) is { } outer)
        {
            _open.Add(new OpenMember(type.Identifier.ValueText, name, outer == "dynamic" ? null : outer));
        }
    }

    private static bool MentionsObject(TypeSyntax type)
    {
        foreach (var token in type.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.ObjectKeyword) || token.ValueText == "dynamic")
                return true;
        }

        return false;
    }

    private void Add(string owner, SyntaxNode declaration, CodeName name, SyntaxNode? first, SyntaxNode? second, SyntaxNode? third = null)
    {
        if (first is null && second is null && third is null)
            return;
        var reader = new BodyReader(owner);
        if (first is not null)
            reader.Visit(first);
        if (second is not null)
            reader.Visit(second);
        if (third is not null)
            reader.Visit(third);
        _code.Add(reader.Outline(declaration.SpanStart, name));
    }

    private static bool IsStatic(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.StaticKeyword) || modifiers.Any(SyntaxKind.ConstKeyword);

    private static int Arity(ParameterListSyntax parameters)
    {
        foreach (var parameter in parameters.Parameters)
        {
            // Optional ones, params and extension receivers: any number of arguments may fit.
            if (parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) || parameter.Modifiers.Any(SyntaxKind.ThisKeyword))
                return CodeName.AnyArity;
        }

        return parameters.Parameters.Count;
    }
}
