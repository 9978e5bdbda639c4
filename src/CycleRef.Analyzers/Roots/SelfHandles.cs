using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Reporting;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4001: strong handles to an object that owns the handle.</summary>
internal static class SelfHandles
{
    public const string Handle = "GCHandle";

    /// <summary>By its names alone, the expression may make a handle.</summary>
    public static bool MayMake(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Alloc" } access } => ReleaseNames.LastName(access.Expression) == Handle,
        ObjectCreationExpressionSyntax { Type: GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax }, ArgumentList.Arguments.Count: 1 } creation =>
            Retention.Names.MentionedNames.OuterName(creation.Type) == Handle,
        _ => false,
    };

    public static RootFinding? Find(ExpressionSyntax allocation, ExpressionSyntax target, RootSite site)
    {
        if (Destination(allocation, site) is not { } member || TypeOf(member) is not { } type || !IsHandleOrPointer(type) || !Reaches(target, site, out var step))
            return null;
        var uses = site.UsesOf(member);
        var release = ReleaseOf(member, uses, site);
        if (release > Release.InFinalizer || site.IsProcessLived || site.IsTest || !IsHandleCall(allocation, site))
            return null;
        var owner = site.Type.Name;
        var finalizer = uses.All.Where(static use => use.IsInFinalizer).Select(static use => use.Node.GetLocation()).ToImmutableArray();
        return new RootFinding(
            allocation.GetLocation(),
            RootPath.Format(Handle, step, owner + "." + member.Name),
            owner,
            release,
            Member: member,
            Others: finalizer)
        { Remedy = type.Name == Handle ? type is INamedTypeSymbol { IsGenericType: true } ? Remedies.Dispose : Remedies.Free : "" };
    }

    /// <summary>The member that the handle, or the pointer made of it, is stored in.</summary>
    private static ISymbol? Destination(ExpressionSyntax allocation, RootSite site)
    {
        SyntaxNode value = allocation;
        // (IntPtr)GCHandle.Alloc(this), GCHandle.ToIntPtr(GCHandle.Alloc(this))
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax
            or ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToIntPtr" } } } })
            value = value.Parent is ArgumentSyntax ? value.Parent.Parent!.Parent! : value.Parent;
        return value.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            ? site.OwnMember(assignment.Left)
            : null;
    }

    private static ITypeSymbol? TypeOf(ISymbol member)
    {
        var type = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
    }

    private static bool IsHandleOrPointer(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_IntPtr || (type.Name == Handle && type.ContainingNamespace?.Name == "InteropServices");

    private static bool Reaches(ExpressionSyntax target, RootSite site, out string step)
    {
        step = site.Type.Name;
        var value = Bare.Of(target);
        if (value is ThisExpressionSyntax)
            return true;
        if (value is LiteralExpressionSyntax || site.OwnMember(value) is not { } held)
            return false;
        step = site.Type.Name + "." + held.Name;
        return TypeOf(held) is { TypeKind: TypeKind.Delegate } ? site.Delegate(value) is { RetainsThis: true, IsUnknown: false } : BackReferences.IsGivenOwner(held, site);
    }

    private static Release ReleaseOf(ISymbol member, MemberUses uses, RootSite site)
    {
        if (!uses.AreComplete || FreesSomething(site))
            return Release.Unknown;
        // Native code hands the pointer to a callback, which may stand in another type.
        if (uses.All.Any(static use => use.Kind is UseKind.Escapes && IsPointerTaken(use.Node)) && site.Services.Names(site.CancellationToken).FreesHandles)
            return Release.Unknown;
        var answer = Release.Never;
        foreach (var use in uses.All)
        {
            if (use.Kind is UseKind.Called && use.Name is "Free" or "Dispose")
                answer = use.IsInFinalizer && answer <= Release.InFinalizer ? Release.InFinalizer : Release.Elsewhere;
            else if (use.Kind is UseKind.Escapes && !IsPointerTaken(use.Node))
                return Release.Unknown;
            else if (use.Kind is UseKind.Escapes && use.IsInFinalizer && answer < Release.InFinalizer)
                answer = Release.InFinalizer;
        }

        return answer;
    }

    /// <summary><c>GCHandle.ToIntPtr(_handle)</c>, <c>(IntPtr)_handle</c>: native code gets the pointer, and cannot free the handle.</summary>
    private static bool IsPointerTaken(SyntaxNode node)
    {
        var whole = node.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : node;
        return whole.Parent is CastExpressionSyntax
            or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToIntPtr" or "FromIntPtr" } } };
    }

    /// <summary>A handle that comes back from native code may be this one: <c>GCHandle.FromIntPtr(data).Free()</c>.</summary>
    private static bool FreesSomething(RootSite site)
    {
        foreach (var reference in site.Type.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(site.CancellationToken).DescendantNodes(static node => node is not DestructorDeclarationSyntax))
            {
                // What happens to a handle in a member is seen where that member is used.
                if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Free" } access } && site.OwnMember(access.Expression) is null)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The names were right: asks the compiler whether the type is, and the kind.</summary>
    private static bool IsHandleCall(ExpressionSyntax allocation, RootSite site)
    {
        if (allocation is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments }
            && site.Model.GetConstantValue(arguments[1].Expression, site.CancellationToken) is not { HasValue: true, Value: 2 or 3 })
            return false;
        var type = site.Model.GetSymbolInfo(allocation, site.CancellationToken).Symbol?.ContainingType;
        return type is { Name: Handle, ContainingNamespace: { Name: "InteropServices", ContainingNamespace.Name: "Runtime" } };
    }
}
