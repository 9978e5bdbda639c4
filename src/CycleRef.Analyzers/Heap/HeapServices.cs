using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>What the explorations of one compilation share. Hangs off the compilation start, and dies with the compilation.</summary>
internal sealed class HeapServices
{
    public HeapServices(Compilation compilation, KnowledgeBase knowledge, CycleRefOptions options, Effort? effort = null)
    {
        Effort = effort ?? Effort.Full;
        Compilation = compilation;
        Options = options;
        Types = new KnownTypes(compilation, knowledge, options);
        Library = new LibraryModel(knowledge);
        Bodies = new MethodBodies(compilation);
        Overrides = new Overrides(compilation);
        Teardowns = new Teardowns(knowledge, options);
        Summaries = new SummaryCache();
        Gate = new DeclaredTypesGate(compilation, Types);
    }

    public Effort Effort { get; }

    public Compilation Compilation { get; }

    public CycleRefOptions Options { get; }

    public KnownTypes Types { get; }

    public LibraryModel Library { get; }

    public MethodBodies Bodies { get; }

    public Overrides Overrides { get; }

    public Teardowns Teardowns { get; }

    public SummaryCache Summaries { get; }

    public DeclaredTypesGate Gate { get; }
}
