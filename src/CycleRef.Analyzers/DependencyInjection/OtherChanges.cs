using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>
/// What else may change the answer for a service: <c>RemoveAll&lt;T&gt;()</c>, <c>new ServiceDescriptor(typeof(T), …)</c>, <c>AddHttpClient&lt;T&gt;()</c>.
/// By names alone; what such a call really does is not asked.
/// </summary>
internal static class OtherChanges
{
    /// <summary>These register something that stands beside the service.</summary>
    private static readonly ImmutableHashSet<string> Beside = ImmutableHashSet.Create(StringComparer.Ordinal, "AddHostedService", "AddOptions", "AddLogging");

    public static IEnumerable<string> In(ExpressionSyntax callOrCreation)
    {
        if (callOrCreation is ObjectCreationExpressionSyntax { Type: var type, ArgumentList: { } given })
            return MentionedNames.OuterName(type) == "ServiceDescriptor" ? TypesIn(given) : [];
        // `new(typeof(Service), …)`: may be a descriptor, wherever it goes.
        if (callOrCreation is TypeOfExpressionSyntax { Type: var described, Parent.Parent.Parent: ImplicitObjectCreationExpressionSyntax } && MentionedNames.OuterName(described) is { } service)
            return [service];
        if (callOrCreation is not InvocationExpressionSyntax { ArgumentList: var arguments } call || MemberOf(call) is not { } name || !IsChange(name.Identifier.ValueText))
            return [];
        var found = new List<string>(TypesIn(arguments));
        foreach (var argument in (name as GenericNameSyntax)?.TypeArgumentList.Arguments ?? default)
        {
            if (MentionedNames.OuterName(argument) is { } generic)
                found.Add(generic);
        }

        return found;
    }

    /// <summary>The name of the member that is called: <c>services.Add</c>, <c>services?.Add</c>. A conditional call is no registration that is read.</summary>
    public static SimpleNameSyntax? MemberOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static bool IsChange(string name) =>
        name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal)
            ? !Beside.Contains(name)
            : name is "RemoveAll" or "RemoveAllKeyed" or "Replace" or "Describe" or "DescribeKeyed";

    private static IEnumerable<string> TypesIn(ArgumentListSyntax arguments)
    {
        foreach (var argument in arguments.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax { Type: var type } && MentionedNames.OuterName(type) is { } name)
                yield return name;
        }
    }
}
