using System.Collections.Generic;

namespace CycleRef.Corpus;

/// <summary>What one offered fix came to.</summary>
/// <param name="Report">Where.</param>
/// <param name="Key">Which fix.</param>
/// <param name="Title">What the editor shows.</param>
internal sealed record FixResult(Report Report, string Key, string Title)
{
    /// <summary>The fix changed something.</summary>
    public bool IsApplied { get; init; }

    /// <summary>The report is gone.</summary>
    public bool IsGone { get; init; }

    /// <summary>Compiler errors that were not there before.</summary>
    public IReadOnlyList<string> NewErrors { get; init; } = [];

    public IReadOnlyList<string> NewWarnings { get; init; } = [];

    /// <summary>The new text of the changed places.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public bool IsClean => IsApplied && IsGone && NewErrors.Count == 0 && NewWarnings.Count == 0;
}
