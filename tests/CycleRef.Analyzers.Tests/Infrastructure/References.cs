using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Tests.Infrastructure;

/// <summary>The reference assemblies that test sources are compiled against: those of .NET 10, read once.</summary>
internal static class References
{
    public static readonly ImmutableArray<MetadataReference> Net = Load("ref");

    /// <summary>The libraries that rules know by name, as restored for the tests: the real packages.</summary>
    public static readonly ImmutableArray<MetadataReference> Libraries =
    [
        Beside("Microsoft.Extensions.DependencyInjection"),
        Beside("Microsoft.Extensions.DependencyInjection.Abstractions"),
        Beside("Newtonsoft.Json"),
    ];

    /// <summary>The web framework, which brings the container's abstractions itself.</summary>
    public static readonly ImmutableArray<MetadataReference> Web = Load("ref-web");

    private static MetadataReference Beside(string name) => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static ImmutableArray<MetadataReference> Load(string folder) =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.dll")
            .Order(StringComparer.Ordinal)
            .Select(static file => (MetadataReference)MetadataReference.CreateFromFile(file)),
    ];
}
