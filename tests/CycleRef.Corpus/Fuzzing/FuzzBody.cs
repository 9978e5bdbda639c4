using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Files to spoil, and which of them declares which name.</summary>
internal sealed class FuzzBody
{
    /// <summary>Siblings of a file: enough for cycles across files, few enough to compile in milliseconds.</summary>
    private const int MaxSiblings = 4;

    /// <summary>Of longer files, one in ten is taken: they cost most of the time and show little more.</summary>
    private const int LongFile = 30_000;

    /// <summary>Generated tables of megabytes are not what anybody types in.</summary>
    private const int TooLong = 400_000;

    private readonly SourceFile[] _files;
    private readonly SourceFile[] _reported;
    private readonly ILookup<string, string> _reports;
    private readonly Dictionary<string, List<SourceFile>> _declaring = new(StringComparer.Ordinal);

    /// <param name="files">All files.</param>
    /// <param name="reports">The paths of files that rules had something to say about, with the other files that the reports name. Half of the mutants come from these.</param>
    public FuzzBody(IEnumerable<SourceFile> files, ILookup<string, string> reports)
    {
        _reports = reports;
        _files = [.. files.Where(static file => file.Text.Length is > 0 and < TooLong)];
        _reported = [.. _files.Where(file => reports.Contains(file.Path))];
        foreach (var file in _files)
        {
            foreach (var name in DeclaredNames(file.Text))
            {
                if (!_declaring.TryGetValue(name, out var declaring))
                    _declaring.Add(name, declaring = []);
                declaring.Add(file);
            }
        }
    }

    public static FuzzBody Load(string folder, ILookup<string, string> reports)
    {
        var paths = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Array.Sort(paths, StringComparer.Ordinal);
        return new FuzzBody(paths.Select(path => new SourceFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path))), reports);
    }

    public FuzzInput Pick(Random random)
    {
        var among = _reported.Length > 0 && random.Next(2) == 0 ? _reported : _files;
        var file = among[random.Next(among.Length)];
        for (var tries = 0; file.Text.Length > LongFile && random.Next(10) > 0 && tries < 100; tries++)
            file = among[random.Next(among.Length)];
        return new FuzzInput(file, Siblings(file));
    }

    /// <summary>Any file, to splice into another.</summary>
    public SourceFile Other(Random random) => _files[random.Next(_files.Length)];

    /// <summary>The files that reports on this one name too, then those that declare most of the names that it mentions.</summary>
    private List<SourceFile> Siblings(SourceFile file) =>
    [
        .. Words(file.Text).Distinct(StringComparer.Ordinal)
            .SelectMany(name => _declaring.TryGetValue(name, out var declaring) ? declaring : [])
            .Where(other => other != file && other.Text.Length < LongFile)
            .CountBy(static other => other)
            .OrderByDescending(pair => _reports[file.Path].Contains(pair.Key.Path))
            .ThenByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key.Path, StringComparer.Ordinal)
            .Take(MaxSiblings)
            .Select(static pair => pair.Key),
    ];

    private static IEnumerable<string> Words(string text) =>
        SyntaxFactory.ParseTokens(text).Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.Text);

    private static IEnumerable<string> DeclaredNames(string text)
    {
        var previous = "";
        foreach (var token in SyntaxFactory.ParseTokens(text))
        {
            if (previous is "class" or "struct" or "interface" or "record" && token.IsKind(SyntaxKind.IdentifierToken))
                yield return token.Text;
            previous = token.Text;
        }
    }
}
