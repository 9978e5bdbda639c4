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
        if (callOrCreation is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name }, ArgumentList: var arguments } || !IsChange(name.Identifier.ValueText))
            return [];
        var found = new List<string>(TypesIn(arguments));
        foreach (var argument in (name as GenericNameSyntax)?.TypeArgumentList.Arguments ?? default)
        {
            if (MentionedNames.OuterName(argument) is { } generic)
                found.Add(generic);
        }

        return found;
    }

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
