using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.BackReference;

/// <summary>Says by an attribute that the lifetime is managed elsewhere. The attribute is declared once, where it is missing.</summary>
internal sealed class BackReferenceFix : MemberFix
{
    private BackReferenceFix()
        : base(EquivalenceKeys.BackReference)
    {
    }

    public static BackReferenceFix Instance { get; } = new();

    public override string TitleFor(string member) => $"Mark '{member}' with [{ContractNames.BackReference}]";

    public async Task<bool> IsOfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not null;

    public override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place)
            return null;
        var (model, node, target, type) = place;
        var member = model.GetDeclaredSymbol(node, cancellationToken)!;
        var layout = node is ParameterSyntax ? null : Layout.Of(node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!);
        var space = type is null ? BackReferenceAttributeType.NamespaceFor(document.Project, member.ContainingType) : type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        var name = IsInScope(model, node.SpanStart, member.ContainingType, space) ? ContractNames.BackReference
            : "global::" + (space.Length == 0 ? "" : space + ".") + ContractNames.BackReference;

        var start = node is ParameterSyntax ? node.GetFirstToken() : node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.GetFirstToken();
        var separator = layout is not null && Layout.IsFirstOnLine(start) ? layout.NewLine + layout.Indentation : " ";
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var solution = document.WithText(text.WithChanges(new TextChange(new TextSpan(start.SpanStart, 0), $"[{target}{name}]{separator}"))).Project.Solution;
        if (type is not null)
            return solution;

        var language = SharedFile.LanguageOf(document);
        var declaration = BackReferenceAttributeType.Text(space, model.Compilation, language, layout?.NewLine ?? "\n");
        var file = BackReferenceAttributeType.Name + ".cs";
        for (var i = 2; document.Project.Documents.Any(other => string.Equals(other.Name, file, StringComparison.OrdinalIgnoreCase)); i++)
            file = BackReferenceAttributeType.Name + i + ".cs";
        return solution.AddDocument(DocumentId.CreateNewId(document.Project.Id), file, declaration);
    }

    private static async Task<(SemanticModel Model, SyntaxNode Node, string Target, INamedTypeSymbol? Type)?> FindAsync(
        Document document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return null;
        var node = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        var (target, targets) = node switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax } } => ("", AttributeTargets.Field),
            PropertyDeclarationSyntax => ("", AttributeTargets.Property),
            // A positional member of a record is the property.
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } => ("property: ", AttributeTargets.Property),
            ParameterSyntax { Parent.Parent: TypeDeclarationSyntax } => ("", AttributeTargets.Parameter),
            _ => (null, default),
        };
        if (target is null || model.GetDeclaredSymbol(node!, cancellationToken) is not { ContainingType: { } user })
            return null;
        var declared = BackReferenceAttributeType.Declared(model.Compilation, user, cancellationToken);
        var type = declared.FirstOrDefault(one => BackReferenceAttributeType.Allows(one, targets));
        // One that says something else by the same name is not ours to change.
        return declared.Count > 0 && type is null ? null : (model, node!, target, type);
    }

    /// <summary>The short name means the attribute there: it is found already, or will be declared in an enclosing namespace.</summary>
    private static bool IsInScope(SemanticModel model, int position, INamedTypeSymbol user, string space)
    {
        var found = model.LookupNamespacesAndTypes(position, name: BackReferenceAttributeType.Name);
        var others = model.LookupNamespacesAndTypes(position, name: ContractNames.BackReference);
        if (others.Length > 0)
            return false;
        if (found.Length > 0)
            return found.Length == 1 && (found[0].ContainingNamespace.IsGlobalNamespace ? "" : found[0].ContainingNamespace.ToDisplayString()) == space;
        var own = user.ContainingNamespace.IsGlobalNamespace ? "" : user.ContainingNamespace.ToDisplayString();
        return space.Length == 0 || (own + ".").StartsWith(space + ".", StringComparison.Ordinal);
    }
}
