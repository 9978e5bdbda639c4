using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Roots;

/// <summary>
/// CYC4004: <c>new Timer(_ => Tick(), null, …)</c> becomes a static callback over a weak reference. The object can then be collected, and the
/// timer that it holds stops with it.
/// </summary>
internal static class WeakTimer
{
    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place, cancellationToken));

    private static OfferedFix? Find(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Diagnostic.Id != RuleIds.RunningTimer
            || place.Node?.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: 4 } arguments } creation
            || ((CSharpParseOptions)creation.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp9
            || place.Model.GetTypeInfo(creation, cancellationToken).Type is not { Name: "Timer", ContainingNamespace.Name: "Threading" }
            || arguments.Any(static argument => argument.NameColon is not null) || !UseReader.IsNothing(arguments[1].Expression)
            || creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not ClassDeclarationSyntax declaration
            || place.Model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || CallOf(arguments[0].Expression, place.Model, cancellationToken) is not { } call)
            return null;
        var weak = place.Model.Compilation.GetTypeByMetadataName("System.WeakReference`1")?.Construct(type).ToMinimalDisplayString(place.Model, creation.SpanStart);
        if (weak is null || Declares(creation, "state") || Declares(creation, "target"))
            return null;
        var bang = place.Model.GetNullableContext(creation.SpanStart).AnnotationsEnabled() ? "!" : "";
        var indentation = Layout.IndentationOf(creation.FirstAncestorOrSelf<StatementSyntax>()?.GetFirstToken() ?? creation.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.GetFirstToken());
        var inner = indentation + Layout.Of(creation.FirstAncestorOrSelf<MemberDeclarationSyntax>()!).Unit;
        var newLine = place.NewLine;
        string[] lines =
        [
            "static state =>",
            indentation + "{",
            inner + $"if ((({weak})state{bang}).TryGetTarget(out var target))",
            inner + inner.Substring(indentation.Length) + "target." + call + ";",
            indentation + "}",
        ];
        return new OfferedFix(
            "Let the timer hold the object weakly",
            EquivalenceKeys.WeakTimer,
            place.Edits(new TextChange(arguments[0].Expression.Span, string.Join(newLine, lines)), new TextChange(arguments[1].Expression.Span, $"new {weak}(this)")));
    }

    /// <summary>The one call of an own method that the callback makes: <c>Tick()</c>, <c>Tick(null)</c>.</summary>
    private static string? CallOf(ExpressionSyntax callback, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (Bare.Of(callback))
        {
            case LambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax { Expression: SimpleNameSyntax name, ArgumentList.Arguments.Count: 0 } }:
                return IsOwn(name) ? name + "()" : null;
            case SimpleNameSyntax name:
                return IsOwn(name) ? name + "(null)" : null;
            default:
                return null;
        }

        bool IsOwn(SimpleNameSyntax name) => model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } method
            && (method.Parameters.Length == 0 || !model.GetNullableContext(name.SpanStart).AnnotationsEnabled() || method.Parameters[0].NullableAnnotation == NullableAnnotation.Annotated);
    }

    private static bool Declares(SyntaxNode node, string name) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}
