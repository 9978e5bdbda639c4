using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes;

/// <summary>
/// Adds <c>using System;</c>, or a directive for another namespace, where the new code needs it and no name of the file would mean another thing then. Where one would, the new
/// code says <c>System.WeakReference</c>.
/// </summary>
internal static class UsingSystem
{
    private const string System = "System";

    /// <param name="model">The model of the file as it is.</param>
    /// <param name="position">Where the new code will stand.</param>
    /// <param name="type">A type of that namespace that the new code names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static bool CanBeAdded(SemanticModel model, int position, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var sameName = model.LookupNamespacesAndTypes(position, name: type.Name).OfType<INamedTypeSymbol>().Where(found => found.Arity == type.Arity);
        if (sameName.Any())
            return false;
        if (model.SyntaxTree.GetRoot(cancellationToken) is not CompilationUnitSyntax unit || IsConditional(unit))
            return false;
        var types = type.ContainingNamespace.GetTypeMembers().Where(static t => t.DeclaredAccessibility == Accessibility.Public).ToList();
        var names = new HashSet<string>(types.Select(static t => t.Name), StringComparer.Ordinal);
        var extensions = new HashSet<string>(
            types.Where(static t => t.MightContainExtensionMethods).SelectMany(static t => t.MemberNames),
            StringComparer.Ordinal);
        foreach (var name in unit.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = name.Identifier.ValueText;
            if (extensions.Contains(text) && name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax)
                return false;
            if (names.Contains(text) && !IsSafe(model.GetSymbolInfo(name, cancellationToken).Symbol, type.ContainingNamespace))
                return false;
        }

        return true;
    }

    /// <summary>Adds the directive; a namespace other than System stands where the order of the others puts it.</summary>
    public static SyntaxNode AddTo(SyntaxNode root, string lineEnd, string name = System)
    {
        if (root is not CompilationUnitSyntax unit)
            return root;
        if (unit.Usings.Count > 0)
            return unit.WithUsings(Inserted(unit.Usings, lineEnd, name));
        if (unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>()
            .FirstOrDefault(static space => space.Usings.Count > 0) is { } space)
            return unit.ReplaceNode(space, space.WithUsings(Inserted(space.Usings, lineEnd, name)));
        return unit.Externs.Count > 0 || unit.AttributeLists.Count > 0 || unit.Members.Count == 0 ? unit : AsFirstLine(unit, lineEnd, name);
    }

    /// <summary>A directive that is put into an <c>#if</c> would be missing in the other case.</summary>
    private static bool IsConditional(CompilationUnitSyntax unit) =>
        unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Concat<SyntaxNode>(unit.Members.Take(1))
            .Any(static node => node.GetLeadingTrivia().Any(SyntaxKind.IfDirectiveTrivia));

    /// <summary>A member or a type of the namespace itself, or of an inner scope, stays what it is; what another <c>using</c> brings would become ambiguous.</summary>
    private static bool IsSafe(ISymbol? symbol, INamespaceSymbol space) => symbol switch
    {
        null => false,
        INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Constructor } => SymbolEqualityComparer.Default.Equals(symbol.ContainingNamespace, space),
        _ => true,
    };

    private static SyntaxList<UsingDirectiveSyntax> Inserted(SyntaxList<UsingDirectiveSyntax> usings, string lineEnd, string name)
    {
        // Global ones come first.
        var index = usings.TakeWhile(directive => !directive.GlobalKeyword.IsKind(SyntaxKind.None) || (name != System && StandsBefore(directive, name))).Count();
        var directive = Directive(lineEnd, name);
        if (index >= usings.Count)
            return usings.Add(directive.WithLeadingTrivia(Indentation(usings[usings.Count - 1])));
        // What stands above the first directive, such as a licence, stays above all of them.
        var next = usings[index];
        return usings.Replace(next, next.WithLeadingTrivia(Indentation(next))).Insert(index, directive.WithLeadingTrivia(next.GetLeadingTrivia()));
    }

    private static CompilationUnitSyntax AsFirstLine(CompilationUnitSyntax unit, string lineEnd, string name)
    {
        var first = unit.Members[0];
        var trivia = MemberTrivia.Of(first);
        var rest = trivia.Own.Insert(0, SyntaxFactory.EndOfLine(lineEnd));
        return unit.ReplaceNode(first, first.WithLeadingTrivia(rest.AddRange(Indentation(first))))
            .WithUsings(SyntaxFactory.SingletonList(Directive(lineEnd, name).WithLeadingTrivia(trivia.Before)));
    }

    private static SyntaxTriviaList Indentation(SyntaxNode node)
    {
        var leading = node.GetLeadingTrivia();
        return leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(leading[leading.Count - 1]) : default;
    }

    /// <summary>System first, then by name; aliases and <c>using static</c> last.</summary>
    private static bool StandsBefore(UsingDirectiveSyntax directive, string name)
    {
        if (directive.Alias is not null || directive.StaticKeyword.RawKind != 0 || directive.Name?.ToString() is not { } other)
            return false;
        var (isOtherSystem, isSystem) = (IsOfSystem(other), IsOfSystem(name));
        return isOtherSystem == isSystem ? string.CompareOrdinal(other, name) < 0 : isOtherSystem;

        static bool IsOfSystem(string space) => space == System || space.StartsWith(System + ".", StringComparison.Ordinal);
    }

    private static UsingDirectiveSyntax Directive(string lineEnd, string name) =>
        SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name))
            .WithUsingKeyword(SyntaxFactory.Token(default, SyntaxKind.UsingKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(lineEnd));
}
