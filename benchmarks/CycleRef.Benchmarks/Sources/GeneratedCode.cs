using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Benchmarks.Sources;

/// <summary>The size of generated code.</summary>
/// <param name="Types">Classes.</param>
/// <param name="Edges">Fields of a class that hold other classes.</param>
/// <param name="Statements">Statements in each of its two methods.</param>
internal readonly record struct GeneratedShape(int Types, int Edges = 3, int Statements = 6);

/// <summary>
/// Code of any size, in the proportions of real libraries: links lead from a class to later ones of its neighbourhood, one class in ten is a
/// parent or its child, which point at each other, one in twenty belongs to a longer ring, one in five of the pairs is torn down. The same for the
/// same shape.
/// </summary>
internal static class GeneratedCode
{
    private const int TypesPerFile = 10;
    private const int Neighbourhood = 50;

    public static Source Of(string name, GeneratedShape shape)
    {
        var trees = new List<SyntaxTree>();
        for (var first = 0; first < shape.Types; first += TypesPerFile)
            trees.Add(CSharpSyntaxTree.ParseText(File(first, Math.Min(first + TypesPerFile, shape.Types), shape), path: $"Part{first / 1000}/Types{first}.cs"));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return new Source(name, CSharpCompilation.Create(name, trees, PlatformReferences(), options));
    }

    public static IEnumerable<MetadataReference> PlatformReferences() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path));

    private static string File(int first, int end, GeneratedShape shape)
    {
        var text = new StringBuilder()
            .Append("using System;\nusing System.Collections.Generic;\n\n")
            .Append($"namespace Generated.Part{first / 1000};\n\n");
        for (var i = first; i < end; i++)
            AddType(text, i, shape);
        return text.ToString();
    }

    private static void AddType(StringBuilder text, int number, GeneratedShape shape)
    {
        text.Append($"public sealed class Type{number}\n{{\n    private readonly List<int> _numbers = new();\n    private int _count;\n");
        for (var edge = 0; edge < shape.Edges; edge++)
            text.Append($"    private {Name(Later(number, edge, shape.Types))}? _part{edge};\n");
        AddBackLinks(text, number, shape.Types);
        text.Append($"\n    public int Count => _count;\n\n    public string Label {{ get; set; }} = \"type {number}\";\n");
        AddMethod(text, "Sum", shape.Statements);
        AddMethod(text, "Fill", shape.Statements);
        text.Append("}\n\n");
    }

    private static void AddBackLinks(StringBuilder text, int number, int types)
    {
        // The parent holds its child, the next class, which points back.
        if (number % 20 == 0 && number + 1 < types)
            text.Append($"    public {Name(number + 1)} Child {{ get; }}\n    public Type{number}() => Child = new {Name(number + 1)}(this);\n");
        if (number % 20 == 1)
            text.Append($"    private {Name(number - 1)}? _owner;\n    public Type{number}({Name(number - 1)} owner) => _owner = owner;\n");
        if (number % 100 == 1)
            text.Append("    public void Dispose() => _owner = null;\n");
        // A ring of five.
        if (number % 100 is >= 45 and < 50 && Math.Min(number % 100 == 49 ? number - 4 : number + 1, types - 1) is var next)
            text.Append($"    private {Name(next)}? _ring;\n    public void Close({Name(next)} ring) => _ring = ring;\n");
    }

    private static void AddMethod(StringBuilder text, string name, int statements)
    {
        text.Append($"\n    public int {name}(int start)\n    {{\n        var total = start;\n");
        for (var i = 0; i < statements; i++)
            text.Append(i % 2 == 0 ? $"        total += _numbers.Count * {i + 1};\n" : $"        if (total > {100 * i})\n            _count = Math.Max(_count, total - {i});\n");
        text.Append("        return total;\n    }\n");
    }

    /// <summary>Links only ever lead on, so they close no cycle of their own.</summary>
    private static int Later(int number, int edge, int types) => Math.Min(types - 1, number + 6 + ((number * 31) + (edge * 17)) % Neighbourhood);

    private static string Name(int number) => $"Generated.Part{number / TypesPerFile * TypesPerFile / 1000}.Type{number}";
}
