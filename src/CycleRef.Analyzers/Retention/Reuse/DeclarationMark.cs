using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>
/// Two trees of one mark declare the same types, with the same bases, attributes, fields and properties, in the same surroundings of names. What stands in
/// bodies may differ, and so may methods. No symbol and no syntax.
/// </summary>
/// <param name="Path">The file: it decides which options hold, and tells <c>file</c> types apart.</param>
/// <param name="Options">The version of the language and the preprocessor symbols.</param>
/// <param name="Declarations">A hash of 64 bits.</param>
internal sealed record DeclarationMark(string Path, ParseOptions Options, ulong Declarations)
{
    /// <summary>A hash of the names of all methods. Not a part of what is compared: only a captured parameter can be hidden by a method.</summary>
    public ulong MethodNames { get; init; }

    public bool Equals(DeclarationMark? other) =>
        other is not null && Declarations == other.Declarations && Path == other.Path && (ReferenceEquals(Options, other.Options) || Options.Equals(other.Options));

    public override int GetHashCode() => Declarations.GetHashCode();
}

/// <summary>FNV-1a of 64 bits: of the texts that one process sees, no two share a hash by chance.</summary>
internal struct TextHash
{
    private const ulong Prime = 1099511628211;

    private ulong _value;

    public static TextHash Start => new() { _value = 14695981039346656037 };

    public readonly ulong Value => _value;

    public void Add(char[] text, int length)
    {
        var value = _value;
        for (var i = 0; i < length; i++)
            value = (value ^ text[i]) * Prime;
        _value = value;
    }

    public void Add(string text)
    {
        foreach (var c in text)
            Add(c);
    }

    public void Add(ulong number) => _value = (_value ^ number) * Prime;
}
