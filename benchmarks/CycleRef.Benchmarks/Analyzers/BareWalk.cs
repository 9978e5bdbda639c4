using System.Collections.Generic;
using System.Collections.Immutable;
using CycleRef.Analyzers.Cycles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CycleRef.Benchmarks.Analyzers;

/// <summary>
/// The floor for any analyzer that asks symbols: visits every type's fields, makes a graph of numbers and finds its components. Knows nothing,
/// reports nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BareWalk : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Floor.Rule("BENCH2")];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            Walk(start.Compilation.Assembly);
            start.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
        });
    }

    private static void Walk(IAssemblySymbol assembly)
    {
        var numbers = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        var edges = new List<LabelledEdge>();
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(assembly.GlobalNamespace);
        while (open.TryPop(out var container))
        {
            foreach (var member in container.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                    open.Push(inner);
                else if (member is IFieldSymbol { IsStatic: false, Type: INamedTypeSymbol type } field)
                    edges.Add(new LabelledEdge(Number(field.ContainingType), Number(type.OriginalDefinition), edges.Count));
            }
        }

        StronglyConnectedComponents.Find(new Digraph(numbers.Count, edges));

        int Number(ISymbol type)
        {
            if (!numbers.TryGetValue(type, out var number))
                numbers.Add(type, number = numbers.Count);
            return number;
        }
    }
}
