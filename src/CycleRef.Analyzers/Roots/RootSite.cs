using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Analyzers.Roots;

/// <summary>The place of a piece of syntax that a root may have to do with.</summary>
/// <param name="Services">What holds for the compilation.</param>
/// <param name="Model">The model of the file.</param>
/// <param name="Member">The member in whose code it stands.</param>
/// <param name="CancellationToken">Cancels all questions.</param>
internal sealed record RootSite(RootServices Services, SemanticModel Model, ISymbol Member, CancellationToken CancellationToken)
{
    public INamedTypeSymbol Type => Member as INamedTypeSymbol ?? Member.ContainingType;

    /// <summary>Null where no instance is there that a root could keep: static code, structs, top-level statements.</summary>
    public static RootSite? Of(SyntaxNodeAnalysisContext context, RootServices services)
    {
        if (context.ContainingSymbol is not { } member || member is INamespaceSymbol)
            return null;
        var site = new RootSite(services, context.SemanticModel, member, context.CancellationToken);
        return member.IsStatic || site.Type is not { IsValueType: false, IsStatic: false } ? null : site;
    }

    public CallbackTarget Delegate(ExpressionSyntax expression) => CallbackReader.OfDelegate(expression, ModelOf(expression), Services.Closures, CancellationToken);

    public MemberUses UsesOf(ISymbol member) => Services.UsesOf(member, CancellationToken);

    public CallbackTarget State(ExpressionSyntax expression) => CallbackReader.OfState(expression, ModelOf(expression), Services.Closures, CancellationToken);

    /// <summary>A member may be used in another file of its type.</summary>
    public SemanticModel ModelOf(SyntaxNode node) => node.SyntaxTree == Model.SyntaxTree ? Model : Services.Models.Of(node.SyntaxTree);

    public bool IsProcessLived => Services.ProcessLived.Is(Type, CancellationToken) || Services.IsRegisteredSingleton(Type, CancellationToken);

    public bool IsTest => ProcessLived.IsTest(Type);

    /// <summary>The simple name of the type that <c>new(…)</c> makes: that of the member it is assigned to.</summary>
    public string? DeclaredTypeName(ExpressionSyntax creation) =>
        creation.Parent is AssignmentExpressionSyntax assignment && OwnMember(assignment.Left) is { } member ? ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)?.Name : null;

    /// <summary>The object's own field or auto-property that an assignment target or initializer names, or null.</summary>
    public ISymbol? OwnMember(ExpressionSyntax target)
    {
        var name = Bare.Of(target) switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax identifier } => identifier.Identifier.ValueText,
            _ => null,
        };
        if (name is null)
            return null;
        foreach (var member in Type.GetMembers(name))
        {
            if (member is IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false, IsIndexer: false })
                return member;
        }

        return null;
    }
}
