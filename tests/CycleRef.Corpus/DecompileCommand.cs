using System;
using System.IO;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;

namespace CycleRef.Corpus;

/// <summary>Turns the assemblies named in lib/decompile.txt into bodies. Fields, types and stores come out as they were in the source.</summary>
internal static class DecompileCommand
{
    public static void Execute(Arguments arguments)
    {
        var libraries = Path.Combine(arguments.Corpus, "lib");
        foreach (var name in File.ReadAllLines(Path.Combine(libraries, "decompile.txt")))
        {
            var body = Path.Combine(arguments.Corpus, "src", name);
            if (Directory.Exists(body))
                continue;
            Console.Error.WriteLine($"corpus: decompiling {name}");
            Decompile(Path.Combine(libraries, name + ".dll"), libraries, body);
        }
    }

    private static void Decompile(string assembly, string libraries, string target)
    {
        // Written beside and moved at the end: a run that was stopped leaves no half body.
        var unfinished = Path.Combine(Path.GetDirectoryName(libraries)!, ".fetch", "decompiling");
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);

        using var module = new PEFile(assembly);
        var resolver = new UniversalAssemblyResolver(assembly, throwOnError: false, module.DetectTargetFrameworkId());
        resolver.AddSearchDirectory(libraries);
        var settings = new DecompilerSettings(LanguageVersion.Latest) { UseSdkStyleProjectFormat = true, ThrowOnAssemblyResolveErrors = false };
        new WholeProjectDecompiler(settings, resolver, projectWriter: null, assemblyReferenceClassifier: null, debugInfoProvider: null)
            .DecompileProject(module, unfinished);
        Directory.Move(unfinished, target);
    }
}
