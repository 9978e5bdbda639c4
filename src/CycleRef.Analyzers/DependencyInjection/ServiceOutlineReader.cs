using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Reads the <see cref="ServiceOutline"/> of a syntax tree. Runs only in compilations that know the container.</summary>
internal static class ServiceOutlineReader
{
    private static readonly ImmutableHashSet<string> Lifetimes = ImmutableHashSet.Create(StringComparer.Ordinal, "Singleton", "Scoped", "Transient");

    // One of them stands wherever a registration does.
    private static readonly string[] Words = ["Singleton", "Scoped", "Transient", "IServiceCollection", "ServiceDescriptor", "Services"];

    // In the names of all calls and types that register something or change what is registered; and what a descriptor is made of.
    private static readonly string[] Changing = [.. Lifetimes, "Add", "RemoveAll", "Replace", "Describe", "ServiceDescriptor", "typeof"];

    public static ServiceOutline Read(SyntaxTree tree)
    {
        var registrations = ImmutableArray.CreateBuilder<RegistrationOutline>();
        var classes = ImmutableArray.CreateBuilder<ServiceClassOutline>();
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in TreeText.Mentions(tree, Words) ? TreeText.Tokens(tree, Changing) : [])
        {
            if (token.Parent is TypeOfExpressionSyntax described)
                changed.UnionWith(OtherChanges.In(described));
            if (token.Parent is not SimpleNameSyntax name)
                continue;
            if (name.Parent?.Parent is InvocationExpressionSyntax call && OtherChanges.MemberOf(call) == name)
            {
                if (IsRegistration(call))
                    registrations.Add(ReadRegistration(call));
                else
                    changed.UnionWith(OtherChanges.In(call));
            }
            else if (name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>(creation => creation.Type.Span.Contains(token.Span)) is { } creation)
            {
                changed.UnionWith(OtherChanges.In(creation));
            }
        }

        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is TypeDeclarationSyntax type && type.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration && ReadClass(type) is { } outline)
                classes.Add(outline);
        }

        return new ServiceOutline(registrations.ToImmutable(), classes.ToImmutable(), changed.ToImmutableArray());
    }

    /// <summary><c>AddSingleton</c>, <c>TryAddKeyedScoped</c>, <c>ServiceDescriptor.Transient</c> and their like.</summary>
    public static bool IsRegistration(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver })
            return false;
        var bare = name.StartsWith("TryAdd", StringComparison.Ordinal) ? name.Substring(6)
            : name.StartsWith("Add", StringComparison.Ordinal) ? name.Substring(3)
            : receiver is IdentifierNameSyntax { Identifier.ValueText: "ServiceDescriptor" } ? name
            : "";
        return bare.Length > 0 && Lifetimes.Contains(bare.StartsWith("Keyed", StringComparison.Ordinal) ? bare.Substring(5) : bare);
    }

    private static RegistrationOutline ReadRegistration(InvocationExpressionSyntax call)
    {
        var types = new List<string>();
        if (call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic })
            types.AddRange(generic.TypeArgumentList.Arguments.Select(MentionedNames.OuterName).OfType<string>());
        var resolves = new SortedSet<string>(StringComparer.Ordinal);
        var created = new List<string>();
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax { Type: var type } && MentionedNames.OuterName(type) is { } name)
                types.Add(name);
            if (FactoryIn(argument.Expression, created) is { } factory)
                ReadFactory(factory, resolves, created);
        }

        var services = types.Count > 0 ? types.Take(1) : created;
        return new RegistrationOutline(call.Span, services.ToImmutableArray(), types.Skip(Math.Max(0, types.Count - 1)).ToImmutableArray(), resolves.ToImmutableArray(), types.Count > 0);
    }

    /// <summary>The lambda behind <c>(Func&lt;IServiceProvider, Service&gt;)(…)</c>, which names the service.</summary>
    private static AnonymousFunctionExpressionSyntax? FactoryIn(ExpressionSyntax argument, List<string> services)
    {
        while (true)
        {
            switch (argument)
            {
                case ParenthesizedExpressionSyntax { Expression: var inner }:
                    argument = inner;
                    break;
                case CastExpressionSyntax { Type: GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } arguments }, Expression: var inner }:
                    if (MentionedNames.OuterName(arguments[arguments.Count - 1]) is { } name)
                        services.Add(name);
                    argument = inner;
                    break;
                default:
                    return argument as AnonymousFunctionExpressionSyntax;
            }
        }
    }

    private static void ReadFactory(AnonymousFunctionExpressionSyntax factory, SortedSet<string> resolves, List<string> created)
    {
        foreach (var node in factory.DescendantNodes())
        {
            switch (node)
            {
                case TypeArgumentListSyntax arguments:
                    resolves.UnionWith(arguments.Arguments.Select(MentionedNames.OuterName).OfType<string>());
                    break;
                case TypeOfExpressionSyntax { Type: var type } when MentionedNames.OuterName(type) is { } name:
                    resolves.Add(name);
                    break;
                case ObjectCreationExpressionSyntax { Type: var type } when MentionedNames.OuterName(type) is { } name:
                    created.Add(name);
                    break;
                case CastExpressionSyntax { Type: var type } when MentionedNames.OuterName(type) is { } name:
                    created.Add(name);
                    break;
            }
        }

        // AddSingleton(sp => sp.GetRequiredService<Service>()): what is resolved may be the service.
        created.AddRange(resolves);
    }

    private static ServiceClassOutline? ReadClass(TypeDeclarationSyntax type)
    {
        var needs = new MentionedNames(ImmutableDictionary<string, string>.Empty, []);
        AddAll(type.ParameterList, type, ref needs);
        foreach (var member in type.Members)
            AddAll((member as ConstructorDeclarationSyntax)?.ParameterList, member, ref needs);

        var bases = (type.BaseList?.Types.Select(static baseType => MentionedNames.OuterName(baseType.Type)).OfType<string>() ?? []).ToImmutableArray();
        return needs.IsEmpty && bases.IsEmpty ? null : new ServiceClassOutline(type.Span, type.Identifier.ValueText, bases, needs.ToImmutable());

        static void AddAll(ParameterListSyntax? parameters, SyntaxNode constructing, ref MentionedNames needs)
        {
            foreach (var parameter in parameters?.Parameters ?? default)
            {
                if (parameter.Type is not { } parameterType)
                    continue;
                needs.AddType(parameterType);
                if (MentionedNames.OuterName(parameterType) == "IServiceProvider")
                    AddResolved(constructing, ref needs);
            }
        }

        // Whatever the constructor may ask the provider for.
        static void AddResolved(SyntaxNode constructing, ref MentionedNames needs)
        {
            foreach (var node in constructing.DescendantNodes())
            {
                if (node is TypeOfExpressionSyntax { Type: var named })
                    needs.AddType(named);
                if (node is not GenericNameSyntax { Parent: MemberAccessExpressionSyntax, TypeArgumentList.Arguments: var arguments })
                    continue;
                foreach (var argument in arguments)
                    needs.AddType(argument);
            }
        }
    }
}
