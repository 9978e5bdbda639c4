using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>
/// What components came to in compilations that declare the same: the same marks of all trees, and the same <see cref="SurroundingsKey"/>. Whether the code
/// in bodies still says the same is for each <see cref="KeptComponent"/> to see. Holds no symbol and no syntax.
/// </summary>
internal sealed class Surroundings
{
    private readonly ConcurrentDictionary<NameComponent, KeptComponent> _components = new();

    public KeptComponent? Of(NameComponent component) => _components.TryGetValue(component, out var kept) ? kept : null;

    public void Keep(NameComponent component, KeptComponent kept) => _components[component] = kept;
}

/// <summary>What the graph of a component depends on besides source.</summary>
/// <param name="Knowledge">The tables: the very object, see <c>KnowledgeFiles</c>.</param>
/// <param name="Options">What holds for the whole compilation.</param>
/// <param name="Policy">How subtypes are followed.</param>
/// <param name="Compilation">The settings of the compiler that change how declarations are bound.</param>
/// <param name="References">What the source is compiled against.</param>
internal sealed record SurroundingsKey(KnowledgeBase Knowledge, CycleRefOptions Options, SubtypePolicy Policy, CompilerSettings Compilation, ReferenceList References)
{
    public static SurroundingsKey Of(Compilation compilation, KnowledgeBase knowledge, CycleRefOptions options, SubtypePolicy policy) =>
        new(knowledge, options, policy, CompilerSettings.Of(compilation), new ReferenceList(compilation));
}

/// <summary>Whatever else an options object says is about diagnostics and output.</summary>
internal sealed record CompilerSettings(string? AssemblyName, OutputKind Output, NullableContextOptions Nullable, MetadataImportOptions Import, bool AllowUnsafe, string Usings)
{
    public static CompilerSettings Of(Compilation compilation) => new(
        compilation.AssemblyName,
        compilation.Options.OutputKind,
        compilation.Options.NullableContextOptions,
        compilation.Options.MetadataImportOptions,
        compilation.Options is CSharpCompilationOptions { AllowUnsafe: true },
        compilation.Options is CSharpCompilationOptions { Usings: { IsEmpty: false } usings } ? string.Join(";", usings) : "");
}

/// <summary>The references of a compilation, held weakly: one to another project holds that project's compilation.</summary>
internal sealed class ReferenceList(Compilation compilation) : IEquatable<ReferenceList>
{
    private readonly ImmutableArray<WeakReference<MetadataReference>> _references =
        compilation.References.Select(static reference => new WeakReference<MetadataReference>(reference)).ToImmutableArray();

    /// <summary>The same in the same order. A list whose references are gone equals no other.</summary>
    public bool Equals(ReferenceList? other)
    {
        if (other is null || other._references.Length != _references.Length)
            return false;
        for (var i = 0; i < _references.Length; i++)
        {
            if (!_references[i].TryGetTarget(out var one) || !other._references[i].TryGetTarget(out var another) || !one.Equals(another))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ReferenceList);

    public override int GetHashCode() => _references.Length;
}
