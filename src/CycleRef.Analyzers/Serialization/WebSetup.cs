using System;
using System.Collections.Generic;
using System.Threading;
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
        "OutputFormatters", "Converters", "AddOData", "SerializerOptions",
    };

    public static WebSetup Read(SyntaxTree tree)
    {
        var setup = WebSetup.None;
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var name })
                continue;
            if (Starts.Contains(name))
                setup |= WebSetup.Starts;
            // options.SerializerOptions.WriteIndented = true says nothing about references; handing the options on may.
            if (Handles.Contains(name) && !(name == "SerializerOptions" && node.Parent?.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax }))
                setup |= WebSetup.HandlesReferences;
        }

        return setup;
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
