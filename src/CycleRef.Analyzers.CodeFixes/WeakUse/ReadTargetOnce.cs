using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.WeakUse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>CYC5004: the target is read into a local by the test itself.</summary>
internal static class ReadTargetOnce
{
    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place));

    private static OfferedFix? Find(FixPlace place)
    {
        if (place.Node is not ExpressionSyntax test || Condition(test) is not { } condition || AliveTest.In(condition) is not { } found || found.Test.Span != test.Span)
            return null;
        var guarded = AliveTest.Guarded(condition, found.Test, found.IsNegated).ToList();
        var reads = guarded.SelectMany(static node => node.DescendantNodesAndSelf()).OfType<ExpressionSyntax>().Where(node => AliveTest.ReadsTarget(node, found.Reference)).Distinct().ToList();
        var changes = test is InvocationExpressionSyntax call ? OfTryGetTarget(call, reads) : OfTarget(test, found.Reference, found.IsNegated, reads);
        return changes is null ? null : new OfferedFix("Read the target once", EquivalenceKeys.ReadTargetOnce, place.Edits([.. changes]));
    }

    /// <summary><c>if (w.IsAlive) Use((T)w.Target)</c> becomes <c>if (w.Target is T target) Use(target)</c>.</summary>
    private static List<TextChange>? OfTarget(ExpressionSyntax test, ExpressionSyntax reference, bool isNegated, List<ExpressionSyntax> reads)
    {
        var version = ((CSharpParseOptions)test.SyntaxTree.Options).LanguageVersion;
        ExpressionSyntax replaced = test;
        if (isNegated)
        {
            // Exactly "!w.IsAlive".
            if (version < LanguageVersion.CSharp9 || Bare.Whole(test).Parent is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
                return null;
            replaced = not;
        }

        if (version < LanguageVersion.CSharp7 || reads.Count == 0 || reads.Any(static read => read.Parent is AssignmentExpressionSyntax assignment && assignment.Left == read))
            return null;
        var casts = reads.Select(CastOf).ToList();
        var type = casts[0]?.Type;
        var isSame = type is not null and not NullableTypeSyntax && casts.All(cast => cast is not null && SyntaxFactory.AreEquivalent(cast.Value.Type, type));
        var name = FreeName(test, isSame ? type! : null);
        var pattern = isSame ? type!.WithoutTrivia().ToString() : version >= LanguageVersion.CSharp8 ? "{ }" : "object";
        var changes = new List<TextChange> { new(replaced.Span, $"{reference.WithoutTrivia()}.Target is {(isNegated ? "not " : "")}{pattern} {name}") };
        for (var i = 0; i < reads.Count; i++)
        {
            var whole = isSame ? casts[i]!.Value.Whole : reads[i];
            changes.Add(new TextChange(whole.Span, name));
        }

        return changes;
    }

    /// <summary><c>if (w.TryGetTarget(out _)) { w.TryGetTarget(out var x); … }</c> becomes <c>if (w.TryGetTarget(out var x)) { … }</c>.</summary>
    private static List<TextChange>? OfTryGetTarget(InvocationExpressionSyntax test, List<ExpressionSyntax> reads)
    {
        if (reads.Count != 1
            || reads[0] is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement, ArgumentList.Arguments: { Count: 1 } arguments }
            || statement.ContainsDirectives)
            return null;
        // With its line.
        var text = statement.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var isAlone = Layout.IsFirstOnLine(statement.GetFirstToken()) && text.ToString(TextSpan.FromBounds(statement.Span.End, line.End)).Trim().Length == 0;
        var next = statement.GetLastToken().GetNextToken();
        var span = isAlone ? line.SpanIncludingLineBreak : TextSpan.FromBounds(statement.SpanStart, next.SpanStart <= line.End ? next.SpanStart : statement.Span.End);
        return [new TextChange(test.ArgumentList.Arguments[0].Span, arguments[0].ToString()), new TextChange(span, "")];
    }

    /// <summary>The condition that the test is part of.</summary>
    private static ExpressionSyntax? Condition(ExpressionSyntax test)
    {
        var condition = test;
        while (condition.Parent is BinaryExpressionSyntax or ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax)
            condition = (ExpressionSyntax)condition.Parent;
        return condition;
    }

    /// <summary><c>(T)w.Target</c>, <c>w.Target as T</c>, with parentheses around it.</summary>
    private static (TypeSyntax Type, ExpressionSyntax Whole)? CastOf(ExpressionSyntax read)
    {
        var inner = Wrapped(read);
        var (cast, type) = inner.Parent switch
        {
            CastExpressionSyntax c => ((ExpressionSyntax)c, c.Type),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } b when b.Left == inner => (b, (TypeSyntax)b.Right),
            _ => (null!, null),
        };
        return type is null ? null : (type, Wrapped(cast));
    }

    private static ExpressionSyntax Wrapped(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized;
        return expression;
    }

    private static string FreeName(SyntaxNode test, TypeSyntax? type)
    {
        var scope = (SyntaxNode?)test.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? test.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(scope.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        var wish = type is SimpleNameSyntax { Identifier.ValueText: { Length: > 1 } text } && char.IsUpper(text[0]) ? char.ToLowerInvariant(text[0]) + text.Substring(1) : "target";
        if (SyntaxFacts.GetKeywordKind(wish) != SyntaxKind.None)
            wish = "target";
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? wish : wish + number;
            if (!taken.Contains(name))
                return name;
        }
    }
}
