using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Teardown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Unsubscribe;

/// <summary>What a member subscribes is unsubscribed where the object's life ends, in the counterpart of the member or in <c>Dispose</c>.</summary>
internal static class UnsubscribeFix
{
    /// <param name="document">The file of the subscription.</param>
    /// <param name="span">The subscription.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The edits, and the method that unsubscribes; null where the fix is not to be offered.</returns>
    public static async Task<Unsubscription?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        if (await Subscription.FindAsync(document, span, cancellationToken).ConfigureAwait(false) is not { } subscription
            || subscription.Undone(cancellationToken) is not var (statement, changes))
            return null;
        var own = (subscription.Member as MethodDeclarationSyntax)?.Identifier.ValueText;
        var preferred = own is null ? ImmutableArray<string>.Empty : PairedMethods.Of(own, subscription.Type).Where(name => name != own).ToImmutableArray();
        if (await TeardownEdit.FindAsync(statement, preferred, cancellationToken).ConfigureAwait(false) is not { } found)
            return null;
        var layout = Layout.Of(subscription.Member);
        var edits = changes.IsEmpty ? found.Edits : TextEdits.In(document, layout.NewLine, changes).And(found.Edits);
        var verb = subscription.Assignment.IsKind(SyntaxKind.AddAssignmentExpression) ? "Unsubscribe from" : "Clear";
        return new Unsubscription(found with { Edits = edits }, $"{verb} '{subscription.Target.Name}' in {found.Method}");
    }
}

/// <param name="Teardown">The edits, and the method that they come into.</param>
/// <param name="Title">What an editor shows.</param>
internal sealed record Unsubscription(FoundTeardown Teardown, string Title);
