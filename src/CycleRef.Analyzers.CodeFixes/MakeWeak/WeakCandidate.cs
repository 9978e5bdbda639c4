using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>A field or auto-property whose declaration can be rewritten. What its uses say is not known yet.</summary>
/// <param name="Document">Where it is declared.</param>
/// <param name="Model">The model of that document.</param>
/// <param name="Declaration">The field or property declaration.</param>
/// <param name="Variable">The declarator of a field.</param>
/// <param name="Member">The symbol.</param>
/// <param name="Type">Its type.</param>
/// <param name="WeakReference"><c>WeakReference&lt;T&gt;</c> of that type.</param>
internal sealed record WeakCandidate(
    Document Document,
    SemanticModel Model,
    MemberDeclarationSyntax Declaration,
    VariableDeclaratorSyntax? Variable,
    ISymbol Member,
    ITypeSymbol Type,
    INamedTypeSymbol WeakReference)
{
    public TypeSyntax TypeSyntax => Declaration switch
    {
        FieldDeclarationSyntax declared => declared.Declaration.Type,
        _ => ((PropertyDeclarationSyntax)Declaration).Type,
    };

    public SyntaxToken Identifier => Variable?.Identifier ?? ((PropertyDeclarationSyntax)Declaration).Identifier;

    public ExpressionSyntax? Initializer => (Variable is null ? ((PropertyDeclarationSyntax)Declaration).Initializer : Variable.Initializer)?.Value;

    /// <summary>readonly, or get-only: assigned in constructors only.</summary>
    public bool IsAssignedOnce => Member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    /// <summary>It overrides or implements by name what has no setter, so that it may have none either.</summary>
    public bool MustStayGetOnly => Member is IPropertySymbol { SetMethod: null } property && (property.IsOverride || !property.ExplicitInterfaceImplementations.IsEmpty);

    /// <summary><c>?</c> and <c>!</c> may be written here.</summary>
    public bool HasAnnotations => Model.GetNullableContext(Declaration.SpanStart).AnnotationsEnabled();

    /// <summary>The declared type says that it is never null.</summary>
    public bool IsNonNullable => HasAnnotations && Type.NullableAnnotation == NullableAnnotation.NotAnnotated;
}
