using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>A statement that belongs where an object's life ends, such as <c>_owner = null;</c> or <c>_model.Changed -= Refresh;</c>.</summary>
/// <param name="Document">The file of the part of the type that a new method would go into.</param>
/// <param name="Model">The model of that file.</param>
/// <param name="Anchor">A member of that part: new code is laid out as it is.</param>
/// <param name="Type">The type whose teardown it is.</param>
/// <param name="Names">The members of that type that the statement mentions.</param>
/// <param name="Template">
/// The statement as a format string: <c>{0}</c> stands for the first name, braces are doubled. Further lines begin with a line feed and a
/// tab for each level below the first.
/// </param>
internal sealed record TeardownStatement(
    Document Document,
    SemanticModel Model,
    MemberDeclarationSyntax Anchor,
    INamedTypeSymbol Type,
    ImmutableArray<string> Names,
    string Template)
{
    /// <summary>The member is null from then on.</summary>
    public bool SetsNull { get; init; }

    /// <summary>It uses what its members hold: it comes before whatever the method itself does with these members.</summary>
    public bool ReadsMembers { get; init; }

    /// <summary>The statement, line by line, with a tab for each level.</summary>
    /// <param name="hidden">Names that parameters hide where the statement will stand.</param>
    public string[] Lines(params string[] hidden) =>
        string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            Template,
            [.. Names.Select(name => (hidden.Contains(name) ? "this." : "") + Escaped(name))]).Split('\n');

    /// <summary>It is there already, written for another report: the same handler added twice, the same timer started in two places.</summary>
    public bool StandsIn(MethodDeclarationSyntax method)
    {
        var text = Dense(string.Concat(Lines()));
        return method.ExpressionBody is { Expression: var only } ? Dense(only + ";") == text
            : method.Body?.DescendantNodes().OfType<StatementSyntax>().Any(statement => Dense(statement.ToString()) == text) == true;
    }

    public bool IsMentionedIn(SyntaxNode node) => IsMentionedIn(node, node.Span);

    public bool IsMentionedIn(SyntaxNode node, TextSpan part) =>
        node.DescendantTokens(part).Any(token => part.Contains(token.Span) && token.IsKind(SyntaxKind.IdentifierToken) && Names.Contains(token.ValueText));

    private static string Dense(string text) => string.Concat(text.Where(static c => !char.IsWhiteSpace(c)));

    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
