using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Serialization;

/// <summary>Leaves the back reference out of the JSON, by the attribute of the serializer that the call uses. The member may be in another file.</summary>
internal sealed class JsonIgnoreFix : MemberFix
{
    private JsonIgnoreFix()
        : base(EquivalenceKeys.JsonIgnore)
    {
    }

    public static JsonIgnoreFix Instance { get; } = new();

    public override string TitleFor(string member) => $"Leave '{member}' out of the JSON with [JsonIgnore]";

    public async Task<bool> IsOfferedAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await FindAsync(document.Project, diagnostic, cancellationToken).ConfigureAwait(false) is not null;

    public override Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        ApplyAsync(document.Project, diagnostic, cancellationToken);

    /// <summary>The diagnostic may be of an earlier solution: the member is found by its ID.</summary>
    public async Task<Solution?> ApplyAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await FindAsync(project, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place)
            return null;
        var (document, model, node, attribute) = place;
        var name = ImportedName.For(attribute, model, node.SpanStart, cancellationToken);
        var declaration = node is ParameterSyntax ? null : node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        var start = (declaration ?? node).GetFirstToken();
        var layout = declaration is null ? null : Layout.Of(declaration);
        var separator = layout is not null && Layout.IsFirstOnLine(start) ? layout.NewLine + layout.Indentation : " ";
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        // A positional member of a record is the property.
        var target = declaration is null ? "property: " : "";
        var changed = document.WithText(text.WithChanges(new TextChange(new TextSpan(start.SpanStart, 0), $"[{target}{name.Text}]{separator}")));
        return (await Directives.AddAsync(changed, name.Namespace is null ? [] : [name.Namespace], cancellationToken).ConfigureAwait(false)).Project.Solution;
    }

    private static async Task<(Document Document, SemanticModel Model, SyntaxNode Node, INamedTypeSymbol Attribute)?> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<JsonLibrary>(Property(diagnostic, DiagnosticProperties.Library), out var library) || Property(diagnostic, DiagnosticProperties.Member) is not { } id)
            return null;
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        var name = library == JsonLibrary.SystemTextJson ? "System.Text.Json.Serialization.JsonIgnoreAttribute" : "Newtonsoft.Json.JsonIgnoreAttribute";
        if (compilation?.GetTypeByMetadataName(name) is not { } attribute)
            return null;
        var written = DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation).SelectMany(member => library.WrittenFor(member)).ToList();
        if (written.Count != 1 || await IsInTheWayAsync(written[0], attribute, project.Solution, cancellationToken).ConfigureAwait(false))
            return null;
        if (written[0].DeclaringSyntaxReferences.Length != 1 || project.Solution.GetDocument(written[0].DeclaringSyntaxReferences[0].SyntaxTree) is not { } document)
            return null;
        var node = await written[0].DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var isOne = node switch
        {
            PropertyDeclarationSyntax => true,
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax } } => true,
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } => true,
            _ => false,
        };
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return isOne && model is not null ? (document, model, node, attribute) : null;
    }

    /// <summary>A required member must be read, so it must not be ignored; an override has attributes of its own; two attributes do not fit together.</summary>
    private static async Task<bool> IsInTheWayAsync(ISymbol member, INamedTypeSymbol ignore, Solution solution, CancellationToken cancellationToken)
    {
        if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } || member.IsOverride || member.IsAbstract)
            return true;
        if (member.GetAttributes().Any(attribute =>
            attribute.AttributeClass is { Name: "JsonIgnoreAttribute" or "JsonIncludeAttribute" or "JsonPropertyAttribute" or "JsonRequiredAttribute" or "DataMemberAttribute" } other
            && (SymbolEqualityComparer.Default.Equals(other.ContainingNamespace, ignore.ContainingNamespace) || other.Name == "DataMemberAttribute")))
            return true;
        return member.IsVirtual && (await SymbolFinder.FindOverridesAsync(member, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).Any();
    }
}
