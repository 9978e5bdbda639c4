using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Keeps of a field or auto-property what others see: attributes, modifiers, accessors.</summary>
internal static class MemberShape
{
    /// <param name="candidate">The member.</param>
    /// <param name="file">What may be written in its file.</param>
    /// <param name="isAssigned">It is assigned somewhere, apart from its initializer.</param>
    public static WeakShape Of(WeakCandidate candidate, SharedFile file, bool isAssigned)
    {
        var attributes = MemberAttributes.Of(candidate)!;
        var onField = string.Concat(attributes.OnField.Select(static list => MemberAttributes.TextOf(list) + " "));
        var access = candidate.Member.DeclaredAccessibility != Accessibility.Private || candidate.Declaration.Modifiers.Any(SyntaxKind.PrivateKeyword) ? "private " : "";
        var property = candidate.Declaration as PropertyDeclarationSyntax;
        var getter = Accessor(property, SyntaxKind.GetAccessorDeclaration);
        return new WeakShape(
            candidate.TypeSyntax,
            candidate.HasAnnotations,
            candidate.IsNonNullable,
            file.Language,
            onField + access,
            WeakNames.FieldFor(candidate.Member),
            candidate.Initializer is { } initializer && !Expressions.IsNull(initializer) ? initializer.ToString() : null,
            PropertyStart(candidate, attributes),
            property?.ExplicitInterfaceSpecifier?.WithoutTrivia() + candidate.Identifier.Text,
            MemberAttributes.TextOf(getter) + ModifiersOf(getter),
            SetterOf(candidate, file, property, isAssigned),
            candidate.Member.ContainingType.Name + "." + candidate.Member.Name.Substring(candidate.Member.Name.LastIndexOf('.') + 1));
    }

    private static List<string> PropertyStart(WeakCandidate candidate, MemberAttributes attributes)
    {
        var lines = new List<string>();
        var start = "";
        foreach (var list in attributes.OnProperty)
        {
            start += MemberAttributes.TextOf(list) + " ";
            if (!list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
                continue;
            lines.Add(start.TrimEnd());
            start = "";
        }

        lines.Add(start + string.Concat(candidate.Declaration.Modifiers.Where(static m => !m.IsKind(SyntaxKind.ReadOnlyKeyword)).Select(static m => m.Text + " ")));
        return lines;
    }

    /// <summary>What is assigned in constructors only stays so where the language can say it.</summary>
    private static string? SetterOf(WeakCandidate candidate, SharedFile file, PropertyDeclarationSyntax? property, bool isAssigned)
    {
        if ((Accessor(property, SyntaxKind.SetAccessorDeclaration) ?? Accessor(property, SyntaxKind.InitAccessorDeclaration)) is { } setter)
            return MemberAttributes.TextOf(setter) + ModifiersOf(setter) + setter.Keyword.Text;
        if (candidate.MustStayGetOnly || (candidate.IsAssignedOnce && !isAssigned))
            return null;
        var modifiers = candidate.IsAssignedOnce && candidate.Member.DeclaredAccessibility != Accessibility.Private ? "private " : "";
        return modifiers + (candidate.IsAssignedOnce && file is { Language: >= LanguageVersion.CSharp9, HasInit: true } ? "init" : "set");
    }

    private static AccessorDeclarationSyntax? Accessor(PropertyDeclarationSyntax? property, SyntaxKind kind) =>
        property?.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(kind));

    private static string ModifiersOf(AccessorDeclarationSyntax? accessor) =>
        accessor is null ? "" : string.Concat(accessor.Modifiers.Select(static modifier => modifier.Text + " "));
}
