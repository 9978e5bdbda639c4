using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>The edits of one document. They may be nested: each gets its node as the inner ones have left it.</summary>
internal sealed class CollectionEdits
{
    private readonly Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> _changes = [];
    private readonly Dictionary<BlockSyntax, List<(int Index, StatementSyntax Before)>> _insertions = [];

    public void Change<T>(T node, Func<T, SyntaxNode> change)
        where T : SyntaxNode => _changes[node] = current => change((T)current);

    /// <summary>Puts a statement before another one of a block.</summary>
    public void Insert(BlockSyntax block, StatementSyntax before, StatementSyntax statement)
    {
        if (!_insertions.TryGetValue(block, out var list))
            _insertions.Add(block, list = []);
        list.Add((block.Statements.IndexOf(before), statement));
    }

    public SyntaxNode ApplyTo(SyntaxNode root) => root.ReplaceNodes(
        _changes.Keys.Concat(_insertions.Keys),
        (original, current) => original is BlockSyntax block && _insertions.TryGetValue(block, out var list)
            ? list.OrderByDescending(static item => item.Index).Aggregate((BlockSyntax)current, static (edited, item) => edited.WithStatements(edited.Statements.Insert(item.Index, item.Before)))
            : _changes[original](current));
}
