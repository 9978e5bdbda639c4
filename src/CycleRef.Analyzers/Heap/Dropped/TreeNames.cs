using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The simple names that one tree declares: no symbol, no syntax. Typing inside a method body leaves it equal.</summary>
/// <param name="Types">Of types, each once.</param>
/// <param name="Members">Of members that are written out, each once.</param>
internal sealed record TreeNames(ImmutableArray<string> Types, ImmutableArray<string> Members)
{
    /// <summary>As the compiler calls it.</summary>
    public const string Indexer = "this[]";

    public bool Equals(TreeNames? other) => other is not null && Types.SequenceEqual(other.Types) && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => Types.Length * 31 + Members.Length;

    /// <summary>The name of a member that has just one and is called by it.</summary>
    public static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax @event => @event.Identifier.ValueText,
        IndexerDeclarationSyntax => Indexer,
        _ => null,
    };

    /// <summary>Linear in the number of declarations; no body is looked at.</summary>
    public static TreeNames Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new Reader();
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax root)
            reader.Read(root, cancellationToken);
        return reader.Result();
    }

    private sealed class Reader
    {
        private readonly ImmutableArray<string>.Builder _types = ImmutableArray.CreateBuilder<string>();
        private readonly ImmutableArray<string>.Builder _members = ImmutableArray.CreateBuilder<string>();
        private readonly HashSet<string> _knownTypes = new(StringComparer.Ordinal);
        private readonly HashSet<string> _knownMembers = new(StringComparer.Ordinal);

        // Explicit work list: namespaces and types of hostile input nest deeper than the stack.
        private readonly Stack<MemberDeclarationSyntax> _open = new();

        public TreeNames Result() => new(_types.ToImmutable(), _members.ToImmutable());

        public void Read(CompilationUnitSyntax root, CancellationToken cancellationToken)
        {
            Open(root.Members);
            while (_open.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (_open.Pop())
                {
                    case BaseNamespaceDeclarationSyntax @namespace:
                        Open(@namespace.Members);
                        break;
                    case DelegateDeclarationSyntax @delegate:
                        AddType(@delegate.Identifier.ValueText);
                        break;
                    case EnumDeclarationSyntax @enum:
                        AddType(@enum.Identifier.ValueText);
                        foreach (var member in @enum.Members)
                            AddMember(member.Identifier.ValueText);
                        break;
                    case TypeDeclarationSyntax type:
                        ReadType(type);
                        break;
                }
            }
        }

        private void Open(SyntaxList<MemberDeclarationSyntax> members)
        {
            foreach (var member in members)
            {
                if (member is BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                    _open.Push(member);
            }
        }

        private void ReadType(TypeDeclarationSyntax type)
        {
            // An extension block has none.
            if (type.Identifier.ValueText is { Length: > 0 } name)
                AddType(name);
            foreach (var member in type.Members)
            {
                // An explicit implementation is called by the name of the interface.
                if (NameOf(member) is { } called && !DeclaredMember.IsExplicitly(member))
                    AddMember(called);
                foreach (var variable in (member as BaseFieldDeclarationSyntax)?.Declaration.Variables ?? default)
                    AddMember(variable.Identifier.ValueText);
            }

            Open(type.Members);
        }

        private void AddType(string name)
        {
            if (_knownTypes.Add(name))
                _types.Add(name);
        }

        private void AddMember(string name)
        {
            if (_knownMembers.Add(name))
                _members.Add(name);
        }
    }
}
