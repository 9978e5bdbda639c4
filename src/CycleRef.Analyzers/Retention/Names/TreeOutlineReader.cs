using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Names;

/// <summary>
/// Reads the <see cref="TreeOutline"/> of a syntax tree. Visits declarations, never the bodies of methods; linear in the number of
/// declarations. Over-approximates: whatever could store a reference counts.
/// </summary>
internal sealed class TreeOutlineReader
{
    private static readonly ImmutableDictionary<string, string> NoParameters = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    private readonly ImmutableArray<TypeOutline>.Builder _types = ImmutableArray.CreateBuilder<TypeOutline>();
    private readonly HashSet<NameFlow> _flows = [];

    // Explicit work list: namespaces and types of hostile input nest deeper than the stack.
    private readonly Stack<Scope> _open = new();

    private TreeOutlineReader()
    {
    }

    public static TreeOutline Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new TreeOutlineReader();
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax root)
            reader.ReadRoot(root, cancellationToken);
        var flows = reader._flows.OrderBy(static f => f.From, StringComparer.Ordinal).ThenBy(static f => f.To, StringComparer.Ordinal);
        return new TreeOutline(reader._types.ToImmutable(), flows.ToImmutableArray());
    }

    private void ReadRoot(CompilationUnitSyntax root, CancellationToken cancellationToken)
    {
        ReadAliases(root.Usings);
        Push(root.Members, "", ImmutableArray<string>.Empty, NoParameters);
        while (_open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (member, @namespace, path, parameters) = _open.Pop();
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declaration:
                    ReadAliases(declaration.Usings);
                    var name = QualifiedName(declaration.Name);
                    Push(declaration.Members, @namespace.Length == 0 ? name : @namespace + "." + name, path, parameters);
                    break;
                case TypeDeclarationSyntax type when KindOf(type) != OutlineKinds.None:
                    var typePath = path.Add(NameWithArity(type));
                    // A type declared or inherited here hides an outer type parameter of that name.
                    foreach (var outer in parameters)
                        _flows.Add(new NameFlow(outer.Value, outer.Key));
                    var inner = WithParametersOf(type, parameters);
                    _types.Add(ReadType(type, @namespace, typePath, inner));
                    Push(type.Members, @namespace, typePath, inner);
                    break;
            }
        }
    }

    private void Push(SyntaxList<MemberDeclarationSyntax> members, string @namespace, ImmutableArray<string> path, ImmutableDictionary<string, string> parameters)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                _open.Push(new Scope(member, @namespace, path, parameters));
        }
    }

    private void ReadAliases(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not { } alias)
                continue;
            var mentions = new MentionedNames(NoParameters, _flows);
            mentions.AddType(directive.NamespaceOrType);
            foreach (var mention in mentions.ToImmutable())
                _flows.Add(new NameFlow(alias.Name.Identifier.ValueText, mention));
        }
    }

    private static string QualifiedName(NameSyntax name)
    {
        var parts = new Stack<string>();
        var current = name;
        while (current is QualifiedNameSyntax qualified)
        {
            parts.Push(qualified.Right.Identifier.ValueText);
            current = qualified.Left;
        }

        if (current is SimpleNameSyntax simple)
            parts.Push(simple.Identifier.ValueText);
        return string.Join(".", parts);
    }

    private static string NameWithArity(TypeDeclarationSyntax type)
    {
        var name = type.Identifier.ValueText;
        var arity = type.TypeParameterList?.Parameters.Count ?? 0;
        return arity == 0 ? name : name + "`" + arity;
    }

    private static ImmutableDictionary<string, string> WithParametersOf(TypeDeclarationSyntax type, ImmutableDictionary<string, string> outer)
    {
        foreach (var parameter in type.TypeParameterList?.Parameters ?? default)
            outer = outer.SetItem(parameter.Identifier.ValueText, NameFlow.ParametersOf(type.Identifier.ValueText));
        return outer;
    }

    private static OutlineKinds KindOf(TypeDeclarationSyntax type) => type.Kind() switch
    {
        SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration => OutlineKinds.Class,
        SyntaxKind.InterfaceDeclaration => OutlineKinds.Interface,
        SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration => OutlineKinds.Struct,
        _ => OutlineKinds.None,
    };

    private TypeOutline ReadType(TypeDeclarationSyntax type, string @namespace, ImmutableArray<string> path, ImmutableDictionary<string, string> parameters)
    {
        var kinds = KindOf(type);
        if (ContractNames.Has(type.AttributeLists, ContractNames.Acyclic))
            kinds |= OutlineKinds.Acyclic;
        if (type.Modifiers.Any(SyntaxKind.AbstractKeyword))
            kinds |= OutlineKinds.Abstract;

        var members = ImmutableArray.CreateBuilder<MemberOutline>();
        var bases = ReadBases(type, parameters, members);
        ReadConstraints(type, parameters);
        foreach (var parameter in type.ParameterList?.Parameters ?? default)
        {
            if (parameter.Type is { } parameterType)
                Add(parameter.Identifier.ValueText, parameterType, parameters, members);
        }

        if ((kinds & OutlineKinds.Interface) == 0)
        {
            foreach (var member in type.Members)
                ReadMember(member, parameters, members);
        }

        return new TypeOutline(@namespace, path, kinds, bases, members.ToImmutable());
    }

    private ImmutableArray<string> ReadBases(TypeDeclarationSyntax type, ImmutableDictionary<string, string> parameters, ImmutableArray<MemberOutline>.Builder members)
    {
        // What the arguments of a base name may be held through inherited members.
        var mentions = new MentionedNames(parameters, _flows);
        var bases = ImmutableArray.CreateBuilder<string>();
        foreach (var baseType in type.BaseList?.Types ?? default)
        {
            if (MentionedNames.OuterName(baseType.Type) is { } name)
                bases.Add(name);
            mentions.AddArguments(baseType.Type);
        }

        if (!mentions.IsEmpty)
            members.Add(new MemberOutline(": base", mentions.ToImmutable()));
        return bases.ToImmutable();
    }

    private void ReadConstraints(TypeDeclarationSyntax type, ImmutableDictionary<string, string> parameters)
    {
        foreach (var clause in type.ConstraintClauses)
        {
            var mentions = new MentionedNames(parameters, _flows);
            foreach (var constraint in clause.Constraints)
            {
                if (constraint is TypeConstraintSyntax { Type: var constraintType })
                    mentions.AddType(constraintType);
            }

            foreach (var mention in mentions.ToImmutable())
                _flows.Add(new NameFlow(NameFlow.ParametersOf(type.Identifier.ValueText), mention));
        }
    }

    private void ReadMember(MemberDeclarationSyntax member, ImmutableDictionary<string, string> parameters, ImmutableArray<MemberOutline>.Builder members)
    {
        switch (member)
        {
            // Events hold delegates, whose targets no type tells.
            case FieldDeclarationSyntax field when !IsStatic(field.Modifiers):
                foreach (var variable in field.Declaration.Variables)
                    Add(variable.Identifier.ValueText, field.Declaration.Type, parameters, members);
                break;
            case PropertyDeclarationSyntax property when !IsStatic(property.Modifiers) && MayHaveBackingField(property):
                Add(property.Identifier.ValueText, property.Type, parameters, members);
                break;
        }
    }

    private void Add(string name, TypeSyntax type, ImmutableDictionary<string, string> parameters, ImmutableArray<MemberOutline>.Builder members)
    {
        var mentions = new MentionedNames(parameters, _flows);
        mentions.AddType(type);
        if (!mentions.IsEmpty)
            members.Add(new MemberOutline(name, mentions.ToImmutable()));
    }

    private static bool IsStatic(SyntaxTokenList modifiers) =>
        modifiers.Any(SyntaxKind.StaticKeyword) || modifiers.Any(SyntaxKind.ConstKeyword);

    private static bool MayHaveBackingField(PropertyDeclarationSyntax property)
    {
        if (property.Modifiers.Any(SyntaxKind.AbstractKeyword))
            return false;
        if (property.ExpressionBody is { } arrow)
            return MentionsFieldKeyword(arrow);
        foreach (var accessor in property.AccessorList?.Accessors ?? default)
        {
            if (accessor.Body is null && accessor.ExpressionBody is null)
                return true;
            if (MentionsFieldKeyword(accessor))
                return true;
        }

        return false;
    }

    /// <summary>The <c>field</c> keyword of C# 14; an old compiler sees a plain identifier, which costs nothing here.</summary>
    private static bool MentionsFieldKeyword(SyntaxNode accessor)
    {
        foreach (var token in accessor.DescendantTokens())
        {
            if (token.ValueText == "field")
                return true;
        }

        return false;
    }

    /// <summary>A declaration still to be read, and where it stands.</summary>
    private readonly record struct Scope(
        MemberDeclarationSyntax Member,
        string Namespace,
        ImmutableArray<string> Path,
        ImmutableDictionary<string, string> Parameters);
}
