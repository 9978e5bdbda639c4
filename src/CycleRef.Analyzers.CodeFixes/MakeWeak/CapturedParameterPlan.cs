using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>
/// A parameter of a primary constructor that bodies use is a hidden field. It initializes a weak field instead, and the bodies use a private
/// property over that.
/// </summary>
internal sealed record CapturedParameterPlan : WeakPlan
{
    private readonly ParameterSyntax _declaration;
    private readonly IParameterSymbol _parameter;
    private readonly IReadOnlyList<(Document Document, IdentifierNameSyntax Name)> _inBodies;
    private readonly MemberUses _uses;

    private CapturedParameterPlan(
        Document document,
        SemanticModel model,
        SharedFile file,
        INamedTypeSymbol weakReference,
        ParameterSyntax declaration,
        IParameterSymbol parameter,
        IReadOnlyList<(Document Document, IdentifierNameSyntax Name)> inBodies,
        MemberUses uses)
        : base(
            document,
            model,
            file,
            weakReference,
            ((TypeDeclarationSyntax)declaration.Parent!.Parent!).OpenBraceToken.Span.End,
            parameter.ContainingType.Name + "." + parameter.Name,
            IsAnnotated(model, declaration) && parameter.Type.NullableAnnotation == NullableAnnotation.NotAnnotated,
            !uses.MustNotBeNull,
            true) =>
        (_declaration, _parameter, _inBodies, _uses) = (declaration, parameter, inBodies, uses);

    public static async Task<WeakPlan?> ForAsync(Document document, SemanticModel model, SharedFile file, ParameterSyntax declaration, CancellationToken cancellationToken)
    {
        if (declaration is not { Type: not null, Default: null, Parent.Parent: ClassDeclarationSyntax type } || declaration.AttributeLists.Any() || declaration.Modifiers.Any()
            || !FirstMembers.HasPlace(type) || model.GetDeclaredSymbol(declaration, cancellationToken) is not IParameterSymbol parameter
            // What is not bound cannot be rewritten, and would keep the parameter.
            || DisabledCode.Mentions(parameter.ContainingType, parameter.Name, cancellationToken)
            || !WeakCandidates.CanHold(parameter.ContainingType, parameter) || !WeakCandidates.CanBeHeld(parameter.Type)
            || WeakCandidates.WeakReferenceTo(parameter.Type, model) is not { } weakReference)
            return null;
        if (await new AssignedValues(document.Project.Solution).IsMadeByCallersAsync(parameter, cancellationToken).ConfigureAwait(false)
            || await BodyUsesAsync(document, parameter, cancellationToken).ConfigureAwait(false) is not { Count: > 0 } places)
            return null;
        var uses = await MemberUses.AtAsync(places.Select(static place => ((ExpressionSyntax)place.Name, place.Model)), document.Project.Solution, cancellationToken).ConfigureAwait(false);
        return uses.NeedsVariable || uses.MayBeOnlyHolder
            ? null
            : new CapturedParameterPlan(document, model, file, weakReference, declaration, parameter, places.Select(static place => (place.Document, place.Name)).ToList(), uses);
    }

    public override IReadOnlyDictionary<DocumentId, SyntaxNode> Rewrite(WeakForm form, CancellationToken cancellationToken)
    {
        var type = (TypeDeclarationSyntax)_declaration.Parent!.Parent!;
        var layout = Layout.Of(type.Members[0]);
        var property = WeakNames.PropertyFor(_parameter);
        var shape = new WeakShape(
            _declaration.Type!,
            IsAnnotated(Model, _declaration),
            IsNonNullable,
            File.Language,
            "private ",
            WeakNames.FieldFor(_parameter),
            _declaration.Identifier.Text,
            ["private "],
            property,
            "",
            _uses.IsAssigned ? "set" : null,
            Name);
        var roots = new Dictionary<DocumentId, SyntaxNode>();
        foreach (var inDocument in _inBodies.GroupBy(static use => use.Document.Id))
        {
            var names = inDocument.Select(static use => use.Name).ToList();
            var root = names[0].SyntaxTree.GetRoot(cancellationToken).TrackNodes(names.Append<SyntaxNode>(type).Where(node => node.SyntaxTree == names[0].SyntaxTree));
            roots[inDocument.Key] = root.ReplaceNodes(root.GetCurrentNodes<IdentifierNameSyntax>(names), (_, current) => SyntaxFactory.IdentifierName(property).WithTriviaFrom(current));
        }

        if (!roots.TryGetValue(Document.Id, out var declaring))
            declaring = type.SyntaxTree.GetRoot(cancellationToken).TrackNodes(type);
        var tracked = declaring.GetCurrentNode(type)!;
        var isOneLine = !Layout.IsFirstOnLine(type.Members[0].GetFirstToken());
        roots[Document.Id] = declaring.ReplaceNode(tracked, FirstMembers.Insert(tracked, Members(shape, form, layout), null, layout, isOneLine));
        return roots;
    }

    private static bool IsAnnotated(SemanticModel model, SyntaxNode node) => model.GetNullableContext(node.SpanStart).AnnotationsEnabled();

    /// <summary>The uses in bodies, in all parts of the type.</summary>
    /// <returns>Null where a use cannot be rewritten, or keeps the object by itself.</returns>
    private static async Task<List<(Document Document, SemanticModel Model, IdentifierNameSyntax Name)>?> BodyUsesAsync(
        Document document,
        IParameterSymbol parameter,
        CancellationToken cancellationToken)
    {
        var uses = new List<(Document, SemanticModel, IdentifierNameSyntax)>();
        foreach (var reference in parameter.ContainingType.DeclaringSyntaxReferences)
        {
            var part = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
            if (document.Project.GetDocument(part.SyntaxTree) is not { } inDocument
                || await inDocument.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
                return null;
            foreach (var name in part.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == parameter.Name))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (name.Parent is NameColonSyntax or NameEqualsSyntax || Expressions.IsInNameof(name)
                    || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, parameter))
                    continue;
                var isInLambda = name.Ancestors().TakeWhile(node => node != part).Any(static node => node is AnonymousFunctionExpressionSyntax);
                if (IsWhileConstructing(name))
                {
                    // A lambda keeps what it uses, whatever the members do.
                    if (isInLambda)
                        return null;
                }
                // `(owner, 1)` and `new { owner }` call their parts after the name.
                else if (NamesItsPlace(name))
                    return null;
                else
                    uses.Add((inDocument, model, name));
            }
        }

        return uses;
    }

    private static bool NamesItsPlace(IdentifierNameSyntax name) => name.Parent switch
    {
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } => tuple.Parent is not AssignmentExpressionSyntax assignment || assignment.Left != tuple,
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => true,
        _ => false,
    };

    /// <summary>In an initializer, or as an argument of the base: there the parameter itself is in reach.</summary>
    private static bool IsWhileConstructing(SyntaxNode name)
    {
        foreach (var node in name.Ancestors())
        {
            switch (node)
            {
                case BaseListSyntax or FieldDeclarationSyntax or EventFieldDeclarationSyntax or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
