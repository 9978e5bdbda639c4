using System.Collections.Generic;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>A file with the files that it is compiled with: a compilation small enough to be made thousands of times.</summary>
/// <param name="File">The file to spoil.</param>
/// <param name="Siblings">Files that declare what it names.</param>
internal sealed record FuzzInput(SourceFile File, IReadOnlyList<SourceFile> Siblings);

/// <summary>A path and what stands there.</summary>
internal sealed record SourceFile(string Path, string Text);

/// <summary>A spoilt file. Its input, its seed and its number make it again.</summary>
internal sealed record Mutant(FuzzInput Input, string Text, IReadOnlyList<MutationKind> Kinds);
