using System.Linq;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>CYC4002: objects that put themselves into a static collection.</summary>
internal static class StaticTables
{
    /// <summary>The call or assignment that stores <c>this</c> as an element, with the expression of the collection; null for any other <c>this</c>.</summary>
    public static (ExpressionSyntax Store, ExpressionSyntax Table, bool IsKeyed)? StoreOf(ThisExpressionSyntax value)
    {
        switch (value.Parent)
        {
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } list } argument
                when IsAdd(access.Name.Identifier.ValueText):
                // The key of a table is kept as well as the value.
                return (call, access.Expression, list.Arguments.Count > 1 && access.Name.Identifier.ValueText is not ("Insert" or "AddBefore" or "AddAfter") && list.Arguments.IndexOf(argument) >= 0);
            case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } assignment when assignment.Right == value && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                return (assignment, element.Expression, true);
            default:
                return null;
        }
    }

    public static RootFinding? Find(ExpressionSyntax store, ExpressionSyntax table, bool isKeyed, RootSite site)
    {
        if (StaticMembers.Find(table, site) is not (IFieldSymbol or IPropertySymbol) || StaticMembers.Find(table, site) is not { } member || !IsCollection(member))
            return null;
        if (site.IsTest || IsMadeByItself(site.Type) || IsElementOfItself(store) || IsBounded(store, member))
            return null;
        var release = ReleaseOf(member, site);
        if (release > Release.InFinalizer)
            return null;
        var hasEnd = release == Release.InFinalizer || HasEnd(site.Type);
        // What only fills a table by name is likely a registry that is meant to stay.
        var isProved = !site.IsProcessLived && (hasEnd || (!isKeyed && !site.Type.IsAbstract));
        var root = member.ContainingType.Name + "." + member.Name;
        return new RootFinding(store.GetLocation(), RootPath.Format(root, site.Type.Name), site.Type.Name, release, isProved, member) { Root = root, Remedy = Remedies.Remove };
    }

    public static bool IsRemove(string name) =>
        name.StartsWith("Remove", System.StringComparison.Ordinal)
        || name is "TryRemove" or "Clear" or "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "TryTake" or "Take" or "ExceptWith" or "IntersectWith" or "Release" or "Evict";

    private static bool IsAdd(string name) => Retention.Evidence.CollectionCalls.IsAdd(name);

    /// <summary>A collection of the library; what somebody else's collection does is not known. Weak tables are none.</summary>
    private static bool IsCollection(ISymbol member)
    {
        var type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
        if (member.GetAttributes().Any(static a => a.AttributeClass?.Name == "ThreadStaticAttribute"))
            return false;
        if (type is IArrayTypeSymbol)
            return true;
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return type.DeclaringSyntaxReferences.IsEmpty;
        }

        return false;
    }

    /// <summary>Only the type makes its objects: a fixed set, as of an enumeration class.</summary>
    private static bool IsMadeByItself(INamedTypeSymbol type) =>
        type.InstanceConstructors.All(static constructor => constructor.DeclaredAccessibility == Accessibility.Private);

    /// <summary>Something that ends: disposed, finalized, part of a user interface.</summary>
    private static bool HasEnd(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(static i => i.Name is "IDisposable" or "IAsyncDisposable")
        || type.GetMembers().Any(static member => member is IMethodSymbol { MethodKind: MethodKind.Destructor });

    /// <summary><c>s_all[Index] = this</c> inside a loop or after a search replaces what was there.</summary>
    private static bool IsElementOfItself(ExpressionSyntax store) =>
        store is AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } index } } && index[0].Expression is LiteralExpressionSyntax;

    /// <summary><c>if (s_all.Count &lt; 100) s_all.Add(this)</c>: somebody has thought of how many there may be.</summary>
    private static bool IsBounded(ExpressionSyntax store, ISymbol table)
    {
        foreach (var ancestor in store.Ancestors().TakeWhile(static a => a is not MemberDeclarationSyntax))
        {
            if (ancestor is IfStatementSyntax { Condition: var condition } && condition.DescendantTokens().Any(token => token.ValueText == table.Name))
                return true;
        }

        return false;
    }

    private static Release ReleaseOf(ISymbol table, RootSite site)
    {
        if (table.ContainingType.DeclaringSyntaxReferences.IsEmpty)
            return Release.Unknown;
        // All => s_all: what happens to the field happens to the property.
        if (table is IPropertySymbol && FieldBehind(table, site) is { } field && ReleaseOf(field, site) is var ofField and > Release.Never)
            return ofField;
        var uses = site.UsesOf(table);
        var answer = Release.Never;
        foreach (var use in uses.All)
        {
            if (use.Kind == UseKind.Called && IsRemove(use.Name))
                answer = use.IsInFinalizer && answer <= Release.InFinalizer ? Release.InFinalizer : Release.Elsewhere;
            else if (use.Kind is UseKind.Cleared or UseKind.Assigned && use.Method != MemberUse.Constructor && use.Value is not InvocationExpressionSyntax)
                return Release.Elsewhere;
            else if (use.Kind == UseKind.Escapes && !IsRead(use.Node))
                return Release.Unknown;
        }

        return !uses.AreComplete && answer == Release.Never && site.Services.Names(site.CancellationToken).Emptied.Contains(table.Name) ? Release.Unknown : answer;
    }

    private static ISymbol? FieldBehind(ISymbol property, RootSite site) =>
        property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(site.CancellationToken)).OfType<PropertyDeclarationSyntax>()
            .Select(static declaration => declaration.ExpressionBody?.Expression).OfType<IdentifierNameSyntax>()
            .SelectMany(name => property.ContainingType.GetMembers(name.Identifier.ValueText)).FirstOrDefault(static member => member is IFieldSymbol);

    /// <summary>Looped over, locked, read by an index: nothing is taken out.</summary>
    private static bool IsRead(SyntaxNode name)
    {
        var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent switch
        {
            ForEachStatementSyntax loop => loop.Expression == whole,
            LockStatementSyntax => true,
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element => assignment.Left != element || !UseReader.IsNothing(assignment.Right),
            ElementAccessExpressionSyntax { Parent: not ArgumentSyntax { RefKindKeyword.RawKind: not 0 } } => true,
            _ => false,
        };
    }
}
