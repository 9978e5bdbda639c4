using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4002: instance handlers on static events and on events of objects that live as long as the process.</summary>
internal static class LongLivedEvents
{
    /// <summary>By its shape alone, the assignment may subscribe to such an event: <c>count += n</c> does not look so.</summary>
    public static bool MaySubscribe(AssignmentExpressionSyntax assignment) =>
        LooksLikeEvent(Bare.Of(assignment.Left))
        && Bare.Of(assignment.Right) is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax;

    public static RootFinding? Find(AssignmentExpressionSyntax assignment, RootSite site)
    {
        if (!MayBeHandler(Bare.Of(assignment.Right), site) || EventOf(Bare.Of(assignment.Left), site) is not { } subscribed || !KeepsHandlers(subscribed.Event, site))
            return null;
        var target = site.Delegate(assignment.Right);
        if (!target.RetainsThis || target.IsUnknown || site.IsTest)
            return null;
        var release = Unsubscriptions.Of(subscribed.Event.Name, target, site);
        if (release > Release.InFinalizer || IsReset(subscribed.Event, site))
            return null;
        var path = RootPath.Format(subscribed.Path, target.Step, site.Type.Name);
        return new RootFinding(assignment.GetLocation(), path, site.Type.Name, release, IsProved: !site.IsProcessLived)
        {
            Root = subscribed.Path,
            Remedy = Remedies.Unsubscribe,
        };
    }

    /// <summary>A name that is a field or property of a number is none: <c>Width += Margin</c>.</summary>
    private static bool MayBeHandler(ExpressionSyntax right, RootSite site) =>
        right is not IdentifierNameSyntax { Identifier.ValueText: var name }
        || !site.Type.GetMembers(name).Any(static member => (member as IFieldSymbol)?.Type is { TypeKind: not TypeKind.Delegate } || (member as IPropertySymbol)?.Type is { TypeKind: not TypeKind.Delegate });

    private static bool LooksLikeEvent(ExpressionSyntax left) => left switch
    {
        SimpleNameSyntax { Identifier.ValueText: { Length: > 1 } name } => char.IsUpper(name[0]) || name.IndexOf('_') is 0 or 1,
        MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } => true,
        _ => false,
    };

    private static Subscribed? EventOf(ExpressionSyntax left, RootSite site)
    {
        if (StaticMembers.Find(left, site) is { } member)
            return IsEvent(member) ? new Subscribed(member, member.ContainingType.Name + "." + member.Name) : null;
        if (left is not MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name } || PublisherOf(receiver, site) is not { } publisher)
            return null;
        var @event = StaticMembers.MembersOf(publisher.Type, name).OfType<IEventSymbol>().FirstOrDefault();
        return @event is null ? null : new Subscribed(@event, publisher.Name + "." + name);
    }

    /// <summary>A static member, or call, whose object lives as long as the process; also through a local that holds it.</summary>
    private static (ITypeSymbol Type, string Name)? PublisherOf(ExpressionSyntax receiver, RootSite site)
    {
        receiver = Bare.Of(receiver);
        if (receiver is IdentifierNameSyntax local && LocalValue(local) is { } value)
            receiver = value;
        if (receiver is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call)
            receiver = call.Expression;
        if (receiver is not (MemberAccessExpressionSyntax or IdentifierNameSyntax) || StaticMembers.Find(receiver, site) is not { } member)
            return null;
        var type = member switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            IMethodSymbol method => method.ReturnType,
            _ => null,
        };
        return type is not null && Publishers.LivesOn(member, type, site) ? (type, member.ContainingType.Name + "." + member.Name) : null;
    }

    private static ExpressionSyntax? LocalValue(IdentifierNameSyntax name)
    {
        var text = name.Identifier.ValueText;
        if (text.Length == 0 || char.IsUpper(text[0]) || text[0] == '_')
            return null;
        foreach (var block in name.Ancestors().OfType<BlockSyntax>())
        {
            foreach (var declaration in block.Statements.OfType<LocalDeclarationStatementSyntax>())
            {
                foreach (var variable in declaration.Declaration.Variables)
                {
                    if (variable.Identifier.ValueText == text)
                        return variable.Initializer?.Value is { } value ? Bare.Of(value) as MemberAccessExpressionSyntax : null;
                }
            }
        }

        return null;
    }

    private static bool IsEvent(ISymbol member) =>
        member is IEventSymbol || (member is IFieldSymbol { IsReadOnly: false, Type.TypeKind: TypeKind.Delegate });

    /// <summary>False for events that hold their handlers weakly, or whose own accessors may.</summary>
    private static bool KeepsHandlers(ISymbol @event, RootSite site)
    {
        if (site.Services.Tables.WeakEvents.TryGet(@event, out _) || IsPerThread(@event))
            return false;
        foreach (var reference in @event.DeclaringSyntaxReferences)
        {
            // event EventHandler Tick { add => _tick += value; … } is as good as a field.
            if (reference.GetSyntax(site.CancellationToken) is EventDeclarationSyntax { AccessorList: { } accessors }
                && !accessors.DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Right: IdentifierNameSyntax { Identifier.ValueText: "value" } }))
                return false;
        }

        return true;
    }

    private static bool IsPerThread(ISymbol member) => member.GetAttributes().Any(static a => a.AttributeClass?.Name == "ThreadStaticAttribute");

    /// <summary>The type that declares the event drops all its handlers somewhere: <c>Tick = null</c>.</summary>
    private static bool IsReset(ISymbol @event, RootSite site) =>
        @event.ContainingType.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(site.CancellationToken).DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Any(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && ReleaseNames.LastName(assignment.Left) == @event.Name);

    private sealed record Subscribed(ISymbol Event, string Path);
}
