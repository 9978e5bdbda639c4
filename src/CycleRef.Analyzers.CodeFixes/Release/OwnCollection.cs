using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>A collection that its holder alone made, and so may empty. One that was handed in belongs to somebody else.</summary>
internal static class OwnCollection
{
    /// <returns><c>.Clear()</c>, or <c>?.Clear()</c> where the member may be null; null where it cannot be emptied.</returns>
    public static string? Emptying(ISymbol member, MemberDeclarationSyntax declaration, SemanticModel model)
    {
        var (type, isFixed) = member switch
        {
            IFieldSymbol field => (field.Type, field.IsReadOnly),
            IPropertySymbol property => (property.Type, property.SetMethod is null),
            _ => (null, false),
        };
        if (type is not INamedTypeSymbol { IsReferenceType: true } collection || !HasClear(collection, model, declaration.SpanStart) || !IsMadeByOwnType(member, isFixed))
            return null;
        var isNeverNull = model.GetNullableContext(declaration.SpanStart).AnnotationsEnabled() && type.NullableAnnotation == NullableAnnotation.NotAnnotated;
        return (isFixed && InitializerOf(member) is not null) || isNeverNull ? ".Clear()" : "?.Clear()";
    }

    /// <summary>That of a library collection: what others call Clear may do more.</summary>
    private static bool HasClear(INamedTypeSymbol type, SemanticModel model, int position) =>
        type.ToDisplayString().StartsWith("System.Collections.", System.StringComparison.Ordinal)
        && model.LookupSymbols(position, type, "Clear").Any(static found => found is IMethodSymbol { IsStatic: false, Parameters.Length: 0, ReturnsVoid: true });

    private static bool IsMadeByOwnType(ISymbol member, bool isFixed)
    {
        if (!isFixed && !(member.DeclaredAccessibility == Accessibility.Private || member is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Private }))
            return false;
        var initial = InitializerOf(member);
        if (initial is not null && !IsNew(initial) && !Expressions.IsNull(initial))
            return false;
        var isMade = initial is not null;
        foreach (var declared in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in declared.GetSyntax().DescendantNodes())
            {
                switch (node)
                {
                    case AssignmentExpressionSyntax assignment when Names(assignment.Left, member):
                        if (!IsNew(assignment.Right) && !Expressions.IsNull(assignment.Right))
                            return false;
                        isMade = true;
                        break;
                    // Assigned by reference or as part of a tuple: from where cannot be told.
                    case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } byReference when Names(byReference.Expression, member):
                    case ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } } part when Names(part.Expression, member):
                        return false;
                }
            }
        }

        return isMade;
    }

    private static ExpressionSyntax? InitializerOf(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };

    private static bool IsNew(ExpressionSyntax value) => Expressions.Bare(value) is BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax;

    private static bool Names(ExpressionSyntax expression, ISymbol member) => Expressions.Bare(expression) switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == member.Name,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == member.Name,
        _ => false,
    };
}
