using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <summary>What a member of an object is called in the heap, and which members are plain storage.</summary>
internal static class Members
{
    private static readonly string[] Items = ["Item1", "Item2", "Item3", "Item4", "Item5", "Item6", "Item7", "Item8"];

    /// <summary>The same storage has the same key: a property and its backing field, a generic member and its constructions, a tuple element under any name.</summary>
    public static object Key(ISymbol member) => member switch
    {
        IFieldSymbol { CorrespondingTupleField: { } element } => element.Name,
        IFieldSymbol { AssociatedSymbol: { } associated } => associated.OriginalDefinition,
        _ => member.OriginalDefinition,
    };

    public static object Item(int index) => index < Items.Length ? Items[index] : "Item" + (index + 1);

    public static string Name(object key) => key switch
    {
        ISymbol symbol => symbol.Name,
        string text => text,
        _ => "",
    };

    /// <summary>An order of keys that does not depend on hashes, which differ from run to run.</summary>
    public static string SortKey(object? key) => key switch
    {
        ISymbol symbol => symbol.Name + "|" + symbol.ContainingType?.MetadataName,
        string text => text,
        Evaluator.Index index => index.Key.ToString("D10", CultureInfo.InvariantCulture),
        SyntaxNode scope => scope.SpanStart.ToString("D10", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Declared in source, or by the language: an object made here starts without a value in it.</summary>
    public static bool IsSource(object key) => key is not ISymbol symbol || symbol.DeclaringSyntaxReferences.Length > 0 || symbol.ContainingType is { IsAnonymousType: true };

    /// <summary>It has a <c>ref</c> field: it may reach any place, and types say nothing of that.</summary>
    public static bool HoldsReference(ITypeSymbol type) => type.IsRefLikeType && type.GetMembers().Any(static m => m is IFieldSymbol { RefKind: not RefKind.None });

    /// <summary>The literal that a field or property starts with; null for none, for <c>null</c> and <c>default</c>, and for what is no literal.</summary>
    public static object? LiteralOf(ISymbol member) => member.DeclaringSyntaxReferences.Length == 0 ? null : member.DeclaringSyntaxReferences[0].GetSyntax() switch
    {
        VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal } => ValueOf(literal),
        PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax literal } => ValueOf(literal),
        _ => null,
    };

    /// <summary>The token of <c>default</c> has its own text for a value.</summary>
    private static object? ValueOf(LiteralExpressionSyntax literal) => literal.IsKind(SyntaxKind.DefaultLiteralExpression) ? null : literal.Token.Value;

    /// <summary>The property keeps what it is given, and nothing else happens. <paramref name="setter"/> says which accessor is asked for.</summary>
    public static bool IsAuto(IPropertySymbol property, bool setter)
    {
        if (property.IsAbstract || property.IsExtern || property.IsIndexer || property.ContainingType?.TypeKind == TypeKind.Interface || property.DeclaringSyntaxReferences.Length == 0)
            return false;
        var plain = false;
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax())
            {
                case ParameterSyntax:
                    return true;
                case PropertyDeclarationSyntax { ExpressionBody: not null }:
                    return false;
                case PropertyDeclarationSyntax { AccessorList: { } accessors } declaration:
                    // The other part has the code.
                    if (declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && accessors.Accessors.All(HasNoBody))
                        continue;
                    var asked = accessors.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration) != setter);
                    plain |= asked is null ? accessors.Accessors.All(HasNoBody) : HasNoBody(asked);
                    break;
            }
        }

        return plain;

        static bool HasNoBody(AccessorDeclarationSyntax accessor) => accessor.Body is null && accessor.ExpressionBody is null;
    }

    /// <summary>The event keeps its handlers itself.</summary>
    public static bool IsFieldLike(IEventSymbol @event) =>
        @event.DeclaringSyntaxReferences.Length == 0 || @event.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is not EventDeclarationSyntax);
}
