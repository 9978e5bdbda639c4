using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Roots;

/// <summary>The timer, registration or handle in a member is disposed, stopped or freed where its object's life ends.</summary>
internal static class ReleasedMember
{
    public static async Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken)
    {
        if (!place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out var remedy) || remedy is not (Remedies.Dispose or Remedies.Stop or Remedies.Free)
            || place.Node?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax declaration } anchor
            || place.Model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || !place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Member, out var id)
            || type.GetMembers().FirstOrDefault(member => member.GetDocumentationCommentId() == id) is not { } member
            || Template(member, remedy, anchor, cancellationToken) is not { } template)
            return null;
        var statement = new TeardownStatement(place.Document, place.Model, anchor, type, ImmutableArray.Create(member.Name), template) { ReadsMembers = true };
        var verb = remedy switch { Remedies.Stop => "Stop", Remedies.Free => "Free", _ => "Dispose" };
        return await TeardownEdit.FindAsync(statement, ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is { } found
            ? new OfferedFix($"{verb} '{member.Name}' in {found.Method}", EquivalenceKeys.ReleaseRoot, found.Edits)
            : null;
    }

    private static string? Template(ISymbol member, string remedy, MemberDeclarationSyntax anchor, CancellationToken cancellationToken)
    {
        if (remedy == Remedies.Free)
            return Freed(member, anchor, cancellationToken);
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        if (type is null)
            return null;
        var call = remedy == Remedies.Stop ? "Stop" : "Dispose";
        // A struct that is read-only is disposed through a copy, which is as good for what refers to something else; GCHandle<T> is not.
        if (type.IsValueType)
            return member is IFieldSymbol { IsReadOnly: true } && type.Name == "GCHandle" ? null : "{0}." + call + "();";
        if (IsAlwaysSet(member))
            return "{0}." + call + "();";
        return ((CSharpParseOptions)anchor.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp6 ? "{0}?." + call + "();" : "if ({0} != null)\n\t{0}." + call + "();";
    }

    /// <summary>A finalizer that frees without asking would throw for a handle that is free already.</summary>
    private static string? Freed(ISymbol member, MemberDeclarationSyntax anchor, CancellationToken cancellationToken)
    {
        const string Free = "if ({0}.IsAllocated)\n\t{0}.Free();";
        if (member is not IFieldSymbol { IsReadOnly: false })
            return null;
        var finalizer = member.ContainingType.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>()
            .SelectMany(static part => part.Members).OfType<DestructorDeclarationSyntax>().FirstOrDefault();
        if (finalizer is null || finalizer.DescendantTokens().Any(static token => token.ValueText == "IsAllocated"))
            return Free;
        // It has nothing else to do.
        var statements = finalizer.Body?.Statements.Count ?? 1;
        return statements == 1 && anchor.SyntaxTree == finalizer.SyntaxTree ? Free + "\nSystem.GC.SuppressFinalize(this);" : null;
    }

    /// <summary>Read-only, and so set by constructor or initializer.</summary>
    private static bool IsAlwaysSet(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
}
