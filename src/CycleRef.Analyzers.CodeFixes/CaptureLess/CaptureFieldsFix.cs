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

/// <summary>A lambda that wants the instance for some of its read-only values only gets these values instead.</summary>
internal static class CaptureFieldsFix
{
    public static async Task<OfferedFix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await ReportedCode.FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken).ConfigureAwait(false) is not var (_, model, reported))
            return null;
        var lambdas = reported.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).OfType<AnonymousFunctionExpressionSyntax>().ToList();
        if (lambdas.Count != 1)
            return null;
        var lambda = lambdas[0];
        if (lambda.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error)
            // Whatever a sibling captures is kept with it.
            || LambdaFacts.Of(lambda, model, cancellationToken) is not { Outer.Count: 0, UsesThis: true }
            || lambda.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || FunctionBody.ContainerOf(statement) is null || !Layout.IsFirstOnLine(statement.GetFirstToken())
            || statement is LocalFunctionStatementSyntax)
            return null;
        return Values(lambda, model, cancellationToken) is { } values ? Edited(document, lambda, statement, values, model) : null;
    }

    /// <summary>The places in the lambda that read a value of the instance; null where it needs the instance itself.</summary>
    private static List<(ExpressionSyntax Place, ISymbol Member)>? Values(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken)
    {
        var values = new List<(ExpressionSyntax, ISymbol)>();
        foreach (var node in lambda.DescendantNodes())
        {
            if (node is BaseExpressionSyntax || (node is ThisExpressionSyntax && node.Parent is not MemberAccessExpressionSyntax))
                return null;
            if (node is not IdentifierNameSyntax name || name.Parent is NameColonSyntax or NameEqualsSyntax)
                continue;
            var isOwn = name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name || access.Expression is ThisExpressionSyntax;
            var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
            if (!isOwn || name.Parent is MemberBindingExpressionSyntax || symbol is null or { IsStatic: true } or not (IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }) || IsInitialized(name))
                continue;
            var whole = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } qualified ? qualified : (ExpressionSyntax)name;
            if (Expressions.NamesWhatItStandsIn(whole) || whole.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } || !IsConstantValue(symbol, lambda))
                return null;
            values.Add((whole, symbol));
        }

        return values.Count == 0 ? null : values;
    }

    private static bool IsInitialized(IdentifierNameSyntax name) => name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name;

    /// <summary>Set for good before the lambda is made, and a value that cannot lead back to the instance.</summary>
    private static bool IsConstantValue(ISymbol member, SyntaxNode lambda)
    {
        var type = member switch { IFieldSymbol { IsReadOnly: true } field => field.Type, IPropertySymbol { SetMethod: null } property when Heap.Members.IsAuto(property, setter: false) && !property.IsVirtual && !property.IsOverride => property.Type, _ => null };
        if (type is null || !(type.SpecialType is SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double) or SpecialType.System_DateTime || type.TypeKind == TypeKind.Enum))
            return false;
        if (lambda.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not ConstructorDeclarationSyntax constructor)
            return true;
        // In a constructor: only what is not assigned any more behind the lambda.
        return !constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.SpanStart > lambda.SpanStart && Names(assignment.Left, member.Name))
            && !constructor.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Names(argument.Expression, member.Name));
    }

    private static bool Names(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText == name,
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => Names(argument.Expression, name)),
        _ => false,
    };

    private static OfferedFix Edited(Document document, AnonymousFunctionExpressionSyntax lambda, StatementSyntax statement, List<(ExpressionSyntax Place, ISymbol Member)> values, SemanticModel model)
    {
        var layout = StatementLayout.Of(statement);
        var indentation = Layout.IndentationOf(statement.GetFirstToken());
        var changes = new List<TextChange>();
        var text = "";
        foreach (var same in values.GroupBy(static value => value.Member, SymbolEqualityComparer.Default))
        {
            var name = LocalName.Free(same.Key!.Name.TrimStart('_'), lambda, model);
            text += "var " + name + " = " + same.First().Place + ";" + layout.NewLine + indentation;
            changes.AddRange(same.Select(value => new TextChange(value.Place.Span, name)));
        }

        changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), text));
        var what = string.Join(", ", values.Select(static value => "'" + value.Member.Name + "'").Distinct());
        return new OfferedFix($"Capture {what} instead of 'this'", EquivalenceKeys.CaptureLess, TextEdits.In(document, layout.NewLine, changes));
    }
}
