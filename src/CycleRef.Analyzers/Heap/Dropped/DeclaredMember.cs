using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>A member of a type of the program, as it is written.</summary>
/// <param name="syntax">Its declaration; a type for its primary constructor.</param>
/// <param name="name">Its simple name, without the interface that it implements explicitly.</param>
/// <param name="modifiers">As they are written.</param>
/// <param name="isOfInterface">The type is an interface.</param>
internal sealed class DeclaredMember(MemberDeclarationSyntax syntax, string name, SyntaxTokenList modifiers, bool isOfInterface)
{
    private static readonly object Nothing = new();
    private object? _callee;

    public MemberDeclarationSyntax Syntax => syntax;

    public string Name => name;

    /// <summary>A type that derives from this one may have another in its place.</summary>
    public bool IsVirtual => isOfInterface || modifiers.Any(SyntaxKind.VirtualKeyword) || modifiers.Any(SyntaxKind.AbstractKeyword) || modifiers.Any(SyntaxKind.OverrideKeyword);

    /// <summary>Not called by its name, but by that of the interface.</summary>
    public bool IsExplicit => IsExplicitly(syntax);

    /// <summary>The code of a method, a constructor, a setter. Null for what has none.</summary>
    public Callee? Callee
    {
        get
        {
            var callee = Volatile.Read(ref _callee);
            if (callee is null)
                Volatile.Write(ref _callee, callee = (object?)Callee.Of(syntax, modifiers) ?? Nothing);
            return callee as Callee;
        }
    }

    /// <summary>Its code is somewhere, but not here: an abstract method, the setter that the compiler writes.</summary>
    public bool IsOpen => Callee is null && !modifiers.Any(SyntaxKind.PartialKeyword);

    public static bool IsExplicitly(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } or BasePropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null };

    /// <summary>What a field or property is declared as; null for all others.</summary>
    public TypeSyntax? StoredType => syntax switch
    {
        FieldDeclarationSyntax { Declaration.Type: var type } => type,
        PropertyDeclarationSyntax { Type: var type } => type,
        _ => null,
    };
}
