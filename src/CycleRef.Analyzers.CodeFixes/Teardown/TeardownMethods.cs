using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Teardown;

/// <summary>
/// The methods that end an object's life. A method after which it may be used again, such as <c>Stop</c> or <c>Close</c>, is none, unless the
/// user names it: what it cleared would be missing then.
/// </summary>
internal static class TeardownMethods
{
    private static readonly string[] Names =
        ["Dispose", "DisposeCore", "DisposeManaged", "DisposeManagedResources", "DisposeAsyncCore", "DisposeAsync", "OnDestroy"];

    /// <summary>Those that the type declares, the best one first: those whose names are preferred, then those that end a life.</summary>
    /// <param name="type">The type.</param>
    /// <param name="preferred">Names that go before all others.</param>
    /// <param name="further">What the user calls a teardown method.</param>
    public static IEnumerable<IMethodSymbol> DeclaredIn(INamedTypeSymbol type, ImmutableArray<string> preferred, NamePatterns further) =>
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method is { IsStatic: false, IsAbstract: false, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation })
            .Where(method => method.DeclaringSyntaxReferences.Length > 0 && Rank(method, preferred, further) >= 0)
            .OrderBy(method => Rank(method, preferred, further));

    public static bool IsDisposeBool(IMethodSymbol method) =>
        method is { Name: "Dispose", ReturnsVoid: true, Parameters: { Length: 1 } parameters } && parameters[0].Type.SpecialType == SpecialType.System_Boolean;

    /// <summary>The <c>Dispose(bool)</c>, or else the <c>Dispose()</c>, of a base that the type may override.</summary>
    public static IMethodSymbol? ToOverride(INamedTypeSymbol type, Compilation compilation)
    {
        var inherited = new List<IMethodSymbol>();
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            inherited.AddRange(current.GetMembers("Dispose").OfType<IMethodSymbol>());
        // The nearest one decides: it may be sealed.
        var best = inherited.FirstOrDefault(IsDisposeBool) ?? inherited.FirstOrDefault(static method => method is { ReturnsVoid: true, Parameters.Length: 0, Arity: 0 });
        if (best is not ({ IsVirtual: true } or { IsOverride: true }) || best.IsSealed || best.IsAbstract)
            return null;
        return compilation.IsSymbolAccessibleWithin(best, type) && best.DeclaredAccessibility != Accessibility.Internal ? best : null;
    }

    private static int Rank(IMethodSymbol method, ImmutableArray<string> preferred, NamePatterns further)
    {
        var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
        if (preferred.IndexOf(name) is >= 0 and var place)
            return place;
        if (IsDisposeBool(method))
            return preferred.Length;
        var rank = System.Array.IndexOf(Names, name);
        // Another Dispose with parameters is somebody's own idea.
        if (method.Parameters.Length > 0 || method.Arity > 0)
            return -1;
        return rank >= 0 ? preferred.Length + rank + 1 : further.Matches(name) ? preferred.Length + Names.Length + 1 : -1;
    }
}
