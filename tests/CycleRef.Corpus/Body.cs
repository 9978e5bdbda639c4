using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Corpus;

/// <summary>One folder of source, parsed. The paths of its trees are relative to the folder, so that reports are the same on every machine.</summary>
internal sealed class Body
{
    private readonly ImmutableArray<SyntaxTree> _trees;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly ImmutableArray<byte> _publicKey;

    private Body(string name, ImmutableArray<SyntaxTree> trees, ImmutableArray<MetadataReference> references, ImmutableArray<byte> publicKey)
    {
        Name = name;
        _trees = trees;
        _references = references;
        _publicKey = publicKey;
    }

    public string Name { get; }

    public int Files => _trees.Length;

    public int Lines => _trees.Sum(static tree => tree.GetText().Lines.Count);

    public static IEnumerable<string> Folders(Arguments arguments)
    {
        var wanted = arguments.All("--body");
        return Directory.GetDirectories(Path.Combine(arguments.Corpus, "src"))
            .Where(folder => wanted.Count == 0 || wanted.Contains(Path.GetFileName(folder)))
            .Order(StringComparer.Ordinal);
    }

    public static Body Load(string folder, string corpus, int? shuffle)
    {
        var recipe = BodyRecipe.For(folder);
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        if (shuffle is { } seed)
            new Random(seed).Shuffle(files);

        var options = new CSharpParseOptions(recipe.LanguageVersion, DocumentationMode.Parse, preprocessorSymbols: recipe.Symbols);
        var trees = new SyntaxTree[files.Length];
        Parallel.For(0, files.Length, i => trees[i] = Parse(files[i], folder, options));
        var name = Path.GetFileName(folder);
        return new Body(name, [.. trees], References.For(corpus, recipe, name), References.PublicKeyOf(corpus, name));
    }

    /// <summary>A compilation that has bound nothing yet: each measurement takes its own.</summary>
    public CSharpCompilation Compile(IEnumerable<KeyValuePair<string, ReportDiagnostic>> severities) =>
        CSharpCompilation.Create(
            Name,
            _trees,
            _references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                specificDiagnosticOptions: severities,
                cryptoPublicKey: _publicKey,
                publicSign: !_publicKey.IsEmpty,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default));

    /// <summary>The same as a project of a workspace, for code fixes.</summary>
    public Project AddTo(Solution solution, IEnumerable<KeyValuePair<string, ReportDiagnostic>> severities)
    {
        var id = ProjectId.CreateNewId();
        var compilation = Compile(severities);
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            Name,
            Name,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: _trees[0].Options,
            metadataReferences: _references));
        foreach (var tree in _trees)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath);
        return solution.GetProject(id)!;
    }

    private static SyntaxTree Parse(string file, string folder, CSharpParseOptions options)
    {
        using var stream = File.OpenRead(file);
        var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
        return CSharpSyntaxTree.ParseText(SourceText.From(stream), options, path);
    }
}
