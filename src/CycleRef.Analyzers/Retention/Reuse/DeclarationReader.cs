using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Retention.Reuse;

/// <summary>
/// Reads the <see cref="DeclarationMark"/> of a tree: the text of everything that the graph of a component may be bound from. Left out are only the bodies
/// of methods and accessors and the headers of methods, from which no member gets its type. Linear in the length of the text.
/// </summary>
internal sealed class DeclarationReader
{
    private readonly SourceText _text;
    private readonly Stack<MemberDeclarationSyntax> _open = new();
    private TextHash _declarations = TextHash.Start;
    private TextHash _methodNames = TextHash.Start;
    private char[] _buffer = new char[1024];

    private DeclarationReader(SourceText text) => _text = text;

    public static DeclarationMark Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var reader = new DeclarationReader(tree.GetText(cancellationToken));
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax root)
            reader.Read(root, cancellationToken);
        return new DeclarationMark(tree.FilePath, tree.Options, reader._declarations.Value) { MethodNames = reader._methodNames.Value };
    }

    private void Read(CompilationUnitSyntax root, CancellationToken cancellationToken)
    {
        // From the very start: a comment on top says that the file is generated.
        Add(0, root.Members.Count > 0 ? root.Members[0].SpanStart : root.FullSpan.End);
        Push(root.Members);
        while (_open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(_open.Pop());
        }
    }

    private void Push(SyntaxList<MemberDeclarationSyntax> members)
    {
        _declarations.Add((ulong)members.Count(static member => !IsMethod(member)));
        foreach (var member in members)
            _open.Push(member);
    }

    private static bool IsMethod(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax or ConstructorDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or GlobalStatementSyntax;

    private void Read(MemberDeclarationSyntax member)
    {
        if (member is MethodDeclarationSyntax method)
            _methodNames.Add(method.Identifier.ValueText + " ");
        if (IsMethod(member))
            return;
        _declarations.Add((ulong)member.RawKind);
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax { Members: var members } @namespace:
                Add(@namespace.SpanStart, members.Count > 0 ? members[0].SpanStart : @namespace.Span.End);
                Push(members);
                break;
            case TypeDeclarationSyntax type:
                Add(type.SpanStart, type.OpenBraceToken.IsMissing || type.OpenBraceToken.RawKind == 0 ? HeaderEnd(type) : type.OpenBraceToken.SpanStart);
                Push(type.Members);
                break;
            // That it is there makes the type finalizable.
            case DestructorDeclarationSyntax:
                break;
            case BasePropertyDeclarationSyntax property:
                ReadProperty(property);
                break;
            default:
                Add(member.SpanStart, member.Span.End);
                break;
        }
    }

    private static int HeaderEnd(TypeDeclarationSyntax type) => type.Members.Count > 0 ? type.Members[0].SpanStart : type.Span.End;

    /// <summary>Everything but bodies. One that says <c>field</c> gives the property a field.</summary>
    private void ReadProperty(BasePropertyDeclarationSyntax property)
    {
        var start = property.SpanStart;
        foreach (var accessor in property.AccessorList?.Accessors ?? default)
            Skip((SyntaxNode?)accessor.Body ?? accessor.ExpressionBody);
        Skip((property as PropertyDeclarationSyntax)?.ExpressionBody ?? (property as IndexerDeclarationSyntax)?.ExpressionBody);
        Add(start, property.Span.End);

        void Skip(SyntaxNode? body)
        {
            if (body is null || MentionsField(body.Span))
                return;
            Add(start, body.SpanStart);
            start = body.Span.End;
        }
    }

    private bool MentionsField(TextSpan span)
    {
        Load(span.Start, span.End);
        for (var i = 0; i + 4 < span.Length; i++)
        {
            if (_buffer[i] == 'f' && _buffer[i + 1] == 'i' && _buffer[i + 2] == 'e' && _buffer[i + 3] == 'l' && _buffer[i + 4] == 'd')
                return true;
        }

        return false;
    }

    private void Add(int start, int end)
    {
        Load(start, end);
        // The length as well, so that what one piece ends with cannot stand at the start of the next.
        _declarations.Add((ulong)(end - start));
        _declarations.Add(_buffer, end - start);
    }

    private void Load(int start, int end)
    {
        if (_buffer.Length < end - start)
            _buffer = new char[2 * (end - start)];
        _text.CopyTo(start, _buffer, 0, end - start);
    }
}
