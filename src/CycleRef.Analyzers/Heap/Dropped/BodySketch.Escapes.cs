using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>What others get to know.</summary>
internal sealed partial class BodySketch
{
    /// <summary>Operators in operators; what lies deeper is taken for an object.</summary>
    private const int MaxOperators = 16;

    /// <summary>Others get to know the object, if the value is the object itself and not what some object of the body holds.</summary>
    private void Escape(ExpressionSyntax? source, int value)
    {
        if (value != None && (source is null || (Unwrap(source) is not (MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax) && !IsRead(source))))
            _escapes.Add((value, _function));
    }

    /// <summary>
    /// <c>a.Name</c>, <c>a.Name + "!"</c>: most of the time a text, which is no object of the body. Once callees are looked at, few bodies are left, and
    /// the members are asked for their types.
    /// </summary>
    private bool IsRead(ExpressionSyntax source, int operators = 0) => Unwrap(source) switch
    {
        MemberAccessExpressionSyntax access => IsText(access.Name),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => IsText(binding.Name),
        ConditionalAccessExpressionSyntax => true,
        LiteralExpressionSyntax or InterpolatedStringExpressionSyntax => true,
        IdentifierNameSyntax { Identifier.ValueText: var name } => _variables.TryFind(name, out var local) && local is null or { IsRead: true },
        BinaryExpressionSyntax binary when operators < MaxOperators => IsRead(binary.Left, operators + 1) && IsRead(binary.Right, operators + 1),
        ConditionalExpressionSyntax choice when operators < MaxOperators => IsRead(choice.WhenTrue, operators + 1) && IsRead(choice.WhenFalse, operators + 1),
        _ => false,
    };

    private bool IsText(SimpleNameSyntax member) => _code is null || _names.MayBeInert(member.Identifier.ValueText);
}
