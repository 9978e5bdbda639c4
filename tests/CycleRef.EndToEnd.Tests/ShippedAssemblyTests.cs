using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class ShippedAssemblyTests(PackedPackage package)
{
    // What Visual Studio 2022 17.8 and SDK 8.0.100 have. A dll that asks for more does not load there, and the compiler says so only in
    // a warning that is easily missed (CS8032). Code fixes need no [Shared]: it would be the one use of System.Composition.
    private static readonly Dictionary<string, Version> OldestHost = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Composition.AttributedModel"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
    };

    private static readonly string[] Shipped = ["CycleRef.Analyzers.dll", "CycleRef.Analyzers.CodeFixes.dll"];

    public static TheoryData<string> Names => [.. Shipped];

    [Theory]
    [MemberData(nameof(Names))]
    public void Assembly_asks_for_nothing_that_the_oldest_host_lacks(string name)
    {
        using var assembly = Open(name);
        var metadata = assembly.GetMetadataReader();
        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            var needed = metadata.GetString(reference.Name);
            if (needed == "CycleRef.Analyzers" && name != needed + ".dll")
                continue;
            Assert.True(OldestHost.TryGetValue(needed, out var newest), $"{name} refers to {needed}.");
            Assert.True(reference.Version <= newest, $"{name} refers to {needed} {reference.Version}; the oldest host has {newest}.");
        }
    }

    [Fact]
    public void Only_code_fixes_need_workspaces()
    {
        using var assembly = Open("CycleRef.Analyzers.dll");
        var metadata = assembly.GetMetadataReader();
        Assert.DoesNotContain(
            metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)),
            static reference => reference.Contains("Workspaces"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Embedded_symbols_name_no_folder_of_the_build_machine(string name)
    {
        using var assembly = Open(name);
        var embedded = assembly.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var symbols = provider.GetMetadataReader();
        Assert.All(symbols.Documents, handle => Assert.StartsWith("/_", symbols.GetString(symbols.GetDocument(handle).Name)));
    }

    [Fact]
    public async Task Building_again_gives_the_same_bytes()
    {
        var again = Path.Combine(package.Folder, "again");
        await Dotnet.Succeed(Repository.Root, ["build", "src/CycleRef.Analyzers.CodeFixes", .. PackedPackage.OwnBuild(again)]);
        again = Path.Combine(again, "bin", "CycleRef.Analyzers.CodeFixes", "release");
        foreach (var name in Shipped)
            Assert.True(Bytes(name).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(again, name))), $"{name} differs.");
    }

    private PEReader Open(string name) => new(new MemoryStream(Bytes(name)));

    private byte[] Bytes(string name)
    {
        using var archive = ZipFile.OpenRead(package.Nupkg);
        using var stream = archive.GetEntry("analyzers/dotnet/cs/" + name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
