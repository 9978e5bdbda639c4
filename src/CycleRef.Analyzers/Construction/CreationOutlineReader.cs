using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Construction;

/// <summary>
/// Reads the <see cref="CreationOutline"/>s of a syntax tree: declarations, initializers and constructors, never the bodies of methods.
/// </summary>
internal static class CreationOutlineReader
{
    public static CreationsOfTree Read(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        var outlines = ImmutableArray.CreateBuilder<CreationOutline>();
        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias: { } alias } directive && MentionedNames.OuterName(directive.NamespaceOrType) is { } target)
                outlines.Add(new CreationOutline(alias.Name.Identifier.ValueText, ImmutableArray.Create(target), ImmutableArray<string>.Empty, ImmutableArray<string>.Empty, false));
            else if (node is TypeDeclarationSyntax type and not InterfaceDeclarationSyntax && ReadType(type, text) is { } outline)
                outlines.Add(outline);
        }

        return new CreationsOfTree(outlines.ToImmutable());
    }

    /// <summary>Null for a type whose construction leads nowhere.</summary>
    private static CreationOutline? ReadType(TypeDeclarationSyntax type, string text)
    {
        var creates = new HashSet<string>(StringComparer.Ordinal);
        var memberTypes = new HashSet<string>(StringComparer.Ordinal);
        var hasNamelessNew = false;
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case BaseFieldDeclarationSyntax field:
                    AddName(memberTypes, field.Declaration.Type);
                    foreach (var variable in field.Declaration.Variables)
                        AddCreations(variable.Initializer, field.Declaration.Type);
                    break;
                case PropertyDeclarationSyntax property:
                    AddName(memberTypes, property.Type);
                    AddCreations(property.Initializer, property.Type);
                    break;
                case ConstructorDeclarationSyntax constructor:
                    AddCreations(constructor.Initializer, null);
                    AddCreations((SyntaxNode?)constructor.Body ?? constructor.ExpressionBody, null);
                    break;
            }
        }

        AddCreations(type.BaseList, null);
        var bases = (type.BaseList?.Types.Select(static baseType => MentionedNames.OuterName(baseType.Type)).OfType<string>() ?? []).ToImmutableArray();
        return creates.Count + bases.Length == 0 && memberTypes.Count == 0 && !hasNamelessNew
            ? null
            : new CreationOutline(type.Identifier.ValueText, bases, creates.ToImmutableArray(), memberTypes.ToImmutableArray(), hasNamelessNew);

        void AddCreations(SyntaxNode? code, TypeSyntax? expected)
        {
            foreach (var creation in CreationsOnEveryPath.In(code, text))
            {
                if (creation is ObjectCreationExpressionSyntax named)
                    AddName(creates, named.Type);
                else if (expected is not null && creation.Parent == code)
                    AddName(creates, expected);
                else
                    hasNamelessNew = true;
            }
        }
    }

    private static void AddName(HashSet<string> names, TypeSyntax type)
    {
        if (MentionedNames.OuterName(type) is { } name)
            names.Add(name);
    }
}
