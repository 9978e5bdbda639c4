using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Construction;

/// <summary>A loop of constructors, as it is reported.</summary>
/// <param name="Owner">The field, property, constructor or type in whose declaration the chosen <c>new</c> stands.</param>
/// <param name="Place">The chosen <c>new</c>.</param>
/// <param name="Others">The other creations of the loop.</param>
/// <param name="Subject">The type whose construction never ends.</param>
/// <param name="Path">The loop, from the chosen <c>new</c> on.</param>
internal sealed record RecursionFound(ISymbol Owner, Location Place, ImmutableArray<Location> Others, string Subject, ImmutableArray<CycleEdge> Path)
{
    private static readonly SymbolDisplayFormat TypeName = new(genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The diagnostic goes to the creation of the constructor whose ID comes first; null when nobody can act on any of them.</summary>
    public static RecursionFound? In(
        List<(IMethodSymbol Piece, Outcome<IMethodSymbol>.Step Step)> loop,
        SemanticModels models,
        Func<SyntaxTree, bool> isGenerated,
        CancellationToken cancellationToken)
    {
        var first = Enumerable.Range(0, loop.Count)
            .Where(i => loop[i].Step.At is BaseObjectCreationExpressionSyntax at && !isGenerated(at.SyntaxTree))
            .OrderBy(i => loop[i].Piece.GetDocumentationCommentId(), StringComparer.Ordinal)
            .ThenBy(i => loop[i].Step.At!.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(i => loop[i].Step.At!.SpanStart)
            .Select(static i => (int?)i)
            .FirstOrDefault();
        if (first is not { } start)
            return null;
        var turned = loop.Skip(start).Concat(loop.Take(start)).ToList();
        var chosen = turned[0].Step.At!;
        if (OwnerOf(chosen, models.Of(chosen.SyntaxTree), cancellationToken) is not { } owner)
            return null;
        var holder = turned[0].Piece.ContainingType;
        var subject = holder.IsAbstract ? turned[0].Step.Target.ContainingType : holder;
        var others = turned.Skip(1).Where(static entry => entry.Step.At is BaseObjectCreationExpressionSyntax).Select(static entry => entry.Step.At!.GetLocation());
        // A constructor that hands over to another one of its type is no step that a reader needs.
        var path = turned.Where(static entry => !IsDelegating(entry.Step)).Select(entry => EdgeOf(entry.Piece, entry.Step)).ToImmutableArray();
        return new RecursionFound(owner, chosen.GetLocation(), others.ToImmutableArray(), NameOf(subject), path);
    }

    private static bool IsDelegating(Outcome<IMethodSymbol>.Step step) =>
        step.At is ConstructorInitializerSyntax initializer && initializer.IsKind(SyntaxKind.ThisConstructorInitializer);

    private static CycleEdge EdgeOf(IMethodSymbol from, Outcome<IMethodSymbol>.Step step)
    {
        var member = step.At is BaseObjectCreationExpressionSyntax creation ? MemberName(creation, from.ContainingType) ?? "ctor" : "base";
        return new CycleEdge(NameOf(from.ContainingType), member, from.GetDocumentationCommentId() ?? "", NameOf(step.Target.ContainingType), IsMany: false, IsMay: false);
    }

    /// <summary>The member that the new object goes to, where it goes there directly.</summary>
    private static string? MemberName(BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol type)
    {
        var name = creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } variable } => variable.Identifier.ValueText,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } left } => left.Name.Identifier.ValueText,
            _ => null,
        };
        return name is not null && type.GetMembers(name).Any(static member => member is IFieldSymbol or IPropertySymbol or IEventSymbol) ? name : null;
    }

    private static ISymbol? OwnerOf(SyntaxNode creation, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in creation.AncestorsAndSelf())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }:
                case PropertyDeclarationSyntax or ConstructorDeclarationSyntax or TypeDeclarationSyntax:
                    return model.GetDeclaredSymbol(node, cancellationToken);
            }
        }

        return null;
    }

    private static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(TypeName);
}
