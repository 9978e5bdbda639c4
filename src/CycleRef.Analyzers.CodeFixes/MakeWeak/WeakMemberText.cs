using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>The text of the weak field and of the property over it. Library types are written in full here and simplified later.</summary>
internal sealed class WeakMemberText
{
    public const string ExceptionType = "global::System.InvalidOperationException";

    private readonly WeakCandidate _candidate;
    private readonly MemberUses _uses;
    private readonly WeakForm _form;
    private readonly Layout _layout;
    private readonly string _field;
    private readonly LanguageVersion _language;

    public WeakMemberText(WeakCandidate candidate, MemberUses uses, WeakForm form, Layout layout)
    {
        _candidate = candidate;
        _uses = uses;
        _form = form;
        _layout = layout;
        _field = WeakNames.FieldFor(candidate.Member);
        _language = ((CSharpParseOptions)candidate.Declaration.SyntaxTree.Options).LanguageVersion;
        WeakType = "global::System.WeakReference<" + BareType + ">";
    }

    /// <summary><c>WeakReference&lt;T&gt;</c> as it stands in the texts.</summary>
    public string WeakType { get; }

    public string Field
    {
        get
        {
            var attributes = MemberAttributes.Of(_candidate)!.OnField.Select(static list => MemberAttributes.TextOf(list) + " ");
            var access = _candidate.Member.DeclaredAccessibility != Accessibility.Private || HasModifier(SyntaxKind.PrivateKeyword) ? "private " : "";
            var isReadOnly = SetterKeyword is null or "init" ? "readonly " : "";
            var value = _candidate.Initializer is { } initializer && !Expressions.IsNull(initializer) ? $" = {Wrap(initializer.ToString())}" : "";
            return $"{string.Concat(attributes)}{access}{isReadOnly}{WeakType}{Question} {_field}{value};";
        }
    }

    public string Property
    {
        get
        {
            var lines = new List<string>();
            var start = "";
            foreach (var list in MemberAttributes.Of(_candidate)!.OnProperty)
            {
                start += MemberAttributes.TextOf(list) + " ";
                if (!list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
                    continue;
                lines.Add(start.TrimEnd());
                start = "";
            }

            var modifiers = string.Concat(_candidate.Declaration.Modifiers.Where(static m => !m.IsKind(SyntaxKind.ReadOnlyKeyword)).Select(static m => m.Text + " "));
            var explicitInterface = (_candidate.Declaration as PropertyDeclarationSyntax)?.ExplicitInterfaceSpecifier?.WithoutTrivia().ToString();
            lines.Add($"{start}{modifiers}{PropertyType} {explicitInterface}{_candidate.Identifier.Text}");
            lines.Add("{");
            lines.AddRange(_form == WeakForm.NullWhenCollected ? NullGetter() : ThrowGetter());
            if (SetterKeyword is { } setter)
                lines.Add($"\t{SetterModifiers}{setter} => {_field} = {Wrap("value")};");
            lines.Add("}");
            return _layout.Lines(lines);
        }
    }

    private string BareType => (_candidate.TypeSyntax is NullableTypeSyntax nullable ? nullable.ElementType : _candidate.TypeSyntax).WithoutTrivia().ToString();

    private string Question => _candidate.HasAnnotations ? "?" : "";

    private string PropertyType =>
        _form == WeakForm.NullWhenCollected ? BareType + Question : _candidate.TypeSyntax.WithoutTrivia().ToString();

    private AccessorDeclarationSyntax? Getter => Accessor(SyntaxKind.GetAccessorDeclaration);

    private AccessorDeclarationSyntax? Setter => Accessor(SyntaxKind.SetAccessorDeclaration) ?? Accessor(SyntaxKind.InitAccessorDeclaration);

    /// <summary>What is assigned in constructors only stays so where the language can say it.</summary>
    private string? SetterKeyword
    {
        get
        {
            if (Setter is { } setter)
                return setter.Keyword.Text;
            if (!_candidate.IsAssignedOnce)
                return "set";
            return !_uses.IsAssigned ? null : HasInit ? "init" : "set";
        }
    }

    private bool HasInit =>
        _language >= LanguageVersion.CSharp9
        && _candidate.Model.Compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.IsExternalInit") is { } type
        && _candidate.Model.Compilation.IsSymbolAccessibleWithin(type, _candidate.Member.ContainingType);

    private string SetterModifiers
    {
        get
        {
            if (Setter is { } setter)
                return MemberAttributes.TextOf(setter) + ModifiersOf(setter);
            return _candidate.IsAssignedOnce && _candidate.Member.DeclaredAccessibility != Accessibility.Private ? "private " : "";
        }
    }

    private IEnumerable<string> NullGetter()
    {
        var pattern = _language >= LanguageVersion.CSharp8 ? "{ }" : WeakType;
        yield return $"\t{GetterModifiers}get => {_field} is {pattern} weak && weak.TryGetTarget(out var target) ? target : null;";
    }

    private IEnumerable<string> ThrowGetter()
    {
        var nothing = _candidate.IsNonNullable ? "null!" : "null";
        var name = _candidate.Member.ContainingType.Name + "." + _candidate.Member.Name.Substring(_candidate.Member.Name.LastIndexOf('.') + 1);
        yield return $"\t{GetterModifiers}get";
        yield return "\t{";
        yield return $"\t\tvar weak = {_field};";
        yield return "\t\tif (weak is null)";
        yield return $"\t\t\treturn {nothing};";
        yield return $"\t\treturn weak.TryGetTarget(out var target) ? target : throw new {ExceptionType}(\"The object that '{name}' refers to has been collected.\");";
        yield return "\t}";
    }

    private string GetterModifiers => MemberAttributes.TextOf(Getter) + ModifiersOf(Getter);

    private string Wrap(string value) => $"{value} is null ? null : new {WeakType}({value})";

    private bool HasModifier(SyntaxKind kind) => _candidate.Declaration.Modifiers.Any(kind);

    private AccessorDeclarationSyntax? Accessor(SyntaxKind kind) =>
        (_candidate.Declaration as PropertyDeclarationSyntax)?.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(kind));

    private static string ModifiersOf(AccessorDeclarationSyntax? accessor) =>
        accessor is null ? "" : string.Concat(accessor.Modifiers.Select(static modifier => modifier.Text + " "));
}
