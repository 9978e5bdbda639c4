using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Makes one place of a file deeper than anybody writes it.</summary>
internal sealed class Nesting(Random random)
{
    /// <summary>From what people write to what the compiler just survives on a stack of one megabyte. It overflows at about 200 types and 1,000 generics.</summary>
    private static readonly int[] Depths = [5, 30, 80, 150];

    /// <summary>Here the compiler gives up with an error in time, and so must everybody else.</summary>
    private static readonly int[] GreatDepths = [30, 150, 400, 1_000];

    private const int MaxLambdas = 80;

    public string In(string text, MutationKind kind)
    {
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        var depths = kind is MutationKind.NestExpressions or MutationKind.ChainCalls ? GreatDepths : Depths;
        var depth = depths[random.Next(depths.Length)];
        return kind switch
        {
            MutationKind.NestGenerics => Around(text, Pick(root.DescendantNodes().OfType<TypeSyntax>().Where(IsStorageType)), Repeat("System.Collections.Generic.List<", depth), new string('>', depth)),
            MutationKind.NestLambdas => Around(text, Pick(Statements(root)), Repeat("((System.Action)(() => { ", Math.Min(depth, MaxLambdas)), Repeat(" }))();", Math.Min(depth, MaxLambdas))),
            MutationKind.NestStatements => Around(text, Pick(Statements(root)), Repeat(StatementHead(), depth), new string('}', depth)),
            MutationKind.NestExpressions => Expression(text, root, depth),
            MutationKind.ChainCalls => Around(text, Pick(root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsValue)), "", Repeat(Link(), depth)),
            _ => Around(text, Pick(root.DescendantNodes().OfType<TypeDeclarationSyntax>()), string.Concat(Enumerable.Range(0, depth).Select(static i => $"class N{i} {{ N{i} _n; ")), new string('}', depth)),
        };
    }

    private string Expression(string text, SyntaxNode root, int depth)
    {
        var expression = Pick(root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsValue));
        return random.Next(5) switch
        {
            0 => Around(text, expression, new string('(', depth), new string(')', depth)),
            1 => Around(text, expression, Repeat("!", depth), ""),
            2 => Around(text, expression, "", Repeat(" + 1", depth)),
            3 => Around(text, expression, Repeat("b ? ", depth), Repeat(" : null", depth)),
            _ => Around(text, expression, Repeat("new object[] { ", depth), Repeat(" }", depth)),
        };
    }

    private string StatementHead() => random.Next(6) switch
    {
        0 => "if (b) { ",
        1 => "while (b) { ",
        2 => "foreach (var x in xs) { ",
        3 => "lock (this) { ",
        4 => "using (x) { ",
        _ => "{ ",
    };

    private string Link() => random.Next(5) switch
    {
        0 => ".ToString()",
        1 => "?.Next",
        2 => "[0]",
        3 => ".Select(x => x)",
        _ => "!",
    };

    private static IEnumerable<StatementSyntax> Statements(SyntaxNode root) => root.DescendantNodes().OfType<StatementSyntax>().Where(static statement => statement.Parent is BlockSyntax);

    private static bool IsStorageType(TypeSyntax type) => type.Parent is VariableDeclarationSyntax or PropertyDeclarationSyntax or ParameterSyntax or ObjectCreationExpressionSyntax;

    private static bool IsValue(ExpressionSyntax expression) => expression.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax;

    private SyntaxNode? Pick(IEnumerable<SyntaxNode> nodes)
    {
        var all = nodes.ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    private static string Around(string text, SyntaxNode? node, string before, string after) =>
        node is null ? text : text[..node.SpanStart] + before + text[node.SpanStart..node.Span.End] + after + text[node.Span.End..];

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
}
