using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Roots;

/// <summary>CYC4001: the handle becomes a weak one. Its target is then null once nothing else holds the object.</summary>
internal static class WeakHandle
{
    private const string Kind = "GCHandleType";

    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place, cancellationToken));

    private static OfferedFix? Find(FixPlace place, CancellationToken cancellationToken)
    {
        if (place.Node?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access, ArgumentList: { Arguments: { Count: > 0 } arguments } list } call
            || access.Name.Identifier.ValueText != "Alloc")
            return null;
        // A pinned handle is there for the address, which a weak one does not keep.
        if (arguments.Count == 2 && place.Model.GetConstantValue(arguments[1].Expression, cancellationToken) is not { HasValue: true, Value: 2 })
            return null;
        if (place.Model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingType is not { } handle)
            return null;
        var kind = TypeOfKind(handle, place.Model, call.SpanStart);
        var change = arguments.Count == 2
            ? new TextChange(arguments[1].Span, kind + ".Weak")
            : new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), ", " + kind + ".Weak");
        return new OfferedFix("Make it a weak handle", EquivalenceKeys.WeakHandle, place.Edits(change));
    }

    private static string TypeOfKind(INamedTypeSymbol handle, SemanticModel model, int position)
    {
        foreach (var type in handle.ContainingNamespace.GetTypeMembers(Kind))
            return type.ToMinimalDisplayString(model, position);
        return Kind;
    }
}
