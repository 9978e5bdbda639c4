using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Benchmarks.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Benchmarks.Typing;

internal enum EditKind
{
    /// <summary>A key inside a method body.</summary>
    Body,

    /// <summary>A key in the name of a member.</summary>
    Declaration,

    /// <summary>A new field that closes a cycle, at once.</summary>
    Cycle,
}

/// <summary>Text put into a file.</summary>
internal readonly record struct Edit(EditKind Kind, int Tree, int Position, string Text);

/// <summary>An endless sequence of edits, the same for the same source and seed. Each takes those before it into account.</summary>
internal static class Edits
{
    public static IEnumerable<Edit> Of(Source source, int seed)
    {
        var random = new Random(seed);
        var trees = source.Trees.ToArray();
        var treesOfTypes = TreesOfTypes(trees);
        while (true)
        {
            var tree = random.Next(trees.Length);
            var next = random.Next(10) switch
            {
                < 6 => InBody(trees[tree], tree, random),
                < 9 => InDeclaration(trees[tree], tree, random),
                _ => ClosingCycle(trees, tree, treesOfTypes, random),
            };
            // Not every file has such a place.
            if (next is not { } edit)
                continue;
            var old = trees[edit.Tree];
            trees[edit.Tree] = old.WithChangedText(old.GetText().WithChanges(new TextChange(new TextSpan(edit.Position, 0), edit.Text)));
            yield return edit;
        }
    }

    private static Edit? InBody(SyntaxTree tree, int index, Random random) =>
        OneOf(tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Where(static method => method.Body is not null), random) is { Body: { } body }
            ? new Edit(EditKind.Body, index, body.OpenBraceToken.Span.End, ";")
            : null;

    private static Edit? InDeclaration(SyntaxTree tree, int index, Random random) =>
        OneOf(tree.GetRoot().DescendantNodes().Select(static node => node switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => field.Identifier,
            _ => default,
        }).Where(static name => name.ValueText.Length > 0), random) is { RawKind: not 0 } name
            ? new Edit(EditKind.Declaration, index, name.Span.End, "x")
            : null;

    /// <summary>A class of the file holds another class of this source: that one gets a field that points back.</summary>
    private static Edit? ClosingCycle(SyntaxTree[] trees, int index, Dictionary<string, int> treesOfTypes, Random random)
    {
        var links =
            from type in trees[index].GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            where type is { TypeParameterList: null, Parent: BaseNamespaceDeclarationSyntax }
            from field in type.Members.OfType<FieldDeclarationSyntax>()
            let name = (field.Declaration.Type as IdentifierNameSyntax)?.Identifier.ValueText
            where name is not null && treesOfTypes.ContainsKey(name) && name != type.Identifier.ValueText
            select (Holder: type, Held: name);
        if (OneOf(links, random) is not { Holder: { } holder, Held: var held })
            return null;
        var tree = treesOfTypes[held];
        var target = trees[tree].GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().FirstOrDefault(type => type.Identifier.ValueText == held);
        return target is null
            ? null
            : new Edit(EditKind.Cycle, tree, target.OpenBraceToken.Span.End, $" private {Namespace(holder)}{holder.Identifier.ValueText} back{random.Next(1000)};");
    }

    private static string Namespace(ClassDeclarationSyntax type) => "global::" + ((BaseNamespaceDeclarationSyntax)type.Parent!).Name + ".";

    private static Dictionary<string, int> TreesOfTypes(SyntaxTree[] trees)
    {
        var result = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < trees.Length; i++)
        {
            foreach (var type in trees[i].GetRoot().DescendantNodes(static node => node is not MemberDeclarationSyntax or BaseNamespaceDeclarationSyntax).OfType<ClassDeclarationSyntax>())
                result.TryAdd(type.Identifier.ValueText, i);
        }

        return result;
    }

    private static T? OneOf<T>(IEnumerable<T> candidates, Random random)
    {
        var all = candidates.ToList();
        return all.Count == 0 ? default : all[random.Next(all.Count)];
    }
}
