using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>
/// Asks whether an assigned value may have been made for the member alone: a weak reference to it would die at once. Parameters are
/// followed to the calls, one call far.
/// </summary>
internal sealed class AssignedValues(Solution solution)
{
    /// <summary>Deeper nesting than people write; ends the walk through locals that are assigned from each other.</summary>
    private const int MaxDepth = 8;

    /// <summary>Calls that give back their argument.</summary>
    private static readonly string[] Guards = ["NotNull", "ThrowIf", "Require", "Ensure", "Check", "Verify", "Guard", "Arg"];

    public Task<bool> MayBeMadeAsync(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        MayBeMadeAsync(value, model, followCalls: true, 0, cancellationToken);

    private async Task<bool> MayBeMadeAsync(ExpressionSyntax value, SemanticModel model, bool followCalls, int depth, CancellationToken cancellationToken)
    {
        if (depth++ > MaxDepth || IsMadeByConversion(value, model, cancellationToken))
            return true;
        value = Expressions.Bare(value);
        switch (value)
        {
            case LiteralExpressionSyntax or DefaultExpressionSyntax or ThisExpressionSyntax or ThrowExpressionSyntax:
                return false;
            case AssignmentExpressionSyntax assignment:
                return await Of(assignment.Right).ConfigureAwait(false);
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression):
                return await Of(binary.Left).ConfigureAwait(false) || await Of(binary.Right).ConfigureAwait(false);
            case ConditionalExpressionSyntax conditional:
                return await Of(conditional.WhenTrue).ConfigureAwait(false) || await Of(conditional.WhenFalse).ConfigureAwait(false);
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms)
                {
                    if (await Of(arm.Expression).ConfigureAwait(false))
                        return true;
                }

                return false;
            case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call when IsGuard(call):
                return await Of(arguments[0].Expression).ConfigureAwait(false);
            case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax or MemberAccessExpressionSyntax }:
            case ElementAccessExpressionSyntax:
                return false;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                break;
            default:
                return true;
        }

        switch (model.GetSymbolInfo(value, cancellationToken).Symbol)
        {
            case IFieldSymbol or IPropertySymbol or IRangeVariableSymbol:
                return false;
            case ILocalSymbol local:
                return await IsMadeLocalAsync(local, value, model, followCalls, depth, cancellationToken).ConfigureAwait(false);
            case IParameterSymbol { RefKind: RefKind.None or RefKind.In } parameter:
                return followCalls && await IsMadeByCallersAsync(parameter, cancellationToken).ConfigureAwait(false);
            default:
                return true;
        }

        Task<bool> Of(ExpressionSyntax part) => MayBeMadeAsync(part, model, followCalls, depth, cancellationToken);
    }

    private async Task<bool> IsMadeLocalAsync(ILocalSymbol local, SyntaxNode use, SemanticModel model, bool followCalls, int depth, CancellationToken cancellationToken)
    {
        foreach (var reference in local.DeclaringSyntaxReferences)
        {
            // A loop variable or what a pattern names comes from somewhere else.
            if (await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: { } first })
                continue;
            if (await MayBeMadeAsync(first, model, followCalls, depth, cancellationToken).ConfigureAwait(false))
                return true;
        }

        var body = use.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax) ?? use.SyntaxTree.GetRoot(cancellationToken);
        foreach (var assignment in body.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == local.Name
                && await MayBeMadeAsync(assignment.Right, model, followCalls, depth, cancellationToken).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    /// <summary>Some caller makes the object in the very argument. A local of the caller counts as a holder.</summary>
    public async Task<bool> IsMadeByCallersAsync(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        ISymbol? called = parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: { } property } => property,
            IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Ordinary } method => method,
            _ => null,
        };
        if (called is null)
            return false;
        if (await SymbolReferences.FindAsync(called, solution, cancellationToken).ConfigureAwait(false) is not { } references)
            return true;
        foreach (var reference in references)
        {
            var root = await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var node = root?.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true);
            var value = node is null ? null : called is IPropertySymbol ? AssignedTo(node) : ArgumentFor(node, parameter);
            if (value is not null && await reference.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
                && IsMadeOnTheSpot(value, model, cancellationToken))
                return true;
        }

        return false;
    }

    private static bool IsMadeOnTheSpot(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        IsMadeByConversion(value, model, cancellationToken) || Expressions.Bare(value) switch
        {
            BaseObjectCreationExpressionSyntax => true,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => IsMadeOnTheSpot(either.Left, model, cancellationToken) || IsMadeOnTheSpot(either.Right, model, cancellationToken),
            ConditionalExpressionSyntax either => IsMadeOnTheSpot(either.WhenTrue, model, cancellationToken) || IsMadeOnTheSpot(either.WhenFalse, model, cancellationToken),
            IdentifierNameSyntax name => HandedOver.IsAll(name, model, cancellationToken),
            _ => false,
        };

    /// <summary>A boxed struct, or what an operator makes of another object.</summary>
    private static bool IsMadeByConversion(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(value, cancellationToken) is { Type.IsValueType: true, ConvertedType.IsReferenceType: true }
        || model.GetConversion(value, cancellationToken).IsUserDefined
        || (value is CastExpressionSyntax cast && (model.GetSymbolInfo(cast, cancellationToken).Symbol is IMethodSymbol { MethodKind: MethodKind.Conversion } || model.GetTypeInfo(cast.Expression, cancellationToken).Type is { IsValueType: true }));

    /// <summary><c>new Child { Owner = … }</c>, <c>child.Owner = …</c></summary>
    private static ExpressionSyntax? AssignedTo(SyntaxNode property) =>
        property is SimpleNameSyntax name && Expressions.WholeAccess(name) is { Parent: AssignmentExpressionSyntax assignment } access && assignment.Left == access
            ? assignment.Right
            : null;

    private static ExpressionSyntax? ArgumentFor(SyntaxNode callee, IParameterSymbol parameter)
    {
        var list = callee.AncestorsAndSelf().Take(MaxDepth).Select(static node => node switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            ConstructorInitializerSyntax initializer => initializer.ArgumentList,
            PrimaryConstructorBaseTypeSyntax primary => primary.ArgumentList,
            _ => null,
        }).FirstOrDefault(static found => found is not null);
        if (list is null)
            return null;
        var named = list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name);
        if (named is not null)
            return named.Expression;
        return parameter.Ordinal < list.Arguments.Count ? list.Arguments[parameter.Ordinal].Expression : null;
    }

    private static bool IsGuard(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => "",
        };
        return Guards.Any(guard => name.StartsWith(guard, StringComparison.Ordinal));
    }
}
