using System.Collections.Generic;
using System.Collections.Immutable;
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
internal static class TreeOutlineReader
{
    public static TreeOutline Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (tree.GetRoot(cancellationToken) is not CompilationUnitSyntax root)
            return new TreeOutline(ImmutableArray<TypeOutline>.Empty, ImmutableArray<AliasOutline>.Empty);

        var types = ImmutableArray.CreateBuilder<TypeOutline>();
        var aliases = ImmutableArray.CreateBuilder<AliasOutline>();
        ReadAliases(root.Usings, aliases);

        // Explicit work list: namespaces and types of hostile input nest deeper than the stack.
        var open = new Stack<(MemberDeclarationSyntax Member, string Namespace, ImmutableArray<string> Path)>();
        Push(root.Members, "", ImmutableArray<string>.Empty);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (member, @namespace, path) = open.Pop();
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declaration:
                    ReadAliases(declaration.Usings, aliases);
                    var name = QualifiedName(declaration.Name);
                    Push(declaration.Members, @namespace.Length == 0 ? name : @namespace + "." + name, path);
                    break;
                case TypeDeclarationSyntax type when KindOf(type) != OutlineKinds.None:
                    var typePath = path.Add(NameWithArity(type));
                    types.Add(ReadType(type, @namespace, typePath));
                    Push(type.Members, @namespace, typePath);
                    break;
            }
        }

        return new TreeOutline(types.ToImmutable(), aliases.ToImmutable());

        void Push(SyntaxList<MemberDeclarationSyntax> members, string @namespace, ImmutableArray<string> path)
        {
            foreach (var member in members)
            {
                if (member is BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                    open.Push((member, @namespace, path));
            }
        }
    }

    private static void ReadAliases(SyntaxList<UsingDirectiveSyntax> usings, ImmutableArray<AliasOutline>.Builder aliases)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not { } alias)
                continue;
            var mentions = new MentionedNames();
            mentions.AddType(directive.NamespaceOrType);
            aliases.Add(new AliasOutline(alias.Name.Identifier.ValueText, mentions.ToImmutable()));
        }
    }

    private static string QualifiedName(NameSyntax name)
    {
        var parts = new Stack<string>();
        for (var current = name; ;)
        {
            switch (current)
            {
                case QualifiedNameSyntax qualified:
                    parts.Push(qualified.Right.Identifier.ValueText);
                    current = qualified.Left;
                    continue;
                case SimpleNameSyntax simple:
                    parts.Push(simple.Identifier.ValueText);
                    break;
            }

            return string.Join(".", parts);
        }
    }

    private static string NameWithArity(TypeDeclarationSyntax type)
    {
        var name = type.Identifier.ValueText;
        var arity = type.TypeParameterList?.Parameters.Count ?? 0;
        return arity == 0 ? name : name + "`" + arity;
    }

    private static OutlineKinds KindOf(TypeDeclarationSyntax type) => type.Kind() switch
    {
        SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration => OutlineKinds.Class,
        SyntaxKind.InterfaceDeclaration => OutlineKinds.Interface,
        SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration => OutlineKinds.Struct,
        _ => OutlineKinds.None,
    };

    private static TypeOutline ReadType(TypeDeclarationSyntax type, string @namespace, ImmutableArray<string> path)
    {
        var kinds = KindOf(type);
        if (ContractNames.Has(type.AttributeLists, ContractNames.Acyclic))
            kinds |= OutlineKinds.Acyclic;
        if (type.Modifiers.Any(SyntaxKind.AbstractKeyword))
            kinds |= OutlineKinds.Abstract;

        var members = ImmutableArray.CreateBuilder<MemberOutline>();
        var bases = ReadBases(type, members);
        ReadPrimaryConstructor(type, members);
        if ((kinds & OutlineKinds.Interface) == 0)
        {
            foreach (var member in type.Members)
                ReadMember(member, members);
        }

        return new TypeOutline(@namespace, path, kinds, bases, members.ToImmutable());
    }

    private static ImmutableArray<string> ReadBases(TypeDeclarationSyntax type, ImmutableArray<MemberOutline>.Builder members)
    {
        // What the type arguments of a base and the constraints of type parameters name may be held through inherited members.
        var arguments = new MentionedNames();
        var bases = ImmutableArray.CreateBuilder<string>();
        foreach (var baseType in type.BaseList?.Types ?? default)
        {
            if (MentionedNames.OuterName(baseType.Type) is { } name)
                bases.Add(name);
            arguments.AddTypeArguments(baseType.Type);
        }

        foreach (var clause in type.ConstraintClauses)
        {
            foreach (var constraint in clause.Constraints)
            {
                if (constraint is TypeConstraintSyntax { Type: var constraintType })
                    arguments.AddType(constraintType);
            }
        }

        if (!arguments.IsEmpty)
            members.Add(new MemberOutline(": base", arguments.ToImmutable()));
        return bases.ToImmutable();
    }

    private static void ReadPrimaryConstructor(TypeDeclarationSyntax type, ImmutableArray<MemberOutline>.Builder members)
    {
        foreach (var parameter in type.ParameterList?.Parameters ?? default)
        {
            if (parameter.Type is { } parameterType)
                Add(parameter.Identifier.ValueText, parameterType, members);
        }
    }

    private static void ReadMember(MemberDeclarationSyntax member, ImmutableArray<MemberOutline>.Builder members)
    {
        switch (member)
        {
            // Events hold delegates, whose targets no type tells.
            case FieldDeclarationSyntax field when !IsStatic(field.Modifiers):
                foreach (var variable in field.Declaration.Variables)
                    Add(variable.Identifier.ValueText, field.Declaration.Type, members);
                break;
            case PropertyDeclarationSyntax property when !IsStatic(property.Modifiers) && MayHaveBackingField(property):
                Add(property.Identifier.ValueText, property.Type, members);
                break;
        }
    }

    private static void Add(string name, TypeSyntax type, ImmutableArray<MemberOutline>.Builder members)
    {
        var mentions = new MentionedNames();
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
}
