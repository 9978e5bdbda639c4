using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>A property whose accessors use the <c>field</c> keyword stays as it is; what they call <c>field</c> becomes a private weak property.</summary>
internal sealed record FieldKeywordPlan : WeakPlan
{
    private readonly PropertyDeclarationSyntax _declaration;
    private readonly IPropertySymbol _property;

    private FieldKeywordPlan(Document document, SemanticModel model, SharedFile file, INamedTypeSymbol weakReference, PropertyDeclarationSyntax declaration, IPropertySymbol property)
        : base(
            document,
            model,
            file,
            weakReference,
            declaration.SpanStart,
            property.ContainingType.Name + "." + property.Name,
            model.GetNullableContext(declaration.SpanStart).AnnotationsEnabled() && property.Type.NullableAnnotation == NullableAnnotation.NotAnnotated,
            false,
            true) =>
        (_declaration, _property) = (declaration, property);

    public static async Task<WeakPlan?> ForAsync(Document document, SemanticModel model, SharedFile file, PropertyDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        if (!IsSuitable(declaration) || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } property
            || !property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            || !WeakCandidates.CanHold(property.ContainingType, property) || !WeakCandidates.CanBeHeld(property.Type)
            || WeakCandidates.WeakReferenceTo(property.Type, model) is not { } weakReference)
            return null;
        var outside = await MemberUses.OfAsync(property, declaration.Initializer?.Value, document, model, cancellationToken).ConfigureAwait(false);
        var inside = await MemberUses.AtAsync(Fields(declaration).Select(use => (use, model)), document.Project.Solution, cancellationToken).ConfigureAwait(false);
        // Constructors assign the field of a property without a setter.
        if (outside.MayBeOnlyHolder || inside.MayBeOnlyHolder || inside.NeedsVariable || (outside.IsAssigned && property.SetMethod is null))
            return null;
        return new FieldKeywordPlan(document, model, file, weakReference, declaration, property);
    }

    public override IReadOnlyDictionary<DocumentId, SyntaxNode> Rewrite(WeakForm form, CancellationToken cancellationToken)
    {
        var layout = Layout.Of(_declaration);
        var name = WeakNames.PropertyFor(_property);
        var shape = new WeakShape(
            _declaration.Type,
            Model.GetNullableContext(_declaration.SpanStart).AnnotationsEnabled(),
            IsNonNullable,
            File.Language,
            "private ",
            WeakNames.FieldFor(_property),
            null,
            ["private "],
            name,
            "",
            IsInitOnly ? "init" : "set",
            Name);
        var over = _declaration.ReplaceNodes(Fields(_declaration), (use, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(use));
        over = over.ReplaceNodes(over.AccessorList?.Accessors.Where(IsAutomatic) ?? [], (_, accessor) => WithBody(accessor, name));
        if (over.Initializer is not null)
            over = over.WithInitializer(null).WithSemicolonToken(default).WithTrailingTrivia(_declaration.GetTrailingTrivia());
        var root = _declaration.SyntaxTree.GetRoot(cancellationToken);
        return new Dictionary<DocumentId, SyntaxNode> { [Document.Id] = WeakMemberRewriter.PutBefore(root, _declaration, over, Members(shape, form, layout), layout) };
    }

    private bool IsInitOnly => _declaration.AccessorList?.Accessors.Any(SyntaxKind.InitAccessorDeclaration) == true;

    private static bool IsSuitable(PropertyDeclarationSyntax declaration)
    {
        if (declaration.Parent is not (ClassDeclarationSyntax or RecordDeclarationSyntax) || declaration.ContainsDiagnostics || declaration.ContainsDirectives)
            return false;
        if (declaration.Modifiers.Any(static m => m.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword or SyntaxKind.PartialKeyword)
            || declaration.AttributeLists.Any(static list => list.Target?.Identifier.ValueText == "field"))
            return false;
        if (declaration.Initializer?.Value is { } initial && !Expressions.IsNull(initial))
            return false;
        return Fields(declaration).Any();
    }

    /// <summary>The nodes of the keyword. The oldest Roslyn we load in has no type for them.</summary>
    private static IEnumerable<ExpressionSyntax> Fields(PropertyDeclarationSyntax declaration) =>
        declaration.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(static node => node is not IdentifierNameSyntax && node.GetFirstToken() is var token && token.IsKind(SyntaxKind.FieldKeyword) && token.Parent == node);

    private static bool IsAutomatic(AccessorDeclarationSyntax accessor) => accessor.Body is null && accessor.ExpressionBody is null;

    private static AccessorDeclarationSyntax WithBody(AccessorDeclarationSyntax accessor, string name)
    {
        var value = accessor.Keyword.IsKind(SyntaxKind.GetKeyword) ? name : name + " = value";
        var arrow = SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(value))
            .WithArrowToken(SyntaxFactory.Token(SyntaxFactory.TriviaList(SyntaxFactory.Space), SyntaxKind.EqualsGreaterThanToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)));
        return accessor.WithExpressionBody(arrow);
    }
}
