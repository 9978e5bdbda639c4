using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.BreakCycle;
using CycleRef.Analyzers.CodeFixes.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.CaptureLess;

/// <summary>A stored lambda gets copies of its variables in a block of its own, and so a closure that no other lambda shares.</summary>
internal static class SplitClosureFix
{
    public static async Task<OfferedFix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await ReportedCode.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not var (_, model, reported))
            return null;
        if (reported.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not { } lambda
            || lambda.Span != diagnostic.Location.SourceSpan || lambda.ContainsDirectives || lambda.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error)
            || lambda.FirstAncestorOrSelf<StatementSyntax>() is not { RawKind: (int)SyntaxKind.ExpressionStatement or (int)SyntaxKind.ReturnStatement } statement
            || FunctionBody.ContainerOf(statement) is null || !Layout.IsFirstOnLine(statement.GetFirstToken()) || statement.ContainsDirectives
            || LambdaFacts.Of(lambda, model, cancellationToken) is not { } facts)
            return null;
        var body = FunctionBody.Around(statement);
        if (body is null || facts.Outer.Count == 0 || !facts.Outer.All(variable => NeverChanges(variable, body))
            || lambda.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => Expressions.NamesWhatItStandsIn(name) && facts.Outer.Any(variable => variable.Name == name.Identifier.ValueText)))
            return null;
        return Edited(document, lambda, statement, facts.Outer.OrderBy(static v => v.Name, System.StringComparer.Ordinal).ToList(), model, cancellationToken);
    }

    /// <summary>A copy is as good as the variable: nobody assigns it after its declaration, and nothing in it can be changed in place.</summary>
    private static bool NeverChanges(ISymbol variable, SyntaxNode body)
    {
        if (variable is not (ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None })
            || variable.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().Parent?.Parent is TypeDeclarationSyntax))
            return false;
        var type = variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;
        if (type.IsRefLikeType || (type.IsValueType && type.SpecialType == SpecialType.None && type.TypeKind != TypeKind.Enum && !type.IsReadOnly))
            return false;
        var whole = body.AncestorsAndSelf().Last(static node => node is BlockSyntax or CompilationUnitSyntax || node.Parent is null or MemberDeclarationSyntax);
        return !Reassignments.Of(variable.Name, whole).Any()
            && !whole.DescendantNodes().Any(node => node is PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax before } && IsStep(node) && before.Identifier.ValueText == variable.Name
                || node is PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax after } && IsStep(node) && after.Identifier.ValueText == variable.Name)
            && variable.DeclaringSyntaxReferences.All(static reference => reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer: null });
    }

    private static bool IsStep(SyntaxNode node) =>
        node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression;

    private static OfferedFix Edited(Document document, AnonymousFunctionExpressionSyntax lambda, StatementSyntax statement, List<ISymbol> variables, SemanticModel model, CancellationToken cancellationToken)
    {
        var layout = StatementLayout.Of(statement);
        var outer = Layout.IndentationOf(statement.GetFirstToken());
        var inner = outer + layout.Unit;
        var names = variables.ToDictionary(static variable => variable, variable => LocalName.Free(variable.Name + "Copy", lambda, model), SymbolEqualityComparer.Default);
        var copies = string.Concat(variables.Select(variable => inner + "var " + names[variable] + " = " + Teardown.TeardownStatement.Escaped(variable.Name) + ";" + layout.NewLine));
        // The names are replaced in the text of the lambda first, and all of it is moved then.
        var changed = lambda.SyntaxTree.GetText().WithChanges(lambda.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Select(name => (Name: name, Symbol: model.GetSymbolInfo(name, cancellationToken).Symbol))
            .Where(pair => pair.Symbol is not null && names.ContainsKey(pair.Symbol))
            .Select(pair => new TextChange(pair.Name.Span, names[pair.Symbol!])));
        var end = statement.Span.End + changed.Length - lambda.SyntaxTree.GetText().Length;
        var root = lambda.SyntaxTree.WithChangedText(changed).GetRoot(cancellationToken);
        var text = inner + Reindented.Text(root, TextSpan.FromBounds(statement.SpanStart, end), outer, inner);
        // A comment at the end of its line stays with the statement.
        var (commented, comment) = StatementLayout.EndComment(statement);
        var block = "{" + layout.NewLine + copies + text + comment + layout.NewLine + outer + "}";
        var span = TextSpan.FromBounds(statement.SpanStart, commented);
        return new OfferedFix("Give the lambda a scope of its own", EquivalenceKeys.CaptureLess, TextEdits.In(document, layout.NewLine, [new TextChange(span, block)]));
    }
}
