using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>The reference assemblies that test sources are compiled against: those of .NET 10, read once.</summary>
internal static class References
{
    public static readonly ImmutableArray<MetadataReference> Net = Load();

    private static ImmutableArray<MetadataReference> Load() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ref"), "*.dll")
            .Order(StringComparer.Ordinal)
            .Select(static file => (MetadataReference)MetadataReference.CreateFromFile(file)),
    ];
}
