using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using CycleRef.Analyzers.Options;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

public sealed class OptionPageTests
{
    private static readonly string Page = Repository.Path("docs", "options.md");

    internal static IReadOnlyList<string> Keys { get; } =
        [.. typeof(OptionKeys).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void List_of_keys_follows_the_code()
    {
        var table = new StringBuilder("| Key | Default |\n| --- | --- |\n");
        foreach (var key in Keys)
            table.Append($"| [`{key}`](#{key.Replace(".", "", StringComparison.Ordinal)}) | {Default(key)} |\n");
        GeneratedFiles.CheckBlock(Page, "options", table.ToString());
    }

    [Fact]
    public void Every_key_has_its_section() =>
        Assert.Equal(
            Keys.Order(),
            File.ReadLines(Page).Where(static line => line.StartsWith("### `", StringComparison.Ordinal)).Select(static line => line[5..^1]).Order());

    // The property of CycleRefOptions has the key's name: weak_types is WeakTypes.
    private static string Default(string key)
    {
        var name = string.Concat(key[(key.IndexOf('.') + 1)..].Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        var property = typeof(CycleRefOptions).GetProperty(name);
        Assert.True(property is not null, $"CycleRefOptions has no {name} for {key}.");
        return property.GetValue(CycleRefOptions.Default) switch
        {
            IEnumerable and not string => "empty",
            { } value => $"`{value.ToString()!.ToLowerInvariant()}`",
            null => "empty",
        };
    }
}
