using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Where a file may have lambdas: the places of <c>=&gt;</c> and <c>delegate</c> in its text. Found without looking at the syntax; holds numbers only.
/// </summary>
internal sealed class LambdaArrows
{
    private const int BufferSize = 4096;
    private const string Delegate = "delegate";

    private readonly ImmutableArray<int> _places;

    private LambdaArrows(ImmutableArray<int> places) => _places = places;

    public static LambdaArrows Of(SyntaxTree tree)
    {
        var text = tree.GetText();
        var places = ImmutableArray.CreateBuilder<int>();
        var buffer = new char[BufferSize];
        // The parts overlap, so that no word is cut in two.
        for (var start = 0; start < text.Length; start += BufferSize - Delegate.Length)
        {
            var count = Math.Min(BufferSize, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            Scan(buffer, count, start, places);
        }

        return new LambdaArrows(places.ToImmutable());
    }

    /// <summary>The span may hold that many lambdas.</summary>
    public bool MayHave(int count, TextSpan span)
    {
        var first = _places.BinarySearch(span.Start);
        var index = (first < 0 ? ~first : first) + count - 1;
        return index < _places.Length && _places[index] < span.End;
    }

    private static void Scan(char[] buffer, int count, int start, ImmutableArray<int>.Builder places)
    {
        for (var i = 0; i < count; i++)
        {
            var isPlace = buffer[i] switch
            {
                '=' => i + 1 < count && buffer[i + 1] == '>',
                'd' => i + Delegate.Length <= count && IsDelegate(buffer, i),
                _ => false,
            };
            if (isPlace && (places.Count == 0 || places[places.Count - 1] < start + i))
                places.Add(start + i);
        }
    }

    private static bool IsDelegate(char[] buffer, int at)
    {
        for (var i = 0; i < Delegate.Length; i++)
        {
            if (buffer[at + i] != Delegate[i])
                return false;
        }

        return true;
    }
}
