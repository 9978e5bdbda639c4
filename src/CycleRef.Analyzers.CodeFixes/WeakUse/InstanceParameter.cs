using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Handlers;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>CYC5002: the lambda uses the instance that it is handed instead of <c>this</c>, and becomes static where it can.</summary>
internal static class InstanceParameter
{
    private const string NewName = "instance";

    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place, cancellationToken));

    private static OfferedFix? Find(FixPlace place, CancellationToken cancellationToken)
    {
        if (!place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Holder, out var holder) || holder != "parameter"
            || place.Node is not AnonymousFunctionExpressionSyntax lambda
            || FirstParameter(lambda) is not { } parameter
            || lambda.DescendantNodes().OfType<BaseExpressionSyntax>().Any()
            || LambdaFacts.Of(lambda, place.Model, cancellationToken) is not { } facts
            || facts.Outer.Any(static symbol => symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } or IMethodSymbol))
            return null;
        var name = parameter.Identifier.ValueText;
        var declared = lambda.DescendantNodes().Where(node => node != parameter).Select(NameDeclaredBy).OfType<string>().ToList();
        // Declared once more inside, it would mean another object there.
        if (declared.Contains(name == "_" ? NewName : name)
            || place.Model.GetDeclaredSymbol(parameter, cancellationToken) is not IParameterSymbol { Type: var type }
            || !SymbolEqualityComparer.Default.Equals(type, EnclosingType(lambda, place.Model, cancellationToken)))
            return null;
        var changes = new List<TextChange>();
        if (name == "_")
        {
            name = NewName;
            changes.Add(new TextChange(parameter.Identifier.Span, name));
        }

        foreach (var node in lambda.Body.DescendantNodesAndSelf())
        {
            if (node is ThisExpressionSyntax)
                changes.Add(new TextChange(node.Span, name));
            else if (node is SimpleNameSyntax mention && IsUnqualified(mention) && place.Model.GetSymbolInfo(mention, cancellationToken).Symbol is { IsStatic: false } symbol
                && symbol is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
                changes.Add(new TextChange(new TextSpan(mention.SpanStart, 0), name + "."));
        }

        var isStatic = facts.Outer.Count == 0 && ((CSharpParseOptions)lambda.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9;
        if (isStatic && !lambda.Modifiers.Any(SyntaxKind.StaticKeyword))
            changes.Add(new TextChange(new TextSpan(lambda.SpanStart, 0), "static "));
        return changes.Count == 0 ? null : new OfferedFix($"Use '{name}' instead of 'this'", EquivalenceKeys.UseInstanceParameter, place.Edits([.. changes]));
    }

    private static ParameterSyntax? FirstParameter(AnonymousFunctionExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter,
        ParenthesizedLambdaExpressionSyntax parenthesized => parenthesized.ParameterList.Parameters.FirstOrDefault(),
        AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters.FirstOrDefault(),
        _ => null,
    };

    private static string? NameDeclaredBy(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        _ => null,
    };

    private static ITypeSymbol? EnclosingType(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? model.GetDeclaredSymbol(type, cancellationToken) : null;

    private static bool IsUnqualified(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } } assignment => assignment.Left != name,
        _ => true,
    };
}
