using System;
using System.Collections.Generic;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// What a file removes, by names only: asked where another type than the own one may release something. Finalizers do not count. Only read once
/// a report hangs on it, see <see cref="ProgramReleaseNames"/>.
/// </summary>
internal sealed class ReleaseNames
{
    /// <summary>The method that makes a handle of a pointer again.</summary>
    public const string FromPointer = "FromIntPtr";

    /// <summary>Events on the left of <c>-=</c>.</summary>
    public HashSet<string> Unsubscribed { get; } = new(StringComparer.Ordinal);

    /// <summary>What something is removed from, or that is cleared: <c>X</c> in <c>a.X.Remove(…)</c>.</summary>
    public HashSet<string> Emptied { get; } = new(StringComparer.Ordinal);

    /// <summary>Types that have an object which lives as long as the process, see <see cref="LifetimeReader"/>: <c>Cache</c>, <c>Cache`1</c>.</summary>
    public HashSet<string> Singletons { get; } = new(StringComparer.Ordinal);

    /// <summary>Types whose objects are made as the program goes along, see <see cref="LifetimeReader"/>.</summary>
    public HashSet<string> ShortLived { get; } = new(StringComparer.Ordinal);

    /// <summary>A pointer is made a handle again, and a handle is freed: perhaps one that another type has made.</summary>
    public bool FreesHandles { get; private set; }

    /// <param name="tree">The file.</param>
    /// <param name="calls">What makes an object live as long as the process.</param>
    public static ReleaseNames Of(SyntaxTree tree, LifetimeCalls calls)
    {
        var names = new ReleaseNames();
        var lifetimes = new LifetimeReader(calls, names.Singletons, names.ShortLived);
        bool isHandleMade = false, isFreed = false;
        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is not DestructorDeclarationSyntax))
        {
            lifetimes.Read(node);
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.SubtractAssignmentExpression):
                    if (LastName(assignment.Left) is { } @event)
                        names.Unsubscribed.Add(@event);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }:
                    isHandleMade |= access.Name.Identifier.ValueText == FromPointer;
                    isFreed |= access.Name.Identifier.ValueText == "Free";
                    names.ReadRemoval(access);
                    break;
                case InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding, Parent: ConditionalAccessExpressionSyntax conditional }
                    when StaticTables.IsRemove(binding.Name.Identifier.ValueText) && LastName(conditional.Expression) is { } emptied:
                    names.Emptied.Add(emptied);
                    break;
            }
        }

        names.FreesHandles = isHandleMade && isFreed;
        return names;
    }

    public static string? LastName(ExpressionSyntax expression) => Bare.Of(expression) switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private void ReadRemoval(MemberAccessExpressionSyntax access)
    {
        if (StaticTables.IsRemove(access.Name.Identifier.ValueText) && LastName(access.Expression) is { } emptied)
            Emptied.Add(emptied);
    }
}
