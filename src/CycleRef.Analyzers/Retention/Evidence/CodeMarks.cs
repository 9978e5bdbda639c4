using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>The places of one declaration at which there may be something to read; see <see cref="CodeText.Marks"/>.</summary>
internal sealed class CodeMarks
{
    private readonly List<int> _positions = [];

    /// <summary>The object may be handed on somewhere: <c>this</c> stands there for itself, or a lambda may capture it.</summary>
    public bool MayPassThis { get; set; }

    /// <summary>Positions come in ascending order.</summary>
    public void Add(int position) => _positions.Add(position);

    /// <summary>Whether the children of a node are to be visited. Statements are, since they may declare locals; an expression only if a place lies in it.</summary>
    public bool LeadInto(SyntaxNode node) => node switch
    {
        ExpressionSyntax and not DeclarationExpressionSyntax => HasAny(node.Span),
        ArgumentListSyntax or ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or AttributeListSyntax => HasAny(node.Span),
        _ => true,
    };

    private bool HasAny(TextSpan span)
    {
        var index = _positions.BinarySearch(span.Start);
        if (index < 0)
            index = ~index;
        return index < _positions.Count && _positions[index] < span.End;
    }
}
