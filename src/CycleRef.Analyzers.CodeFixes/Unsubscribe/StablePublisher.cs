using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.Unsubscribe;

/// <summary>How a teardown method of the same type reaches an object that another member works on.</summary>
/// <param name="Root">The member of the type that it starts at; null for the instance itself, or a static member of some type.</param>
/// <param name="Rest">What follows, with its dots; the whole text where there is no root.</param>
/// <param name="MayBeNull">It may be null by then.</param>
/// <param name="Type">The type by which the method knows it; null for the instance itself, or for static members of a type.</param>
internal sealed record StablePublisher(string? Root, string Rest, bool MayBeNull, ITypeSymbol? Type = null)
{
    /// <returns>Null where the object is only known to the member: a local or a parameter that no field keeps.</returns>
    public static StablePublisher? Of(ExpressionSyntax? receiver, MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (receiver is null or ThisExpressionSyntax or BaseExpressionSyntax)
            return new StablePublisher(null, "", false);
        var bare = Expressions.Bare(receiver);
        var symbol = model.GetSymbolInfo(bare, cancellationToken).Symbol;
        if (symbol is INamedTypeSymbol)
            return new StablePublisher(null, bare.ToString(), false);
        switch (symbol)
        {
            case ILocalSymbol or IParameterSymbol when !IsPrimary(symbol):
                return KeptIn(symbol, member, model, cancellationToken);
            case IParameterSymbol parameter:
                return new StablePublisher(parameter.Name, "", false, parameter.Type);
            case IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true }:
                return new StablePublisher(null, bare.ToString(), IsNullable(symbol, member, model), TypeOf(symbol));
            case IFieldSymbol or IPropertySymbol { IsIndexer: false }:
                break;
            default:
                return null;
        }

        if (bare is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax })
            return new StablePublisher(symbol.Name, "", IsNullable(symbol, member, model), TypeOf(symbol));
        // `_a.B`
        return bare is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access && access.IsKind(SyntaxKind.SimpleMemberAccessExpression)
            && Of(access.Expression, member, model, cancellationToken) is { Root: not null } holder
            ? holder with { Rest = holder.Rest + "." + name, MayBeNull = holder.MayBeNull || IsNullable(symbol, member, model), Type = TypeOf(symbol) }
            : null;
    }

    private static bool IsPrimary(ISymbol symbol) =>
        symbol is IParameterSymbol && symbol.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax });

    /// <summary>The field that the member puts the same object into: <c>_model = model;</c>, or that the local was read from.</summary>
    private static StablePublisher? KeptIn(ISymbol variable, MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (IsReassigned(variable, member))
            return null;
        foreach (var assignment in member.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(static a => a.IsKind(SyntaxKind.SimpleAssignmentExpression)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Expressions.Bare(assignment.Right) is IdentifierNameSyntax right && right.Identifier.ValueText == variable.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(right, cancellationToken).Symbol, variable)
                && OwnMember(assignment.Left, model, cancellationToken) is { } kept)
                return new StablePublisher(kept.Name, "", IsNullable(kept, member, model), TypeOf(kept));
        }

        if (variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } initial })
            return null;
        var source = initial is AssignmentExpressionSyntax chained ? chained.Left : Expressions.Bare(initial);
        return OwnMember(source, model, cancellationToken) is { } read ? new StablePublisher(read.Name, "", IsNullable(read, member, model), TypeOf(read)) : null;
    }

    private static ISymbol? OwnMember(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && model.GetSymbolInfo(expression, cancellationToken).Symbol is (IFieldSymbol or IPropertySymbol) and { IsStatic: false } symbol ? symbol : null;

    private static bool IsReassigned(ISymbol variable, SyntaxNode member) =>
        member.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText == variable.Name && variable is not (IFieldSymbol or IPropertySymbol),
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax name } => name.Identifier.ValueText == variable.Name,
            _ => false,
        });

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };

    /// <summary><c>private readonly Model _model = new Model();</c></summary>
    private static bool IsMadeForGood(ISymbol symbol) =>
        symbol is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && symbol.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is
            VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax } or PropertyDeclarationSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax });

    /// <summary>Not where the compiler says so, nor where a constructor sets it for good.</summary>
    private static bool IsNullable(ISymbol symbol, MemberDeclarationSyntax member, SemanticModel model)
    {
        var type = TypeOf(symbol);
        if (type is null || type.IsValueType || IsMadeForGood(symbol))
            return false;
        if (model.GetNullableContext(member.SpanStart).AnnotationsEnabled())
            return type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return !(member is ConstructorDeclarationSyntax && symbol is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null });
    }
}
