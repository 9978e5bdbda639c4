using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>Declarations: which variables are worth following.</summary>
internal sealed partial class BodySketch
{
    private void Declare(BaseParameterListSyntax? parameters)
    {
        foreach (var parameter in parameters?.Parameters ?? default)
            DeclareLocal(parameter.Identifier.ValueText, parameter.Type, null);
    }

    private void Declare(VariableDeclarationSyntax declaration)
    {
        foreach (var variable in declaration.Variables)
        {
            var value = variable.Initializer?.Value;
            var group = Visit(value);
            var local = DeclareLocal(variable.Identifier.ValueText, declaration.Type, value);
            if (local >= 0 && value is not null)
                Assign(local, value, group, declaration.Type);
        }
    }

    private int DeclareLocal(string name, TypeSyntax? type, ExpressionSyntax? value)
    {
        if (_names.IsInert(type) || (type is { IsVar: true } && IsInert(value)))
        {
            _variables.Hide(name);
            return Variables.Inert;
        }

        var variable = _variables.Declare(name, _groups.Add(), _function);
        if (type is IdentifierNameSyntax { IsVar: false, Identifier.ValueText: var declared } && _names.Types(declared).Count > 0)
        {
            _variables[variable].DeclaredType = declared;
            _variables[variable].IsStruct = _names.IsStruct(declared);
        }

        return variable;
    }

    /// <summary>A text that is put together of thousands of pieces nests as deep: what lies below the bound is taken to matter.</summary>
    private bool IsInert(ExpressionSyntax? value, int depth = 0) => value switch
    {
        _ when depth > Bounds.MaxDepth => false,
        LiteralExpressionSyntax literal => !literal.IsKind(SyntaxKind.NullLiteralExpression) && !literal.IsKind(SyntaxKind.DefaultLiteralExpression),
        ObjectCreationExpressionSyntax creation => _names.IsInert(creation.Type),
        ArrayCreationExpressionSyntax array => _names.IsInert(array.Type.ElementType),
        InterpolatedStringExpressionSyntax or TypeOfExpressionSyntax or SizeOfExpressionSyntax or CheckedExpressionSyntax => true,
        CastExpressionSyntax cast => _names.IsInert(cast.Type),
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
            or SyntaxKind.IsExpression or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            || IsInert(binary.Left, depth + 1) || IsInert(binary.Right, depth + 1),
        _ => false,
    };

    private void Assign(int variable, ExpressionSyntax value, int group, TypeSyntax? declared)
    {
        if (group != None)
            _groups.Unite(_variables[variable].Group, group);
        AddSource(variable, value);
        _variables[variable].CreatedAs(CreatedType(value, declared));
    }
}
