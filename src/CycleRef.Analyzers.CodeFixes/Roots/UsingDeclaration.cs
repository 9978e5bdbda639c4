using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Roots;

/// <summary>CYC4005: a local linked source gets <c>using</c>.</summary>
internal static class UsingDeclaration
{
    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place));

    private static OfferedFix? Find(FixPlace place)
    {
        if (!place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out var remedy) || remedy != Remedies.Using
            || place.Node?.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables.Count: 1, Parent: BlockSyntax block } local
            || ((CSharpParseOptions)local.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8)
            return null;
        // A function that runs later would find it disposed.
        var name = local.Declaration.Variables[0].Identifier.ValueText;
        foreach (var node in block.DescendantNodes())
        {
            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or GotoStatementSyntax or LabeledStatementSyntax)
            {
                foreach (var token in node.DescendantTokens())
                {
                    if (token.ValueText == name || node is GotoStatementSyntax or LabeledStatementSyntax)
                        return null;
                }
            }
            // A task that is not awaited here outlives the source.
            else if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Token", Expression: IdentifierNameSyntax source } && source.Identifier.ValueText == name && IsHandedOut(node))
                return null;
            else if (node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } && target.Identifier.ValueText == name)
                return null;
        }

        return new OfferedFix("Dispose it with 'using'", EquivalenceKeys.ReleaseRoot, place.Edits(new TextChange(new TextSpan(local.SpanStart, 0), "using ")));
    }

    /// <summary>What is made with the token is returned, or stored without being awaited.</summary>
    private static bool IsHandedOut(SyntaxNode token)
    {
        foreach (var ancestor in token.Ancestors())
        {
            switch (ancestor)
            {
                case AwaitExpressionSyntax:
                    return false;
                case ReturnStatementSyntax or YieldStatementSyntax or AssignmentExpressionSyntax or VariableDeclaratorSyntax:
                    return true;
                case StatementSyntax:
                    return false;
            }
        }

        return false;
    }
}
