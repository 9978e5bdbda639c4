using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>One declaration of a type of the program, as it is written; a partial type has several.</summary>
internal sealed class DeclaredType
{
    public DeclaredType(BaseTypeDeclarationSyntax syntax)
    {
        Name = syntax.Identifier.ValueText;
        IsInterface = syntax is InterfaceDeclarationSyntax;
        IsValue = syntax is EnumDeclarationSyntax or StructDeclarationSyntax || (syntax is RecordDeclarationSyntax record && record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword));
        foreach (var @base in syntax.BaseList?.Types ?? default)
        {
            if (SimpleNameOf(@base.Type) is { } name)
                Bases.Add(name);
        }

        if (syntax is TypeDeclarationSyntax type)
            AddMembers(type);
    }

    /// <summary>Empty for an extension block.</summary>
    public string Name { get; }

    /// <summary>The simple names of its base and its interfaces.</summary>
    public List<string> Bases { get; } = [];

    public bool IsInterface { get; }

    /// <summary>A structure or an enumeration.</summary>
    public bool IsValue { get; }

    /// <summary>Constructors of instances that are written out.</summary>
    public List<DeclaredMember> Constructors { get; } = [];

    /// <summary>Fields, properties, methods, events, those of enumerations left out.</summary>
    public List<DeclaredMember> Members { get; } = [];

    public static string? SimpleNameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };

    private void AddMembers(TypeDeclarationSyntax type)
    {
        if (type.ParameterList is not null && type is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax)
            Constructors.Add(new DeclaredMember(type, Name, default, isOfInterface: false));
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case ConstructorDeclarationSyntax constructor:
                    if (!constructor.Modifiers.Any(SyntaxKind.StaticKeyword))
                        Constructors.Add(new DeclaredMember(constructor, Name, constructor.Modifiers, isOfInterface: false));
                    break;
                case BaseFieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                        Members.Add(new DeclaredMember(field, variable.Identifier.ValueText, field.Modifiers, IsInterface));
                    break;
                default:
                    if (TreeNames.NameOf(member) is { } name)
                        Members.Add(new DeclaredMember(member, name, member.Modifiers, IsInterface));
                    break;
            }
        }
    }
}
