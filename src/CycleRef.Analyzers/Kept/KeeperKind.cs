using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Kept;

/// <summary>A library type whose values something outside of the object keeps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Space">Its namespace.</param>
/// <param name="Root">What the path in the message starts with.</param>
/// <param name="Reason">Who keeps the value, and how long.</param>
/// <param name="MayEndSoon">The flow or the key often ends before the owner would: then nothing is lost.</param>
internal sealed record KeeperKind(string Name, string Space, string Root, string Reason, bool MayEndSoon = false)
{
    public const string ThreadLocal = "ThreadLocal";
    public const string AsyncLocal = "AsyncLocal";
    public const string ConcurrentBag = "ConcurrentBag";
    public const string ConditionalWeakTable = "ConditionalWeakTable";

    private static readonly KeeperKind[] All =
    [
        new(ThreadLocal, "System.Threading", "Thread", "the thread keeps the value until it ends"),
        new(AsyncLocal, "System.Threading", "ExecutionContext", "the execution context keeps the value as long as the flow goes on", MayEndSoon: true),
        new(ConcurrentBag, "System.Collections.Concurrent", "Thread", "the thread that added the value keeps it until it ends or the value is taken out"),
        new(ConditionalWeakTable, "System.Runtime.CompilerServices", "key", "the key keeps the value as long as it lives", MayEndSoon: true),
    ];

    /// <summary>By syntax alone.</summary>
    public static bool IsPossible(TypeSyntax type) => type switch
    {
        GenericNameSyntax generic => All.Any(kind => kind.Name == generic.Identifier.ValueText),
        QualifiedNameSyntax qualified => IsPossible(qualified.Right),
        NullableTypeSyntax nullable => IsPossible(nullable.ElementType),
        _ => false,
    };

    public static KeeperKind? Of(ITypeSymbol type) => All.FirstOrDefault(kind => kind.Name == type.Name && kind.Space == type.ContainingNamespace?.ToDisplayString());
}
