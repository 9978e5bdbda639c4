using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.Release;

/// <summary>
/// The methods that end an object's life. A method after which it may be used again, such as <c>Stop</c> or <c>Close</c>, is none, unless the
/// user names it: what it cleared would be missing then.
/// </summary>
internal static class TeardownMethods
{
    private static readonly string[] Names =
        ["Dispose", "DisposeCore", "DisposeManaged", "DisposeManagedResources", "DisposeAsyncCore", "DisposeAsync", "OnDestroy"];

    /// <summary>Those that the type declares, the best one first.</summary>
    /// <param name="type">The type.</param>
    /// <param name="further">What the user calls a teardown method.</param>
    public static IEnumerable<IMethodSymbol> DeclaredIn(INamedTypeSymbol type, NamePatterns further) =>
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method is { IsStatic: false, IsAbstract: false, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation })
            .Where(method => method.DeclaringSyntaxReferences.Length > 0 && Rank(method, further) >= 0)
            .OrderBy(method => Rank(method, further));

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

    private static int Rank(IMethodSymbol method, NamePatterns further)
    {
        if (IsDisposeBool(method))
            return 0;
        var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
        var rank = System.Array.IndexOf(Names, name);
        // Another Dispose with parameters is somebody's own idea.
        if (method.Parameters.Length > 0 || method.Arity > 0)
            return -1;
        return rank >= 0 ? rank + 1 : further.Matches(name) ? Names.Length + 1 : -1;
    }
}
