using System;
using System.Collections.Generic;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The names of library members that the model knows. Names only, so that it can be kept from one compilation to the next.</summary>
internal sealed class LibraryNames
{
    private readonly KnowledgeBase _knowledge;

    // Weakly: the reference to another project keeps its compilation.
    private readonly List<WeakReference<MetadataReference>> _references = [];
    private readonly HashSet<string> _adders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modelled = new(StringComparer.Ordinal);

    public LibraryNames(Compilation compilation, KnowledgeBase knowledge)
    {
        _knowledge = knowledge;
        foreach (var reference in compilation.References)
            _references.Add(new WeakReference<MetadataReference>(reference));
        foreach (var row in knowledge[TableNames.LibraryModel].Rows)
        {
            var isAdder = row.Word is "adds" or "adds-all" or "holds" or "copies-and-adds" or "exchanges";
            var id = row.Id.Substring(Math.Min(2, row.Id.Length));
            if (!row.Id.StartsWith("T:", StringComparison.Ordinal))
                (isAdder ? _adders : _modelled).Add(id.Substring(id.LastIndexOf('.') + 1));
            else if (compilation.GetTypeByMetadataName(id) is { DeclaringSyntaxReferences.IsEmpty: true } known)
                _modelled.UnionWith(known.MemberNames);
        }
    }

    /// <summary>Of a compilation with the same libraries and tables, these would be the same.</summary>
    public bool IsOf(Compilation compilation, KnowledgeBase knowledge)
    {
        if (!ReferenceEquals(_knowledge, knowledge))
            return false;
        var index = 0;
        foreach (var reference in compilation.References)
        {
            if (index == _references.Count || !_references[index++].TryGetTarget(out var kept) || !ReferenceEquals(kept, reference))
                return false;
        }

        return index == _references.Count;
    }

    /// <summary>A member of this name stores what it is given.</summary>
    public bool IsAdder(string name) => _adders.Contains(name);

    /// <summary>What a member of this name does is known.</summary>
    public bool IsModelled(string name) => _modelled.Contains(name);
}
