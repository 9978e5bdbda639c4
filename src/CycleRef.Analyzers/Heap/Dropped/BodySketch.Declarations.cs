using System.Collections.Generic;
using System.Linq;
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
            DeclareLocal(parameter.Identifier.ValueText, parameter.Type, null, isOfOthers: _function == 0);
    }

    private void Declare(LocalFunctionStatementSyntax function)
    {
        var parameters = new List<Local?>();
        foreach (var parameter in function.ParameterList.Parameters)
            parameters.Add(_names.IsInert(parameter.Type) ? null : new Local(_heap.Add()));
        _variables.Declare(function.Identifier.ValueText, new Local(_heap.Add()) { Parameters = parameters });
    }

    private void Declare(VariableDeclarationSyntax declaration)
    {
        foreach (var variable in declaration.Variables)
        {
            var value = variable.Initializer?.Value;
            var given = Visit(value);
            if (DeclareLocal(variable.Identifier.ValueText, declaration.Type, value) is { } local && value is not null)
                Assign(local, value, given, declaration.Type);
        }
    }

    /// <summary>Null for one that can hold nothing of interest.</summary>
    private Local? DeclareLocal(string name, TypeSyntax? type, ExpressionSyntax? value, bool isOfOthers = false)
    {
        var isInert = _names.IsInert(type) || (type is { IsVar: true } && IsInert(value));
        var declaredType = type is SimpleNameSyntax { IsVar: false, Identifier.ValueText: var declared } && _names.IsType(declared) ? declared : null;
        var local = isInert ? null : new Local(_heap.Add()) { DeclaredType = declaredType, IsOfOthers = isOfOthers, IsRead = value is not null && IsRead(value) };
        _variables.Declare(name, local);
        return local;
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

    private void Assign(Local local, ExpressionSyntax value, int given, TypeSyntax? declared)
    {
        _heap.Flow(given, local.Variable);
        local.CreatedAs(CreatedType(value, declared));
        // Whatever is written to it later goes to the place that it refers to.
        if (value is RefExpressionSyntax place)
            Store(place.Expression, null, local.Variable);
    }

    /// <summary><c>out var x</c>, <c>var (x, y)</c>: the variable of all of them, of what one of them then is.</summary>
    private int Declare(VariableDesignationSyntax designation, TypeSyntax type)
    {
        var all = None;
        foreach (var single in designation.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
        {
            if (DeclareLocal(single.Identifier.ValueText, type, null) is not { } local)
                continue;
            if (all == None)
                all = _heap.Add();
            _heap.Flow(all, local.Variable);
        }

        return all;
    }

    /// <summary>The simple name of the type that the expression makes an object of; null where it does not say.</summary>
    private static string? CreatedType(ExpressionSyntax value, TypeSyntax? declared)
    {
        var type = Unwrap(value) switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type,
            ImplicitObjectCreationExpressionSyntax => declared,
            _ => null,
        };
        return type switch
        {
            SimpleNameSyntax { Identifier.ValueText: var name } => name == "var" ? null : name,
            QualifiedNameSyntax { Right.Identifier.ValueText: var name } => name,
            NullableTypeSyntax { ElementType: SimpleNameSyntax { Identifier.ValueText: var name } } => name,
            _ => null,
        };
    }
}
