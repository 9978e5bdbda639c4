using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>Which links of a cycle a statement of the method can take out again without doing anything else.</summary>
internal static class Cuts
{
    private static readonly MemberNameRoles Roles = new(KnowledgeBase.Embedded);

    /// <summary>Links that point back come first, then the one that closed the cycle.</summary>
    public static IEnumerable<Cut> For(Diagnostic diagnostic, SyntaxNode root, SemanticModel model, CancellationToken cancellationToken)
    {
        var found = new List<(int Rank, Cut Cut)>();
        foreach (var link in CycleLink.Of(diagnostic))
        {
            if (link.WriterIn(root) is { } writer && CutOf(link, writer, model, cancellationToken) is var (cut, member))
                found.Add((Rank(link, member), cut));
        }

        return found.OrderBy(static pair => pair.Rank).Select(static pair => pair.Cut);
    }

    private static int Rank(CycleLink link, string member) => (link.IsElement ? 4 : Roles.PointsBack(member) ? 0 : 2) + (link.IsClosing ? 0 : 1);

    private static (Cut Cut, string Member)? CutOf(CycleLink link, SyntaxNode writer, SemanticModel model, CancellationToken cancellationToken)
    {
        var assignment = writer as AssignmentExpressionSyntax ?? (writer as ExpressionStatementSyntax)?.Expression as AssignmentExpressionSyntax;
        switch (assignment)
        {
            case { RawKind: (int)SyntaxKind.AddAssignmentExpression }:
                return Unsubscribed(assignment, model, cancellationToken);
            case { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax access } when LocalOf(access.Expression, model, cancellationToken) is { } holder:
                return model.GetSymbolInfo(access, cancellationToken).Symbol is { } member ? Nulled(holder, member, model, writer) : null;
            case { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: ElementAccessExpressionSyntax element } when LocalOf(element.Expression, model, cancellationToken) is { Type: IArrayTypeSymbol { ElementType.IsReferenceType: true } array } holder:
                return element.ArgumentList.Arguments.All(static argument => argument.Expression is LiteralExpressionSyntax)
                    ? (new Cut(holder, element + " = null" + Bang(array.ElementType, model, writer) + ";", element.ToString()), "")
                    : null;
            // A ref local stands for one of several places, and the report names the place of one path only.
            case { Left: IdentifierNameSyntax } when model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is ILocalSymbol { IsRef: true }:
                return null;
        }

        return link.IsElement ? Emptied(writer, model, cancellationToken) : Named(link, writer, model);
    }

    /// <summary><c>b.Child = null;</c></summary>
    private static (Cut Cut, string Member)? Nulled(ILocalSymbol holder, ISymbol member, SemanticModel model, SyntaxNode at)
    {
        var type = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        if (type is not { IsReferenceType: true } || !holder.Type.IsReferenceType || !IsPlainStorage(member, holder) || !model.IsAccessible(at.SpanStart, (member as IPropertySymbol)?.SetMethod ?? member) || holder.RefKind != RefKind.None)
            return null;
        var text = Teardown.TeardownStatement.Escaped(holder.Name) + "." + Teardown.TeardownStatement.Escaped(member.Name);
        return (new Cut(holder, text + " = null" + Bang(type, model, at) + ";", text), member.Name);
    }

    /// <summary>A write does nothing but keep the value, and may be done here.</summary>
    private static bool IsPlainStorage(ISymbol member, ILocalSymbol holder)
    {
        if (member.IsStatic || member.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(System.ObsoleteAttribute)))
            return false;
        return member switch
        {
            IFieldSymbol field => field is { IsReadOnly: false, IsConst: false },
            IPropertySymbol { SetMethod.IsInitOnly: false, RefKind: RefKind.None } property => Heap.Members.IsAuto(property.OriginalDefinition, setter: true)
                && (!(property.IsVirtual || property.IsOverride) || property.IsSealed || holder.Type.IsSealed || IsExactly(holder)),
            _ => false,
        };
    }

    /// <summary>Made in its declaration: no derived type can override anything.</summary>
    private static bool IsExactly(ILocalSymbol holder) =>
        holder.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax });

    /// <summary>A call wrote it: the variable is known by name only, so it may have named nothing else.</summary>
    private static (Cut Cut, string Member)? Named(CycleLink link, SyntaxNode writer, SemanticModel model)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(link.MemberId, model.Compilation) is not { } member)
            return null;
        var end = writer.FirstAncestorOrSelf<StatementSyntax>() is { } statement ? statement.Span.End : writer.SpanStart;
        var holder = model.LookupSymbols(writer.SpanStart, name: link.Holder).OfType<ILocalSymbol>().FirstOrDefault()
            ?? model.LookupSymbols(end, name: link.Holder).OfType<ILocalSymbol>().FirstOrDefault();
        if (holder is null || !IsAssignedOnce(holder, writer))
            return null;
        if (!InheritsFrom(holder.Type, member.ContainingType))
            return null;
        return member.ContainingType.IsGenericType ? null : Nulled(holder, member, model, writer);
    }

    private static bool InheritsFrom(ITypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
                return true;
        }

        return false;
    }

    private static bool IsAssignedOnce(ILocalSymbol local, SyntaxNode inside) =>
        FunctionBody.Around(inside) is { } body && local.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null }) && !Reassignments.Of(local.Name, body).Any();

    /// <summary>A library collection that its holder made itself, and that a statement put an element into.</summary>
    private static (Cut Cut, string Member)? Emptied(SyntaxNode writer, SemanticModel model, CancellationToken cancellationToken)
    {
        if (writer.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: var collection } } call || call.Span != writer.Span && writer is not ExpressionStatementSyntax)
            return null;
        if (model.GetTypeInfo(collection, cancellationToken).Type is not INamedTypeSymbol type || !IsOwnable(type))
            return null;
        var text = collection + ".Clear();";
        if (LocalOf(collection, model, cancellationToken) is { } local)
            return IsExactly(local) ? (new Cut(local, text, collection.ToString()), local.Name) : null;
        if (collection is not MemberAccessExpressionSyntax access || LocalOf(access.Expression, model, cancellationToken) is not { } holder)
            return null;
        var member = model.GetSymbolInfo(access, cancellationToken).Symbol;
        return member is not null && IsOwn(member) ? (new Cut(holder, text, collection.ToString()), member.Name) : null;
    }

    private static bool IsOwnable(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic" && type.Name is "List" or "HashSet" or "Dictionary" or "Queue" or "Stack" or "LinkedList" or "SortedSet" or "SortedDictionary";

    /// <summary>Never anything but the collection that its own type made.</summary>
    private static bool IsOwn(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is
            VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax }
            or PropertyDeclarationSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax });

    /// <summary><c>a.Changed -= b.Handle;</c></summary>
    private static (Cut Cut, string Member)? Unsubscribed(AssignmentExpressionSyntax assignment, SemanticModel model, CancellationToken cancellationToken)
    {
        if (assignment.Left is not MemberAccessExpressionSyntax access || LocalOf(access.Expression, model, cancellationToken) is not { } holder)
            return null;
        var target = model.GetSymbolInfo(access, cancellationToken).Symbol;
        var handler = Expressions.Bare(assignment.Right);
        var symbol = model.GetSymbolInfo(handler, cancellationToken).Symbol;
        if (target is IFieldSymbol field)
            return Nulled(holder, field, model, assignment);
        if (target is not IEventSymbol @event || !Heap.Members.IsFieldLike(@event))
            return null;
        var other = handler is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } ? LocalOf(name, model, cancellationToken) : symbol as ILocalSymbol;
        var isStable = symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } && (handler is IdentifierNameSyntax || other is not null) || symbol is ILocalSymbol;
        return isStable ? (new Cut(holder, access + " -= " + assignment.Right + ";", access.ToString(), other), @event.Name) : null;
    }

    private static ILocalSymbol? LocalOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression is IdentifierNameSyntax && model.GetSymbolInfo(expression, cancellationToken).Symbol is ILocalSymbol local ? local : null;

    private static string Bang(ITypeSymbol type, SemanticModel model, SyntaxNode at) =>
        model.GetNullableContext(at.SpanStart).AnnotationsEnabled() && type.NullableAnnotation == NullableAnnotation.NotAnnotated ? "!" : "";
}
