using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>The text of the weak field and of the property over it. Library types are written in full here and simplified later.</summary>
internal sealed class WeakMemberText(WeakShape shape, WeakForm form, Layout layout)
{
    public const string ExceptionType = "global::System.InvalidOperationException";

    /// <summary><c>WeakReference&lt;T&gt;</c> as it stands in the texts.</summary>
    public string WeakType { get; } = "global::System.WeakReference<" + shape.BareType + ">";

    public string Field
    {
        get
        {
            var isReadOnly = shape.Setter is null || shape.Setter.EndsWith("init", System.StringComparison.Ordinal) ? "readonly " : "";
            var value = shape.InitialValue is { } initial ? $" = {Wrap(initial)}" : "";
            return $"{shape.FieldStart}{isReadOnly}{WeakType}{Question} {shape.Field}{value};";
        }
    }

    public string Property
    {
        get
        {
            var lines = shape.PropertyStart.ToList();
            lines[lines.Count - 1] += $"{PropertyType} {shape.Property}";
            lines.Add("{");
            lines.AddRange(form == WeakForm.NullWhenCollected ? NullGetter() : ThrowGetter());
            if (shape.Setter is { } setter)
                lines.Add($"\t{setter} => {shape.Field} = {Wrap("value")};");
            lines.Add("}");
            return layout.Lines(lines);
        }
    }

    /// <param name="value">A name: it is read twice.</param>
    public string Wrap(string value) => $"{value} is null ? null : new {WeakType}({value})";

    private string Question => shape.HasAnnotations ? "?" : "";

    private string PropertyType => form == WeakForm.NullWhenCollected ? shape.BareType + Question : shape.Type.WithoutTrivia().ToString();

    private IEnumerable<string> NullGetter()
    {
        var pattern = shape.Language >= LanguageVersion.CSharp8 ? "{ }" : WeakType;
        yield return $"\t{shape.Getter}get => {shape.Field} is {pattern} weak && weak.TryGetTarget(out var target) ? target : null;";
    }

    private IEnumerable<string> ThrowGetter()
    {
        var nothing = shape.IsNonNullable ? "null!" : "null";
        yield return $"\t{shape.Getter}get";
        yield return "\t{";
        yield return $"\t\tvar weak = {shape.Field};";
        yield return "\t\tif (weak is null)";
        yield return $"\t\t\treturn {nothing};";
        yield return $"\t\treturn weak.TryGetTarget(out var target) ? target : throw new {ExceptionType}(\"The object that '{shape.FullName}' refers to has been collected.\");";
        yield return "\t}";
    }
}
