using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>A field or auto-property that a method of its type can let go of.</summary>
/// <param name="Document">Where it is declared.</param>
/// <param name="Model">The model of that document.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Member">The symbol.</param>
/// <param name="Emptying">The call that empties a collection, with its dot; null where the member is set to null.</param>
/// <param name="MadeWritable">The edit of the declaration that lets a method set it to null; null where none is needed.</param>
internal sealed record ReleaseTarget(Document Document, SemanticModel Model, MemberDeclarationSyntax Declaration, ISymbol Member, string? Emptying, TextChange? MadeWritable)
{
    public static async Task<ReleaseTarget?> FindAsync(Document document, TextSpan span, bool isMany, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(span))
            return null;
        var node = root.FindToken(span.Start).Parent;
        if (node is not (VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax))
            return null;
        var declaration = node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        // A broken type is better left alone: text is put into it.
        if (declaration.Parent is not (ClassDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration })
            || declaration.Parent.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error))
            return null;
        if (model.GetDeclaredSymbol(node, cancellationToken) is not { IsStatic: false } member || !CanBeMentioned(member))
            return null;
        if (isMany && OwnCollection.Emptying(member, declaration, model) is { } emptying)
            return new ReleaseTarget(document, model, declaration, member, emptying, null);
        if (CanBeNulled(member))
            return new ReleaseTarget(document, model, declaration, member, null, null);
        // A collection that was handed in and cannot be unset belongs to somebody else.
        return !isMany && MakeWritable(declaration, member) is { } change ? new ReleaseTarget(document, model, declaration, member, null, change) : null;
    }

    /// <summary><c>Owner = null;</c>, <c>_children.Clear();</c></summary>
    public TeardownStatement Statement()
    {
        var annotations = Model.GetNullableContext(Declaration.SpanStart).AnnotationsEnabled();
        var bang = annotations && TypeOf(Member).NullableAnnotation == NullableAnnotation.NotAnnotated ? "!" : "";
        var template = Emptying is null ? "{0} = null" + bang + ";" : "{0}" + Emptying + ";";
        return new TeardownStatement(Document, Model, Declaration, Member.ContainingType, ImmutableArray.Create(Member.Name), template) { SetsNull = Emptying is null };
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>A new mention of an obsolete member would be a new warning.</summary>
    private static bool CanBeMentioned(ISymbol member) => !member.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(System.ObsoleteAttribute));

    private static bool CanBeNulled(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst && field.Type.IsReferenceType,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false } && property.ExplicitInterfaceImplementations.IsEmpty
            && property.Type.IsReferenceType && property.RefKind == RefKind.None,
        _ => false,
    };

    /// <summary>Drops <c>readonly</c>, or gives a get-only property a private setter: only its own type can tell.</summary>
    private static TextChange? MakeWritable(MemberDeclarationSyntax declaration, ISymbol member)
    {
        switch (declaration)
        {
            case FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field when member is IFieldSymbol { IsReadOnly: true, Type.IsReferenceType: true }:
                // Outside the type a public field must stay as it is.
                var keyword = field.Modifiers.First(static modifier => modifier.IsKind(SyntaxKind.ReadOnlyKeyword));
                return member.DeclaredAccessibility == Accessibility.Private && keyword.GetNextToken() is var next && next.LeadingTrivia.Count == 0
                    ? new TextChange(TextSpan.FromBounds(keyword.SpanStart, next.SpanStart), "")
                    : null;
            case PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors, ExplicitInterfaceSpecifier: null }
                when accessors[0] is { Keyword.RawKind: (int)SyntaxKind.GetKeyword, Body: null, ExpressionBody: null } getter
                    && member is IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false, RefKind: RefKind.None, Type.IsReferenceType: true }:
                return new TextChange(new TextSpan(getter.Span.End, 0), member.DeclaredAccessibility == Accessibility.Private ? " set;" : " private set;");
            default:
                return null;
        }
    }
}
