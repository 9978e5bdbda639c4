using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>CYC4007: the reference is disposed with its component, and kept in a field for that where it was not.</summary>
internal static class DisposedReference
{
    public static async Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } create || ((CSharpParseOptions)create.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8)
            return null;
        return place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Member, out var id) && id is not null
            ? await OfMemberAsync(place, create, id, cancellationToken).ConfigureAwait(false)
            : await OfNewFieldAsync(place, create, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<OfferedFix?> OfMemberAsync(FixPlace place, InvocationExpressionSyntax create, string id, CancellationToken cancellationToken)
    {
        if (create.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax declaration } anchor
            || place.Model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type
            || type.GetMembers().FirstOrDefault(member => member.GetDocumentationCommentId() == id) is not { } member)
            return null;
        var statement = Statement(place, anchor, type, member.Name);
        return await TeardownEdit.FindAsync(statement, ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is { } found
            ? new OfferedFix($"Dispose '{member.Name}' in {found.Method}", EquivalenceKeys.DisposeReference, found.Edits)
            : null;
    }

    private static async Task<OfferedFix?> OfNewFieldAsync(FixPlace place, InvocationExpressionSyntax create, CancellationToken cancellationToken)
    {
        if (place.Model.GetTypeInfo(create, cancellationToken).Type is not { } type || PrivateField.For(create, type, "SelfReference", place.Model) is not { } field)
            return null;
        var isNested = create.Parent is AnonymousObjectMemberDeclaratorSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax;
        var value = $"{field.Name} ??= {create.WithoutTrivia()}";
        var edits = place.Edits(field.Declaration, new TextChange(create.Span, isNested ? "(" + value + ")" : value));
        return await TeardownEdit.FindAsync(Statement(place, field.Member, field.Type, field.Name), ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is { } found
            ? new OfferedFix($"Keep the reference in '{field.Name}' and dispose it in {found.Method}", EquivalenceKeys.DisposeReference, edits.And(found.Edits))
            : null;
    }

    private static TeardownStatement Statement(FixPlace place, MemberDeclarationSyntax anchor, INamedTypeSymbol type, string member) =>
        new(place.Document, place.Model, anchor, type, ImmutableArray.Create(member), "{0}?.Dispose();") { ReadsMembers = true };
}
