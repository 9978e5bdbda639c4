using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using CycleRef.Analyzers.CodeFixes.WeakUse;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Roots;

/// <summary>CYC4005: what a registration gives back is kept in a new field and disposed with the object.</summary>
internal static class KeptRegistration
{
    public static async Task<OfferedFix?> FindAsync(FixPlace place, CancellationToken cancellationToken)
    {
        if (!place.Diagnostic.Properties.TryGetValue(DiagnosticProperties.Remedy, out var remedy) || remedy != Remedies.Keep
            || place.Node?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || ((CSharpParseOptions)call.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp6)
            return null;
        var whole = CallFate.Whole(call);
        // A loop, a lambda or a second call of the method would put one registration over the other.
        if (PrivateField.IsRepeated(whole) || whole.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not ConstructorDeclarationSyntax
            || place.Model.GetTypeInfo(whole, cancellationToken).Type is not { } type
            || Released(type) is not { } released)
            return null;
        if (PrivateField.For(whole, type, type.Name.EndsWith("Registration", System.StringComparison.Ordinal) || call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Subscribe" } ? "Registration" : "Subscription", place.Model) is not { } field)
            return null;
        var discard = whole.Parent as AssignmentExpressionSyntax;
        var change = discard is null ? new TextChange(new TextSpan(whole.SpanStart, 0), field.Name + " = ") : new TextChange(discard.Left.Span, field.Name);
        var statement = new TeardownStatement(place.Document, place.Model, field.Member, field.Type, ImmutableArray.Create(field.Name), released) { ReadsMembers = true };
        return await TeardownEdit.FindAsync(statement, ImmutableArray<string>.Empty, cancellationToken).ConfigureAwait(false) is { } found
            ? new OfferedFix($"Keep the registration in '{field.Name}' and dispose it in {found.Method}", EquivalenceKeys.ReleaseRoot, place.Edits(field.Declaration, change).And(found.Edits))
            : null;
    }

    private static string? Released(ITypeSymbol type)
    {
        if (type.Name == "RegisteredWaitHandle")
            return "{0}?.Unregister(null);";
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.SpecialType == SpecialType.System_IDisposable)
                return type.IsValueType ? "{0}.Dispose();" : "{0}?.Dispose();";
        }

        return type.SpecialType == SpecialType.System_IDisposable ? "{0}?.Dispose();" : null;
    }
}
