using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Heap;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>The dropped cycles of a program as the whole engine sees them: every body that passes the gate of the statement rules is explored, with all the time it needs.</summary>
internal static class FullMode
{
    /// <summary>File, place and path of each, in order.</summary>
    public static IReadOnlyList<string> Dropped(Compilation compilation)
    {
        var services = new HeapServices(compilation, KnowledgeBase.Embedded, CycleRefOptions.Default);
        var found = new List<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var (node, method) in tree.GetRoot().DescendantNodes().Select(node => (Node: node, Method: MethodOf(model, node))).Where(static pair => pair.Method is not null))
            {
                var root = model.GetOperation(node);
                while (root?.Parent is not null)
                    root = root.Parent;
                if (root is null || !new BodyGate(services).CanLink(root, method!, default) || services.Bodies.Of(method!, root, default) is not { } body)
                    continue;
                found.AddRange(BodyCycles.Of(services, method!, body, null, default).Where(static c => c.Kind == CycleKind.Dropped).Select(static c => Describe(c.Closing.GetLocation(), c.Path)));
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static string Describe(Location location, string path) => $"{location.SourceTree!.FilePath} {location.SourceSpan} {path}";

    private static IMethodSymbol? MethodOf(SemanticModel model, SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } or AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => model.GetDeclaredSymbol(node) as IMethodSymbol,
        PropertyDeclarationSyntax { ExpressionBody: not null } => (model.GetDeclaredSymbol(node) as IPropertySymbol)?.GetMethod,
        _ => null,
    };
}
