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

/// <summary>A field or auto-property that a method of its type can set to null.</summary>
/// <param name="Document">Where it is declared.</param>
/// <param name="Model">The model of that document.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Member">The symbol.</param>
internal sealed record ReleaseTarget(Document Document, SemanticModel Model, MemberDeclarationSyntax Declaration, ISymbol Member)
{
    public static async Task<ReleaseTarget?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
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
        return model.GetDeclaredSymbol(node, cancellationToken) is { IsStatic: false } member && CanBeNulled(member)
            ? new ReleaseTarget(document, model, declaration, member)
            : null;
    }

    /// <summary><c>Owner = null;</c></summary>
    public TeardownStatement Statement()
    {
        var type = Member is IFieldSymbol field ? field.Type : ((IPropertySymbol)Member).Type;
        var annotations = Model.GetNullableContext(Declaration.SpanStart).AnnotationsEnabled();
        var bang = annotations && type.NullableAnnotation == NullableAnnotation.NotAnnotated ? "!" : "";
        return new TeardownStatement(Document, Model, Declaration, Member.ContainingType, ImmutableArray.Create(Member.Name), "{0} = null" + bang + ";");
    }

    /// <summary>A new mention of an obsolete member would be a new warning.</summary>
    private static bool CanBeNulled(ISymbol member) => !member.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(System.ObsoleteAttribute)) && member switch
    {
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst && field.Type.IsReferenceType,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false } && property.ExplicitInterfaceImplementations.IsEmpty
            && property.Type.IsReferenceType && property.RefKind == RefKind.None,
        _ => false,
    };
}
