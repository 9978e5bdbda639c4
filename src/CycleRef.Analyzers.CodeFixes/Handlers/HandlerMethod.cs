using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Handlers;

/// <summary>A lambda that captures at most the instance becomes a private method of its type.</summary>
internal static class HandlerMethod
{
    public static StableHandler? For(AnonymousFunctionExpressionSyntax lambda, INamedTypeSymbol delegateType, string subject, SemanticModel model, CancellationToken cancellationToken)
    {
        if (lambda.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration } } member
            || !CanMove(lambda) || delegateType.DelegateInvokeMethod is not { } invoke || !CanBeWritten(invoke)
            || LambdaFacts.Of(lambda, model, cancellationToken) is not { Outer.Count: 0, UsesTypeParameters: false } facts)
            return null;
        var type = (TypeDeclarationSyntax)member.Parent!;
        if (model.GetDeclaredSymbol(type, cancellationToken) is not { } symbol)
            return null;
        var layout = Layout.Of(member);
        var name = StableHandler.FreeName(model, type, symbol, "On" + subject, "Handle" + subject, subject + "Handler");
        var position = member.Span.End;
        var modifiers = "private " + (facts.UsesThis ? "" : "static ") + (lambda.AsyncKeyword.IsKind(SyntaxKind.None) ? "" : "async ");
        var header = modifiers + ReturnType(invoke, model, position) + " " + name + "(" + Parameters(lambda, invoke, model, position) + ")";
        var text = type.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(position);
        // A comment at the end of the member's line stays there.
        var at = member.GetLastToken().GetNextToken().SpanStart > line.End ? line.End : position;
        var method = layout.NewLine + layout.NewLine + layout.Indentation + header + Body(lambda, layout) + After(member, at, line, layout);
        return new StableHandler(
            name,
            !facts.UsesThis,
            ImmutableArray.Create(new TextChange(HandlerField.Wrapped(lambda).Span, name), new TextChange(new TextSpan(at, 0), method)));
    }

    /// <summary>The next member, or the brace, on a line of its own; a member behind a blank line.</summary>
    private static string After(MemberDeclarationSyntax member, int at, TextLine line, Layout layout)
    {
        var next = member.GetLastToken().GetNextToken();
        var isLast = next.Parent == member.Parent;
        if (at == member.Span.End && line.End != at)
            return layout.NewLine + (isLast ? layout.Outer : layout.NewLine + layout.Indentation);
        var text = member.SyntaxTree.GetText();
        return isLast || text.Lines[line.LineNumber + 1].Span.IsEmpty || text.ToString(text.Lines[line.LineNumber + 1].Span).Trim().Length == 0 ? "" : layout.NewLine;
    }

    private static bool CanMove(AnonymousFunctionExpressionSyntax lambda) =>
        !lambda.ContainsDirectives && !lambda.ContainsDiagnostics
        && lambda is not LambdaExpressionSyntax { AttributeLists.Count: > 0 }
        && !ParametersOf(lambda).Any(static parameter => parameter.Default is not null || parameter.AttributeLists.Count > 0)
        // A comment between its parts would have no place.
        && !lambda.DescendantTrivia().Any(trivia => !lambda.Body.FullSpan.Contains(trivia.Span) && MemberTrivia.IsComment(trivia));

    /// <summary>All its types have names that another member of the type can say.</summary>
    private static bool CanBeWritten(IMethodSymbol invoke) =>
        !invoke.ReturnsByRef && !invoke.ReturnsByRefReadonly
        && invoke.Parameters.Select(static parameter => parameter.Type).Append(invoke.ReturnType).All(static type => !TypeText.IsUnspeakable(type));

    private static string ReturnType(IMethodSymbol invoke, SemanticModel model, int position) =>
        invoke.ReturnsVoid ? "void" : TypeText.Of(invoke.ReturnType, model, position);

    // The element type is written out: the switch would make each arm a SeparatedSyntaxList, whose Add does not change it.
    private static IReadOnlyList<ParameterSyntax> ParametersOf(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => (IReadOnlyList<ParameterSyntax>)[simple.Parameter],
        ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ParameterList.Parameters,
        AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters,
        _ => [],
    };

    private static string Parameters(AnonymousFunctionExpressionSyntax lambda, IMethodSymbol invoke, SemanticModel model, int position)
    {
        var written = ParametersOf(lambda);
        var inBody = new HashSet<string>(lambda.Body.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        var names = new List<string>();
        var isDiscard = written.Count(static parameter => parameter.Identifier.ValueText == "_") > 1;
        foreach (var parameter in invoke.Parameters)
        {
            var own = parameter.Ordinal < written.Count ? written[parameter.Ordinal].Identifier.ValueText : "_";
            // Nobody uses an underscore, so it may get the name that the delegate gives it.
            var name = own == "_" && (isDiscard || !inBody.Contains("_")) ? FreeName(parameter.Name, n => !inBody.Contains(n) && !names.Contains(n) && written.All(p => p.Identifier.ValueText != n)) : own;
            names.Add(name);
        }

        return string.Join(", ", invoke.Parameters.Select(parameter =>
            RefText(parameter.RefKind) + TypeText.Of(parameter.Type, model, position) + " " + Teardown.TeardownStatement.Escaped(names[parameter.Ordinal])));
    }

    private static string FreeName(string wish, System.Func<string, bool> isFree)
    {
        wish = wish.Length == 0 ? "value" : wish;
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? wish : wish + number;
            if (isFree(name))
                return name;
        }
    }

    private static string RefText(RefKind kind) => kind switch
    {
        RefKind.None => "",
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        _ => "in ",
    };

    private static string Body(AnonymousFunctionExpressionSyntax lambda, Layout layout)
    {
        var root = lambda.SyntaxTree.GetRoot();
        var from = Layout.IndentationOf(lambda.GetFirstToken());
        if (lambda.ExpressionBody is { } expression)
            return " => " + Reindented.Text(root, expression.Span, from, layout.Indentation) + ";";
        var block = lambda.Block!;
        from = Layout.IndentationOf(block.CloseBraceToken);
        var text = Reindented.Text(root, block.Span, from, layout.Indentation);
        return text.IndexOf('\n') < 0 || !layout.IsBraceOnOwnLine ? " " + text : layout.NewLine + layout.Indentation + text;
    }
}
