using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Handlers;
using CycleRef.Analyzers.CodeFixes.Teardown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Unsubscribe;

/// <summary>A handler that is added to an event or delegate member, or put into one, in an instance member of a class.</summary>
/// <param name="Document">The file.</param>
/// <param name="Model">Its model.</param>
/// <param name="Assignment"><c>_model.Changed += Refresh</c>, or <c>_model.Done = Refresh</c>.</param>
/// <param name="Target">The event, field or property.</param>
/// <param name="Member">The member of the class that contains it.</param>
/// <param name="Type">The class.</param>
internal sealed record Subscription(
    Document Document,
    SemanticModel Model,
    AssignmentExpressionSyntax Assignment,
    ISymbol Target,
    MemberDeclarationSyntax Member,
    INamedTypeSymbol Type)
{
    public static async Task<Subscription?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        if (await ReportedCode.FindAsync(document, span, cancellationToken).ConfigureAwait(false) is not var (_, model, node))
            return null;
        var assignment = node.FirstAncestorOrSelf<AssignmentExpressionSyntax>(static a => a.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SimpleAssignmentExpression)
            ?? (node as ExpressionStatementSyntax)?.Expression as AssignmentExpressionSyntax;
        // Within an object initializer the object has no name.
        if (assignment is null || assignment.Parent is InitializerExpressionSyntax || !assignment.Span.Contains(span) && assignment.Parent != node)
            return null;
        if (assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration } } member
            || HandlerField.IsStatic(member) || member.Parent!.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error))
            return null;
        var target = model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol;
        if (model.GetDeclaredSymbol((TypeDeclarationSyntax)member.Parent, cancellationToken) is not { } type || !IsDelegate(target, assignment, model, type))
            return null;
        return new Subscription(document, model, assignment, target!, member, type);
    }

    /// <summary>The statement that undoes it, and what must be changed so that it can; null where it cannot be undone elsewhere.</summary>
    public (TeardownStatement Statement, ImmutableArray<TextChange> Changes)? Undone(CancellationToken cancellationToken)
    {
        var (receiver, name) = Assignment.Left switch
        {
            MemberAccessExpressionSyntax access => (access.Expression, access.Name.Identifier.Text),
            IdentifierNameSyntax identifier => (null, identifier.Identifier.Text),
            _ => (null, null),
        };
        if (name is null || StablePublisher.Of(receiver, Member, Model, cancellationToken) is not { } publisher || !IsKnownBy(publisher.Type))
            return null;
        var names = ImmutableArray.CreateBuilder<string>();
        var left = LeftSide(publisher, name, names);
        var guard = publisher.MayBeNull ? "if (" + left.Holder.Replace(".", "?.") + " != null)\n\t" : "";
        if (Assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            return Target is IEventSymbol ? null : (Statement(names.ToImmutable(), guard + left.Member + " = null" + Bang() + ";"), ImmutableArray<TextChange>.Empty);
        if (DelegateType is not { } type || StableHandler.For(Assignment.Right, type, Subject(), Model, cancellationToken) is not { } handler)
            return null;
        names.Add(handler.Name);
        var placeholder = "{" + (names.Count - 1) + "}";
        var rest = handler.IsNewField ? "\n" + placeholder + " = null;" : "";
        return (Statement(names.ToImmutable(), guard + left.Member + " -= " + placeholder + ";" + rest), handler.Changes);
    }

    /// <summary>Behind a cast, the object may be another one by then, of another type.</summary>
    private bool IsKnownBy(ITypeSymbol? publisher) =>
        publisher is null or ITypeParameterSymbol
        || Model.LookupSymbols(Assignment.SpanStart, publisher, Target.Name).Any(found => SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, Target.OriginalDefinition));

    private INamedTypeSymbol? DelegateType => Target switch
    {
        IEventSymbol @event => @event.Type as INamedTypeSymbol,
        IFieldSymbol variable => variable.Type as INamedTypeSymbol,
        IPropertySymbol property => property.Type as INamedTypeSymbol,
        _ => null,
    };

    /// <summary>The names come into the type that declares the handler, so they may not be keywords or start in lower case.</summary>
    private string Subject() => char.ToUpperInvariant(Target.Name.TrimStart('_').FirstOrDefault()) + Target.Name.TrimStart('_').Substring(1);

    private TeardownStatement Statement(ImmutableArray<string> names, string template) =>
        new(Document, Model, Member, Type, names, template) { ReadsMembers = true };

    private static (string Holder, string Member) LeftSide(StablePublisher publisher, string name, ImmutableArray<string>.Builder names)
    {
        if (publisher.Root is not null)
        {
            names.Add(publisher.Root);
            return ("{0}" + publisher.Rest, "{0}" + publisher.Rest + "." + name);
        }

        if (publisher.Rest.Length > 0)
            return (Literal(publisher.Rest), Literal(publisher.Rest) + "." + name);
        names.Add(name);
        return ("", "{0}");
    }

    private static string Literal(string text) => text.Replace("{", "{{").Replace("}", "}}");

    private string Bang() =>
        Model.GetNullableContext(Assignment.SpanStart).AnnotationsEnabled() && DelegateType is { NullableAnnotation: NullableAnnotation.NotAnnotated } ? "!" : "";

    private static bool IsDelegate(ISymbol? target, AssignmentExpressionSyntax assignment, SemanticModel model, INamedTypeSymbol type)
    {
        if (target is null || target.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(System.ObsoleteAttribute)))
            return false;
        if (!model.IsAccessible(assignment.SpanStart, target))
            return false;
        return target switch
        {
            IEventSymbol @event => @event.Type.TypeKind == TypeKind.Delegate,
            IFieldSymbol field => field.Type.TypeKind == TypeKind.Delegate && !field.IsReadOnly,
            // A setter of its own does more than keep the delegate.
            IPropertySymbol property => property.Type.TypeKind == TypeKind.Delegate && property is { SetMethod.IsInitOnly: false, GetMethod: not null }
                && (property.DeclaringSyntaxReferences.IsEmpty || Heap.Members.IsAuto(property.OriginalDefinition, setter: true)),
            _ => false,
        };
    }
}
