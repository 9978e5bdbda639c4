using Xunit;

namespace CycleRef.Analyzers.Tests.Infrastructure;

internal static class Code
{
    /// <summary>Shows the whole text when it fails.</summary>
    public static void Contains(string expected, string text) => Assert.True(text.Contains(expected), $"Expected:\n{expected}\nin:\n{text}");

    public static void DoesNotContain(string unexpected, string text) => Assert.False(text.Contains(unexpected), $"Did not expect:\n{unexpected}\nin:\n{text}");
}
