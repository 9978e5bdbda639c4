using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>An expression that may name a member: <c>Name</c>, <c>this.Name</c> (own) or <c>x.Name</c> (of another object).</summary>
/// <param name="Name">The name.</param>
/// <param name="OnThis">It is the object's own.</param>
/// <param name="ReceiverType">The simple name of the other object's declared type, where the code around tells it.</param>
internal readonly record struct MemberReference(string Name, bool OnThis, string? ReceiverType = null)
{
    public static MemberReference? Of(ExpressionSyntax expression, BodyNames names)
    {
        var target = Bare.Of(expression);
        // The `field` keyword stands for the property it is in. Its node is younger than the oldest Roslyn we load in, which sees an identifier.
        if (names.PropertyName is { } property && target.Span.Length == "field".Length && target.GetFirstToken().ValueText == "field")
            return new MemberReference(property, true);
        switch (target)
        {
            case IdentifierNameSyntax identifier when names.MayBeMember(identifier.Identifier.ValueText):
                return new MemberReference(identifier.Identifier.ValueText, true);
            case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } own:
                return new MemberReference(own.Name.Identifier.ValueText, true);
            case MemberAccessExpressionSyntax other when other.IsKind(SyntaxKind.SimpleMemberAccessExpression):
                return new MemberReference(other.Name.Identifier.ValueText, false, names.TypeOf(Bare.Of(other.Expression)));
            default:
                return null;
        }
    }

    /// <summary>The member on which a method is called: <c>_items.Add(…)</c>, <c>_timer?.Dispose()</c>, <c>(_x as IDisposable)?.Dispose()</c>.</summary>
    public static MemberReference? OfReceiver(InvocationExpressionSyntax invocation, BodyNames names) =>
        Receiver(invocation) is { } receiver ? Of(receiver, names) : null;

    public static string? ReceiverName(InvocationExpressionSyntax invocation) =>
        Receiver(invocation) is { } receiver && Bare.Of(receiver) is IdentifierNameSyntax identifier ? identifier.Identifier.ValueText : null;

    public static ExpressionSyntax? Receiver(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax when invocation.Parent is ConditionalAccessExpressionSyntax conditional => conditional.Expression,
        _ => null,
    };
}
