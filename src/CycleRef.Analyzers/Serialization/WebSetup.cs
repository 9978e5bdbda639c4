using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Serialization;

/// <summary>What one tree, or all of them, say about how a program that serves requests is set up.</summary>
[Flags]
internal enum WebSetup
{
    None = 0,

    /// <summary>The program is started here, so that what is not set here is not set.</summary>
    Starts = 1,

    /// <summary>Something is said about references, or another serializer or resolver is put in place of the default.</summary>
    HandlesReferences = 2,
}

/// <summary>Reads the <see cref="WebSetup"/> by names alone: where one of these names stands, nobody can tell what holds at run time.</summary>
internal static class WebSetupReader
{
    private static readonly HashSet<string> Starts = new(StringComparer.Ordinal)
    {
        "AddControllers", "AddControllersWithViews", "AddMvc", "AddMvcCore", "WebApplication",
    };

    private static readonly HashSet<string> Handles = new(StringComparer.Ordinal)
    {
        "ReferenceHandler", "ReferenceLoopHandling", "PreserveReferencesHandling", "AddNewtonsoftJson", "TypeInfoResolver", "TypeInfoResolverChain",
        "OutputFormatters", "Converters", "AddOData", "SerializerOptions", "JsonSerializerOptions", "ConfigureOptions",
    };

    // Their argument sets the options: in sight, or elsewhere.
    private static readonly HashSet<string> Configures = new(StringComparer.Ordinal)
    {
        "AddJsonOptions", "ConfigureHttpJsonOptions", "JsonOptions",
    };

    public static WebSetup Read(SyntaxTree tree)
    {
        var setup = WebSetup.None;
        if (!TreeText.Mentions(tree, Starts) && !TreeText.Mentions(tree, Handles) && !TreeText.Mentions(tree, Configures))
            return setup;
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not SimpleNameSyntax { Identifier.ValueText: var name })
                continue;
            if (Starts.Contains(name))
                setup |= WebSetup.Starts;
            if (Handles.Contains(name) ? !IsHarmless(node) : Configures.Contains(name) && HandsOn(node))
                setup |= WebSetup.HandlesReferences;
        }

        return setup;
    }

    /// <summary><c>options.SerializerOptions.WriteIndented = true</c> says nothing about references; handing the options on may, and so may a type of that name.</summary>
    private static bool IsHarmless(SyntaxNode name) => name switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "SerializerOptions" or "JsonSerializerOptions", Parent: MemberAccessExpressionSyntax access } own when access.Name == own =>
            access.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax },
        IdentifierNameSyntax { Identifier.ValueText: "JsonSerializerOptions" } => true,
        _ => false,
    };

    /// <summary><c>AddJsonOptions(Defaults.Apply)</c>, <c>AddJsonOptions(options =&gt; Defaults.Apply(options))</c>: somebody else sets the options.</summary>
    private static bool HandsOn(SyntaxNode name)
    {
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            return false;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is not LambdaExpressionSyntax lambda)
                return true;
            var parameter = (lambda as SimpleLambdaExpressionSyntax)?.Parameter ?? (lambda as ParenthesizedLambdaExpressionSyntax)?.ParameterList.Parameters.FirstOrDefault();
            if (lambda.Body.DescendantNodesAndSelf().Any(node => node is ArgumentSyntax { Expression: IdentifierNameSyntax given } && given.Identifier.ValueText == parameter?.Identifier.ValueText))
                return true;
        }

        return false;
    }

    /// <summary>The program is set up in this compilation, and nothing in it handles references.</summary>
    public static bool IsDefault(Compilation compilation, Func<SyntaxTree, WebSetup> setupOf, CancellationToken cancellationToken)
    {
        var all = WebSetup.None;
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            all |= setupOf(tree);
        }

        return all == WebSetup.Starts;
    }
}
