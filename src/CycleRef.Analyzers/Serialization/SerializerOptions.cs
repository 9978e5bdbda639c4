using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Serialization;

/// <summary>What the options of a call say about references.</summary>
internal static class SerializerOptions
{
    /// <summary>None, the default ones, or new ones whose making can be seen. Anything else may handle references, convert or resolve.</summary>
    public static bool AreKnownNotToHandleReferences(IOperation options, SemanticModel model, KnownCode code, CancellationToken cancellationToken)
    {
        switch (options)
        {
            case { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation:
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Default" or "Web", ContainingType.Name: "JsonSerializerOptions" } }:
            case IArrayCreationOperation { Initializer.ElementValues.IsEmpty: true }:
                return true;
            case IObjectCreationOperation creation:
                return IsPlain(creation);
            case ILocalReferenceOperation { Local: var local }:
                return IsPlainVariable(local, options.Syntax, model, code, cancellationToken);
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field }:
                return IsPlainVariable(field, options.Syntax, model, code, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Only properties that have nothing to do with references are set.</summary>
    private static bool IsPlain(IObjectCreationOperation creation)
    {
        // A copy of other options, or options made from a preset.
        if (creation.Arguments.Any(static argument => argument.Parameter?.Type.TypeKind != TypeKind.Enum))
            return false;
        return creation.Initializer?.Initializers.All(static initializer =>
            initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } && IsHarmless(name)) ?? true;
    }

    private static bool IsHarmless(string property) => property is
        "WriteIndented" or "IncludeFields" or "PropertyNamingPolicy" or "DictionaryKeyPolicy" or "PropertyNameCaseInsensitive" or "AllowTrailingCommas" or "ReadCommentHandling"
        or "DefaultIgnoreCondition" or "NumberHandling" or "Encoder" or "DefaultBufferSize" or "MaxDepth" or "Formatting" or "NullValueHandling" or "DefaultValueHandling"
        or "MissingMemberHandling" or "DateFormatString" or "DateFormatHandling" or "DateTimeZoneHandling" or "DateParseHandling" or "Culture" or "StringEscapeHandling";

    /// <summary>The variable is made where it is declared, in this file, and is used for nothing but being handed on.</summary>
    private static bool IsPlainVariable(ISymbol variable, SyntaxNode use, SemanticModel model, KnownCode code, CancellationToken cancellationToken)
    {
        if (variable.DeclaringSyntaxReferences.Length != 1
            || variable.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: var made } declarator
            || declarator.SyntaxTree != use.SyntaxTree
            || code.Depths.OperationOf(model, made, cancellationToken) is not { } operation)
            return false;
        while (operation is IConversionOperation { Operand: var operand })
            operation = operand;
        if (operation is not IObjectCreationOperation creation || !IsPlain(creation))
            return false;
        return ScopeOf(variable, declarator) is { } scope && code.Index.Mentions(scope, variable.Name, cancellationToken)
            .All(static name => name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && SerializeCall.IsSuspicious(call));
    }

    /// <summary>Everything that can name the variable; null where that is not one piece of this file.</summary>
    private static SyntaxNode? ScopeOf(ISymbol variable, VariableDeclaratorSyntax declarator)
    {
        if (variable is ILocalSymbol)
        {
            // In a program without a Main method, each statement is a member, and the other ones see the variable, too.
            return declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax statement ? statement.Parent : declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        }

        return variable.ContainingType.DeclaringSyntaxReferences.Length == 1 ? declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>() : null;
    }
}
