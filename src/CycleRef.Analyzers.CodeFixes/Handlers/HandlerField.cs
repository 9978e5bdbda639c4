using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.CodeFixes.Teardown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Handlers;

/// <summary>A lambda is kept in a new private field, so that it can be named again.</summary>
internal static class HandlerField
{
    /// <summary>
    /// <c>x.Changed += (s, e) => …;</c> becomes <c>_changedHandler = (s, e) => …; x.Changed += _changedHandler;</c>. Not in a loop, where one
    /// field would have to keep many, not in a method that may run again before anything is removed, and not where there is no statement of
    /// its own.
    /// </summary>
    public static StableHandler? For(AnonymousFunctionExpressionSyntax lambda, INamedTypeSymbol delegateType, string subject, SemanticModel model, CancellationToken cancellationToken)
    {
        if (lambda.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement
            || lambda.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax type } member
            || IsRepeated(statement, member) || !RunsOnce(member, model, cancellationToken) || statement.ContainsDirectives
            || TypeText.IsUnspeakable(delegateType)
            || model.GetDeclaredSymbol(type, cancellationToken) is not { } symbol || IsStatic(member)
            || LambdaFacts.Of(lambda, model, cancellationToken) is not { UsesTypeParameters: false })
            return null;
        var outermost = Wrapped(lambda);
        var layout = Layout.Of(member);
        var name = StableHandler.FreeName(model, type, symbol, FieldName(type, Camel(subject) + "Handler"), FieldName(type, "on" + subject + "Handler"));
        var typeName = TypeText.Of(delegateType, model, member.SpanStart, isNullable: true);
        var (position, before, after) = FieldPlace(type, layout);
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        changes.Add(new TextChange(new TextSpan(position, 0), before + layout.Indentation + "private " + typeName + " " + name + ";" + after));
        var separator = Layout.IsFirstOnLine(statement.GetFirstToken()) ? layout.NewLine + Layout.IndentationOf(statement.GetFirstToken()) : " ";
        var first = name + " = " + outermost + ";" + separator;
        changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), first));
        changes.Add(new TextChange(outermost.Span, name));
        return new StableHandler(name, false, changes.ToImmutable()) { IsNewField = true };
    }

    /// <summary>With the parentheses, casts and <c>new EventHandler(…)</c> around it.</summary>
    internal static ExpressionSyntax Wrapped(AnonymousFunctionExpressionSyntax lambda)
    {
        ExpressionSyntax outermost = lambda;
        while (true)
        {
            if (outermost.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
                outermost = (ExpressionSyntax)outermost.Parent;
            else if (outermost.Parent is ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 1 } creation } && creation.Type is SimpleNameSyntax or QualifiedNameSyntax && IsDelegateCreation(creation))
                outermost = creation;
            else
                return outermost;
        }
    }

    /// <summary>A lambda that is the only argument, directly on the right of an assignment or subscription: only delegates are made so.</summary>
    private static bool IsDelegateCreation(ObjectCreationExpressionSyntax creation) =>
        creation is { Initializer: null, Parent: AssignmentExpressionSyntax assignment } && assignment.Right == creation && creation.Type.ToString() is var type && (type.EndsWith("Handler", System.StringComparison.Ordinal) || type.EndsWith("Action", System.StringComparison.Ordinal));

    private static bool IsRepeated(SyntaxNode node, SyntaxNode member) => node.Ancestors().TakeWhile(ancestor => ancestor != member).Any(static ancestor =>
        ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax);

    /// <summary>A constructor, what a framework calls at a turn of the object's life, and a method whose counterpart removes the handler.</summary>
    private static bool RunsOnce(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken) =>
        member is ConstructorDeclarationSyntax
        || (member is MethodDeclarationSyntax method && model.GetDeclaredSymbol(method, cancellationToken) is { } symbol
            && (symbol.IsOverride || PairedMethods.Of(symbol.Name, symbol.ContainingType).Any()));

    internal static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>With an underscore where the type's own fields have one, or where it has none yet.</summary>
    internal static string FieldName(TypeDeclarationSyntax type, string name)
    {
        var fields = PrivateFields(type).ToList();
        return fields.Count == 0 || fields.Any(static field => field.StartsWith("_", System.StringComparison.Ordinal)) ? "_" + name : name;
    }

    private static IEnumerable<string> PrivateFields(TypeDeclarationSyntax type) =>
        type.Members.OfType<FieldDeclarationSyntax>()
            .Where(static field => !field.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ConstKeyword or SyntaxKind.StaticKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword))
            .SelectMany(static field => field.Declaration.Variables)
            .Select(static variable => variable.Identifier.ValueText);

    /// <summary>Behind the last field of the first group of fields, or at the top of the type.</summary>
    internal static (int Position, string Before, string After) FieldPlace(TypeDeclarationSyntax type, Layout layout)
    {
        var text = type.SyntaxTree.GetText();
        var last = type.Members.TakeWhile(static member => member is FieldDeclarationSyntax).LastOrDefault();
        if (last is not null && Layout.IsFirstOnLine(last.GetFirstToken()))
            return (text.Lines.GetLineFromPosition(last.Span.End).End, layout.NewLine, "");
        var brace = type.OpenBraceToken;
        var line = text.Lines.GetLineFromPosition(brace.Span.End);
        var next = brace.GetNextToken();
        return next.SpanStart > line.End ? (line.End, layout.NewLine, layout.NewLine) : (brace.Span.End, layout.NewLine, layout.NewLine + layout.Indentation);
    }
}
