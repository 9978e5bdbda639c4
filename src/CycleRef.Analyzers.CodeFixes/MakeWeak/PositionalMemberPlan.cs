using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>
/// A positional member of a record is declared in its body, over a weak field. The generated equality would compare weak references by
/// identity, so only records with an equality of their own qualify.
/// </summary>
internal sealed record PositionalMemberPlan : WeakPlan
{
    private readonly ParameterSyntax _declaration;
    private readonly IPropertySymbol _property;

    private PositionalMemberPlan(Document document, SemanticModel model, SharedFile file, INamedTypeSymbol weakReference, ParameterSyntax declaration, IPropertySymbol property)
        : base(
            document,
            model,
            file,
            weakReference,
            ((TypeDeclarationSyntax)declaration.Parent!.Parent!).OpenBraceToken.Span.End,
            property.ContainingType.Name + "." + property.Name,
            model.GetNullableContext(declaration.SpanStart).AnnotationsEnabled() && property.Type.NullableAnnotation == NullableAnnotation.NotAnnotated,
            // The generated Deconstruct gives back the type of the parameter.
            false,
            true) =>
        (_declaration, _property) = (declaration, property);

    public static async Task<WeakPlan?> ForAsync(Document document, SemanticModel model, SharedFile file, ParameterSyntax declaration, CancellationToken cancellationToken)
    {
        if (declaration is not { Type: not null, Default: null, Parent.Parent: RecordDeclarationSyntax type } || declaration.Modifiers.Any() || !FirstMembers.HasPlace(type)
            || declaration.DescendantTrivia().Any(MemberTrivia.IsComment)
            || model.GetDeclaredSymbol(type, cancellationToken) is not { } record
            || record.GetMembers(declaration.Identifier.ValueText).OfType<IPropertySymbol>().FirstOrDefault() is not { } property
            || property.DeclaringSyntaxReferences.FirstOrDefault()?.Span != declaration.Span
            || !IsPrintedAlike(record, declaration)
            || !WeakCandidates.CanHold(record, property) || !WeakCandidates.CanBeHeld(property.Type) || Implementations.IsAny(property)
            || WeakCandidates.WeakReferenceTo(property.Type, model) is not { } weakReference
            || declaration.AttributeLists.Any(list => IsOnProperty(list) ? !KeepMeaning(list, model, cancellationToken) : list.Target?.Identifier.ValueText == "field"))
            return null;
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not IParameterSymbol parameter
            || await new AssignedValues(document.Project.Solution).IsMadeByCallersAsync(parameter, cancellationToken).ConfigureAwait(false))
            return null;
        var uses = await MemberUses.OfAsync(property, null, document, model, cancellationToken).ConfigureAwait(false);
        return uses.NeedsVariable || uses.MayBeOnlyHolder ? null : new PositionalMemberPlan(document, model, file, weakReference, declaration, property);
    }

    public override IReadOnlyDictionary<DocumentId, SyntaxNode> Rewrite(WeakForm form, CancellationToken cancellationToken)
    {
        var type = (RecordDeclarationSyntax)_declaration.Parent!.Parent!;
        var layout = Layout.Of(type.Members[0]);
        var onProperty = _declaration.AttributeLists.Where(IsOnProperty).ToList();
        var shape = new WeakShape(
            _declaration.Type!,
            Model.GetNullableContext(_declaration.SpanStart).AnnotationsEnabled(),
            IsNonNullable,
            File.Language,
            "private ",
            WeakNames.FieldFor(_property),
            _declaration.Identifier.Text,
            [.. onProperty.Select(MemberAttributes.TextOf), "public "],
            _declaration.Identifier.Text,
            "",
            "init",
            Name);
        var changed = type;
        if (onProperty.Count > 0)
        {
            var others = _declaration.AttributeLists.Where(static list => !IsOnProperty(list));
            changed = type.ReplaceNode(_declaration, _declaration.WithAttributeLists(SyntaxFactory.List(others)).WithLeadingTrivia(_declaration.GetLeadingTrivia()));
        }

        var isOneLine = !Layout.IsFirstOnLine(type.Members[0].GetFirstToken());
        changed = (RecordDeclarationSyntax)FirstMembers.Insert(changed, Members(shape, form, layout), Documentation(type), layout, isOneLine);
        return new Dictionary<DocumentId, SyntaxNode> { [Document.Id] = type.SyntaxTree.GetRoot(cancellationToken).ReplaceNode(type, changed) };
    }

    /// <summary>What the record says of the parameter, which no longer speaks for the property.</summary>
    private string? Documentation(RecordDeclarationSyntax type)
    {
        var documentation = type.GetLeadingTrivia().Select(static trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        var about = documentation?.Content.OfType<XmlElementSyntax>().FirstOrDefault(element => element.StartTag.Name.ToString() == "param"
            && element.StartTag.Attributes.OfType<XmlNameAttributeSyntax>().Any(name => name.Identifier.Identifier.ValueText == _property.Name));
        return about is null ? null : $"/// <summary>{Regex.Replace(about.Content.ToString(), @"\s*\n\s*(///)?\s*", " ").Trim()}</summary>";
    }

    /// <summary>The generated ToString prints positional members before those of the body.</summary>
    private static bool IsPrintedAlike(INamedTypeSymbol record, ParameterSyntax parameter) =>
        ((ParameterListSyntax)parameter.Parent!).Parameters.Last() == parameter
        || record.GetMembers(nameof(ToString)).OfType<IMethodSymbol>().Any(static method => !method.IsImplicitlyDeclared && method.Parameters.IsEmpty);

    private static bool IsOnProperty(AttributeListSyntax list) => list.Target?.Identifier.ValueText == "property";

    /// <summary>What an attribute says of null would no longer be true.</summary>
    private static bool KeepMeaning(AttributeListSyntax list, SemanticModel model, CancellationToken cancellationToken) =>
        list.Attributes.All(attribute => model.GetTypeInfo(attribute, cancellationToken).Type is { TypeKind: not TypeKind.Error } type
            && !type.ToDisplayString().StartsWith("System.Diagnostics.CodeAnalysis.", System.StringComparison.Ordinal));
}
