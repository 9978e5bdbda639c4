using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Spoils source text the way typing, merging and generators do. The same random numbers give the same text.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>More mutations leave nothing to look at.</summary>
    private const int MaxMutations = 3;

    /// <summary>A file is spliced in up to this many lines.</summary>
    private const int MaxSplice = 40;

    // Words that end a declaration or mean something only where they stand.
    private static readonly string[] Reserved =
    [
        "class", "this", "base", "new", "null", "default", "void", "static", "event", "delegate", "ref", "out", "in", "params", "operator", "checked", "sizeof", "stackalloc", "namespace",
        "field", "value", "var", "record", "await", "async", "yield", "when", "where", "dynamic", "nameof", "_", "required", "scoped", "file", "global", "partial", "get", "set", "init", "add",
        "remove", "extension", "allows", "managed", "unmanaged", "notnull", "from", "select", "with", "and", "or", "not", "args", "@class", "nint", "union", "",
    ];

    private static readonly MutationKind[] Kinds = Enum.GetValues<MutationKind>();

    /// <summary>One to three mutations of the text.</summary>
    /// <param name="text">A file.</param>
    /// <param name="other">Another, to splice in.</param>
    public (string Text, IReadOnlyList<MutationKind> Kinds) Mutate(string text, string other)
    {
        var kinds = new MutationKind[random.Next(1, MaxMutations + 1)];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = Kinds[random.Next(Kinds.Length)];
            text = Mutate(text, other, kinds[i]);
        }

        return (text, kinds);
    }

    public string Mutate(string text, string other, MutationKind kind) => kind switch
    {
        MutationKind.DeleteLines or MutationKind.DuplicateLines or MutationKind.SwapLines or MutationKind.TruncateLine or MutationKind.SpliceOther => Lines(text, other, kind),
        MutationKind.NestGenerics or MutationKind.NestLambdas or MutationKind.NestExpressions or MutationKind.ChainCalls or MutationKind.NestStatements or MutationKind.NestTypes =>
            new Nesting(random).In(text, kind),
        _ => Tokens(text, kind),
    };

    private string Tokens(string text, MutationKind kind)
    {
        var tokens = SyntaxFactory.ParseTokens(text).Where(static token => token.Span.Length > 0).ToList();
        if (tokens.Count == 0)
            return text;
        var at = random.Next(tokens.Count);
        var last = tokens[Math.Min(at + random.Next(4), tokens.Count - 1)];
        var (start, end) = (tokens[at].SpanStart, last.Span.End);
        return kind switch
        {
            MutationKind.DeleteTokens => text.Remove(start, end - start),
            MutationKind.DuplicateTokens => text.Insert(end, " " + text[start..end]),
            MutationKind.TruncateAtToken => text[..end],
            MutationKind.SwapTokens => Swap(text, tokens[at], tokens[random.Next(2) == 0 ? random.Next(tokens.Count) : Math.Min(at + 1, tokens.Count - 1)]),
            _ => Rename(text, tokens, kind),
        };
    }

    private static string Swap(string text, SyntaxToken one, SyntaxToken other)
    {
        var (first, second) = one.SpanStart <= other.SpanStart ? (one, other) : (other, one);
        return first == second
            ? text
            : text[..first.SpanStart] + second.Text + text[first.Span.End..second.SpanStart] + first.Text + text[second.Span.End..];
    }

    /// <summary>One mention of a name, or all of them, become another word.</summary>
    private string Rename(string text, List<SyntaxToken> tokens, MutationKind kind)
    {
        var names = tokens.FindAll(static token => token.IsKind(SyntaxKind.IdentifierToken));
        if (names.Count == 0)
            return text;
        var renamed = names[random.Next(names.Count)];
        var word = kind == MutationKind.RenameToReserved ? Reserved[random.Next(Reserved.Length)] : names[random.Next(names.Count)].Text;
        var mentions = random.Next(3) == 0 ? [renamed] : names.FindAll(name => name.Text == renamed.Text);
        for (var i = mentions.Count - 1; i >= 0; i--)
            text = text.Remove(mentions[i].SpanStart, mentions[i].Span.Length).Insert(mentions[i].SpanStart, word);
        return text;
    }

    private string Lines(string text, string other, MutationKind kind)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var count = Math.Min(random.Next(1, 6), lines.Count - at);
        switch (kind)
        {
            case MutationKind.DeleteLines:
                lines.RemoveRange(at, count);
                break;
            case MutationKind.DuplicateLines:
                lines.InsertRange(random.Next(lines.Count + 1), lines.GetRange(at, count));
                break;
            case MutationKind.SwapLines:
                var with = random.Next(lines.Count);
                (lines[at], lines[with]) = (lines[with], lines[at]);
                break;
            case MutationKind.TruncateLine:
                lines[at] = lines[at][..random.Next(lines[at].Length + 1)];
                break;
            default:
                var others = other.Split('\n');
                var from = random.Next(others.Length);
                lines.InsertRange(at, others[from..Math.Min(others.Length, from + random.Next(1, MaxSplice))]);
                break;
        }

        return string.Join('\n', lines);
    }
}
