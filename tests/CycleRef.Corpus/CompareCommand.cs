using System;
using System.IO;
using System.Linq;

namespace CycleRef.Corpus;

/// <summary>Compares two folders of reports: what a run must not depend on is shown by two runs that give the same.</summary>
internal static class CompareCommand
{
    private const int Shown = 20;

    /// <returns>1 when the reports of a body differ in anything: place, text, other places.</returns>
    public static int Execute(Arguments arguments)
    {
        var (left, right) = (arguments.One("--reports") ?? arguments.Reports, arguments.One("--with") ?? throw new ArgumentException("compare needs --with FOLDER"));
        var names = new[] { left, right }.SelectMany(static folder => Directory.GetFiles(folder, "*.jsonl")).Select(Path.GetFileName).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var differ = false;
        foreach (var name in names)
        {
            var (mine, theirs) = (Lines(left, name), Lines(right, name));
            var same = mine.SequenceEqual(theirs);
            differ |= !same;
            Console.WriteLine($"{Path.GetFileNameWithoutExtension(name)}: {(same ? $"{mine.Length} reports, all the same" : $"{mine.Length} and {theirs.Length} reports")}");
            foreach (var line in mine.Except(theirs).Take(Shown))
                Console.WriteLine("- " + line);
            foreach (var line in theirs.Except(mine).Take(Shown))
                Console.WriteLine("+ " + line);
        }

        return differ ? 1 : 0;
    }

    private static string[] Lines(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }
}
