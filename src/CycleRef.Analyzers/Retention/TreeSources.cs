using CycleRef.Analyzers.Retention.Evidence;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Retention.Reuse;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention;

/// <summary>Reads the mark of a tree, from a cache where the host has one.</summary>
internal delegate DeclarationMark MarkSource(SyntaxTree tree);

/// <summary>What single trees say, each thing read once for as long as the host keeps the tree.</summary>
/// <param name="Outline">What types it declares and what they mention.</param>
/// <param name="Changes">What its members may change.</param>
/// <param name="Mark">Whether it declares what another tree declares.</param>
internal sealed record TreeSources(OutlineSource Outline, ChangesSource Changes, MarkSource Mark);
