using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>CYC5001: the delegate is kept in a field beside the weak reference to it.</summary>
internal static class KeptDelegate
{
    public static Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken) => Task.FromResult(Find(place, cancellationToken));

    private static OfferedFix? Find(FixPlace place, CancellationToken cancellationToken)
    {
        if (!place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Holds, out var holds) || holds != "delegate"
            || place.Node?.FirstAncestorOrSelf<ArgumentSyntax>() is not { Expression: var target } argument || target.Span != place.Diagnostic.Location.SourceSpan
            || Subject(argument) is not { } subject
            || PrivateField.IsRepeated(target))
            return null;
        var info = place.Model.GetTypeInfo(target, cancellationToken);
        var type = info.Type is { TypeKind: TypeKind.Delegate } ? info.Type : info.ConvertedType;
        if (type is not { TypeKind: TypeKind.Delegate } || PrivateField.For(target, type, subject + "Target", place.Model) is not { } field)
            return null;
        var changes = new[] { field.Declaration, new TextChange(new TextSpan(target.SpanStart, 0), field.Name + " = ") };
        return new OfferedFix($"Keep the delegate in '{field.Name}'", EquivalenceKeys.KeepDelegate, place.Edits(changes));
    }

    /// <summary>The member that holds the one weak reference; a list would need a list of delegates beside it.</summary>
    private static string? Subject(ArgumentSyntax argument)
    {
        var name = argument.Parent?.Parent switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => Bare.NameOf(call.Expression),
            BaseObjectCreationExpressionSyntax creation when Bare.Whole(creation).Parent is AssignmentExpressionSyntax { Left: SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } assignment =>
                Bare.NameOf(assignment.Left),
            _ => null,
        };
        var text = name?.Identifier.ValueText.TrimStart('_');
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
