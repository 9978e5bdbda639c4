using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Reads the changes of a tree, from a cache where the host has one.</summary>
internal delegate TreeChanges ChangesSource(SyntaxTree tree);

/// <summary>What one piece of code may change, seen from its text alone; see <see cref="CodeText"/>.</summary>
/// <param name="Names">The hashes of the names.</param>
/// <param name="Anything">It may change whatever it names.</param>
/// <param name="PassesThis">It may hand its object on.</param>
internal readonly record struct MemberChanges(ImmutableArray<int> Names, bool Anything, bool PassesThis)
{
    public static readonly MemberChanges None = new(ImmutableArray<int>.Empty, false, false);

    public bool MayInclude(HashSet<int> hashes)
    {
        if (Anything)
            return true;
        foreach (var name in Names)
        {
            if (hashes.Contains(name))
                return true;
        }

        return false;
    }
}

/// <summary>
/// What each member of the types of one tree may change. No symbol and no syntax, so that the host can keep it with the tree: an edit costs one
/// look at the text of one file.
/// </summary>
internal sealed class TreeChanges
{
    private readonly Dictionary<int, MemberChanges> _byPosition = [];

    /// <summary>Of a member of this very tree.</summary>
    public MemberChanges Of(MemberDeclarationSyntax member) => _byPosition.TryGetValue(member.SpanStart, out var changes) ? changes : MemberChanges.None;

    /// <summary>Linear in the length of the text.</summary>
    public static TreeChanges Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var result = new TreeChanges();
        if (tree.GetRoot(cancellationToken) is not CompilationUnitSyntax root)
            return result;
        var source = tree.GetText(cancellationToken);
        var text = new CodeText();
        var open = new Stack<SyntaxList<MemberDeclarationSyntax>>();
        open.Push(root.Members);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop())
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (member)
                {
                    case BaseNamespaceDeclarationSyntax @namespace:
                        open.Push(@namespace.Members);
                        break;
                    case TypeDeclarationSyntax type:
                        open.Push(type.Members);
                        break;
                    case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                        break;
                    default:
                        text.Load(source, member.Span);
                        var changes = text.Changes(isField: member is BaseFieldDeclarationSyntax);
                        // Most members change nothing.
                        if (changes != MemberChanges.None)
                            result._byPosition[member.SpanStart] = changes;
                        break;
                }
            }
        }

        return result;
    }
}
