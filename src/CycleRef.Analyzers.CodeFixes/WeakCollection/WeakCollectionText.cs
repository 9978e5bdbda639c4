using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>What stands in the place of a collection and of its uses. Library types are written in full and shortened later.</summary>
internal sealed class WeakCollectionText
{
    private readonly CollectionCandidate _candidate;
    private readonly Layout _layout;
    private readonly string _weak;
    private readonly string _target;

    public WeakCollectionText(CollectionCandidate candidate)
    {
        _candidate = candidate;
        _layout = Layout.Of(candidate.Declaration);
        _weak = Unused("weak");
        _target = Unused("target");
    }

    /// <summary>The library can go through the entries of a table, which .NET Framework cannot.</summary>
    public bool CanBeEnumerated =>
        _candidate.Library.AllInterfaces.Any(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        && (_candidate.Kind == WeakCollectionKind.Table || _candidate.Model.Compilation.GetTypeByMetadataName("System.Collections.Generic.KeyValuePair`2")?.GetMembers("Deconstruct").IsEmpty == false);

    public TypeSyntax Type
    {
        get
        {
            var arguments = ((GenericNameSyntax)_candidate.Declaration.Declaration.Type).TypeArgumentList;
            var text = _candidate.Kind switch
            {
                WeakCollectionKind.Table => "global::System.Runtime.CompilerServices.ConditionalWeakTable" + arguments,
                WeakCollectionKind.Set => $"global::System.Runtime.CompilerServices.ConditionalWeakTable<{arguments.Arguments}, object{(_candidate.HasAnnotations ? "?" : "")}>",
                _ => $"{((GenericNameSyntax)_candidate.Declaration.Declaration.Type).Identifier.Text}<{Reference}>",
            };
            return Annotated(SyntaxFactory.ParseTypeName(text));
        }
    }

    private string Reference => $"global::System.WeakReference<{((GenericNameSyntax)_candidate.Declaration.Declaration.Type).TypeArgumentList.Arguments}>";

    /// <summary>The declaration with the new type, also where it is made.</summary>
    public FieldDeclarationSyntax Declaration(FieldDeclarationSyntax old)
    {
        var type = Type.WithTriviaFrom(old.Declaration.Type);
        var variable = old.Declaration.Variables[0];
        // A table has no collection expression.
        if (variable.Initializer?.Value is ObjectCreationExpressionSyntax or CollectionExpressionSyntax && !(variable.Initializer.Value is CollectionExpressionSyntax && _candidate.Kind == WeakCollectionKind.List))
            variable = variable.ReplaceNode(variable.Initializer.Value, Creation(variable.Initializer.Value));
        return old.WithDeclaration(old.Declaration.WithType(type).WithVariables(SyntaxFactory.SingletonSeparatedList(variable)));
    }

    /// <summary><c>new ConditionalWeakTable&lt;K, V&gt;()</c></summary>
    public ExpressionSyntax Creation(ExpressionSyntax old) =>
        SyntaxFactory.ObjectCreationExpression(Type)
            .WithNewKeyword(SyntaxFactory.Token(default, SyntaxKind.NewKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)))
            .WithArgumentList(SyntaxFactory.ArgumentList())
            .WithTriviaFrom(old);

    /// <summary><c>new WeakReference&lt;T&gt;(x)</c></summary>
    public ExpressionSyntax Wrapped(ExpressionSyntax value) => Annotated(SyntaxFactory.ParseExpression($"new {Reference}({value})").WithTriviaFrom(value));

    /// <summary>Without it the list would fill with references to what is gone.</summary>
    public StatementSyntax Prune(ExpressionStatementSyntax add)
    {
        var list = ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)add.Expression).Expression).Expression;
        return SyntaxFactory.ParseStatement($"{list}.RemoveAll({_weak} => !{_weak}.TryGetTarget(out _));").WithLeadingTrivia(Indented(add)).WithTrailingTrivia(LineEnd);
    }

    /// <summary>Remove and Contains, by the element that is still there.</summary>
    public string Search(MemberAccessExpressionSyntax member, string name, string value)
    {
        var found = $"{_weak} => {_weak}.TryGetTarget(out var {_target}) && {_target}.Equals({value})";
        var list = member.Expression.ToString();
        return name == "Contains" ? $"{list}.Exists({found})" : $"{list}.Remove({list}.Find({found}){(_candidate.HasAnnotations ? "!" : "")})";
    }

    /// <summary><c>foreach (var (x, _) in _items)</c></summary>
    public SyntaxNode LoopOverSet(ForEachStatementSyntax loop)
    {
        // Alone, the variable would be taken for a call.
        var parsed = (ForEachVariableStatementSyntax)SyntaxFactory.ParseStatement($"foreach (var ({loop.Identifier.Text}, _) in x) ;");
        return SyntaxFactory.ForEachVariableStatement(
            loop.AttributeLists,
            loop.AwaitKeyword,
            loop.ForEachKeyword,
            loop.OpenParenToken,
            parsed.Variable.WithoutTrivia().WithTrailingTrivia(loop.Identifier.TrailingTrivia),
            loop.InKeyword,
            loop.Expression,
            loop.CloseParenToken,
            loop.Statement);
    }

    /// <summary><c>foreach (var weak in _items) { if (!weak.TryGetTarget(out var x)) continue; … }</c></summary>
    public SyntaxNode LoopOverList(ForEachStatementSyntax loop)
    {
        var outer = SyntaxFactory.Whitespace(string.Concat(loop.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
        var inner = SyntaxFactory.Whitespace(outer + _layout.Unit);
        var skip = SyntaxFactory.ParseStatement($"if (!{_weak}.TryGetTarget(out var {loop.Identifier.Text})){_layout.NewLine}{inner}{_layout.Unit}continue;").WithTrailingTrivia(LineEnd);
        BlockSyntax body;
        if (loop.Statement is BlockSyntax { OpenBraceToken.TrailingTrivia: var opening } block && opening.Any(SyntaxKind.EndOfLineTrivia))
            body = block.WithStatements(block.Statements.Insert(0, skip.WithLeadingTrivia(inner)));
        else if (loop.Statement is BlockSyntax inLine)
            body = inLine.WithStatements(inLine.Statements.Insert(0, skip.WithLeadingTrivia(SyntaxFactory.EndOfLine(_layout.NewLine), inner).WithTrailingTrivia(SyntaxFactory.EndOfLine(_layout.NewLine), inner)));
        else
        {
            // Comments before and after the statement stay with it.
            var statement = loop.CloseParenToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) ? loop.Statement : loop.Statement.WithLeadingTrivia(inner);
            var isLastOnLine = loop.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
            body = SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxFactory.TriviaList(outer), SyntaxKind.OpenBraceToken, LineEnd),
                SyntaxFactory.List([skip.WithLeadingTrivia(inner), isLastOnLine ? statement : statement.WithTrailingTrivia(LineEnd)]),
                SyntaxFactory.Token(SyntaxFactory.TriviaList(outer), SyntaxKind.CloseBraceToken, isLastOnLine ? LineEnd : loop.GetTrailingTrivia()));
            loop = loop.WithCloseParenToken(loop.CloseParenToken.WithTrailingTrivia(LineEnd));
        }

        return loop.WithType(SyntaxFactory.IdentifierName("var").WithTriviaFrom(loop.Type))
            .WithIdentifier(SyntaxFactory.Identifier(_weak).WithTriviaFrom(loop.Identifier))
            .WithStatement(body);
    }

    private SyntaxTriviaList LineEnd => SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine(_layout.NewLine));

    private static SyntaxTriviaList Indented(StatementSyntax statement) =>
        SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(Layout.IndentationOf(statement.GetFirstToken())));

    private static T Annotated<T>(T node)
        where T : SyntaxNode =>
        node.ReplaceNodes(node.DescendantNodesAndSelf().OfType<QualifiedNameSyntax>().Where(static name => name.Right is GenericNameSyntax), static (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));

    private string Unused(string name)
    {
        var words = _candidate.Field.ContainingType.DeclaringSyntaxReferences.SelectMany(static part => part.GetSyntax().DescendantTokens())
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText).ToList();
        var free = name;
        for (var i = 2; words.Contains(free); i++)
            free = name + i;
        return free;
    }
}
