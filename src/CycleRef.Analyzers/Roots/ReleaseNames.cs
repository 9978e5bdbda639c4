using System;
using System.Collections.Generic;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// What a file removes, by names only: asked where another type than the own one may release something. Finalizers do not count. Only read once
/// a report hangs on it; the host keeps it for as long as it keeps the tree.
/// </summary>
internal sealed class ReleaseNames
{
    /// <summary>Events on the left of <c>-=</c>.</summary>
    public HashSet<string> Unsubscribed { get; } = new(StringComparer.Ordinal);

    /// <summary>What something is removed from, or that is cleared: <c>X</c> in <c>a.X.Remove(…)</c>.</summary>
    public HashSet<string> Emptied { get; } = new(StringComparer.Ordinal);

    /// <summary>Types that a container makes one object of, or that the application shows as its main window.</summary>
    public HashSet<string> Singletons { get; } = new(StringComparer.Ordinal);

    /// <summary>A pointer is made a handle again, and a handle is freed: perhaps one that another type has made.</summary>
    public bool FreesHandles { get; private set; }

    public static ReleaseNames Of(SyntaxTree tree)
    {
        var names = new ReleaseNames();
        bool isHandleMade = false, isFreed = false;
        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is not DestructorDeclarationSyntax))
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.SubtractAssignmentExpression):
                    if (LastName(assignment.Left) is { } @event)
                        names.Unsubscribed.Add(@event);
                    break;
                // MainWindow = new Shell(): the application's one window.
                case AssignmentExpressionSyntax { Right: ObjectCreationExpressionSyntax main } assignment when LastName(assignment.Left) is "MainWindow" or "MainPage" or "MainForm":
                    names.AddSingleton(main.Type);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call:
                    isHandleMade |= access.Name.Identifier.ValueText == "FromIntPtr";
                    isFreed |= access.Name.Identifier.ValueText == "Free";
                    names.ReadCall(access, call);
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

    public void Add(ReleaseNames other)
    {
        Unsubscribed.UnionWith(other.Unsubscribed);
        Emptied.UnionWith(other.Emptied);
        Singletons.UnionWith(other.Singletons);
        FreesHandles |= other.FreesHandles;
    }

    public static string? LastName(ExpressionSyntax expression) => UseReader.Unwrap(expression) switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private void ReadCall(MemberAccessExpressionSyntax access, InvocationExpressionSyntax call)
    {
        var name = access.Name.Identifier.ValueText;
        if (StaticTables.IsRemove(name) && LastName(access.Expression) is { } emptied)
            Emptied.Add(emptied);
        else if (name is "AddSingleton" or "TryAddSingleton" or "AddHostedService" or "AddKeyedSingleton" or "RegisterSingleton" or "Singleton" or "KeyedSingleton" or "UseMiddleware")
            ReadSingleton(access.Name, call);
        // Application.Run(new Form1())
        else if (name == "Run" && call.ArgumentList.Arguments is { Count: 1 } only && only[0].Expression is ObjectCreationExpressionSyntax main && LastName(access.Expression) is "Application" or "app")
            AddSingleton(main.Type);
    }

    private void ReadSingleton(SimpleNameSyntax method, InvocationExpressionSyntax call)
    {
        if (method is GenericNameSyntax generic)
        {
            foreach (var argument in generic.TypeArgumentList.Arguments)
                AddSingleton(argument);
        }

        // typeof(X), and what a factory makes.
        foreach (var node in call.ArgumentList.DescendantNodes())
        {
            if (node is TypeOfExpressionSyntax typeOf)
                AddSingleton(typeOf.Type);
            else if (node is ObjectCreationExpressionSyntax creation)
                AddSingleton(creation.Type);
        }
    }

    private void AddSingleton(TypeSyntax type)
    {
        if (MentionedNames.OuterName(type) is { } name)
            Singletons.Add(name);
    }
}
