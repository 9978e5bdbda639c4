using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Serialization;

/// <summary>A call that serializes, with what it serializes and how.</summary>
/// <param name="Library">Whose call it is.</param>
/// <param name="Name">The serializer, for messages.</param>
/// <param name="Type">The type whose members are written.</param>
/// <param name="Value">The serialized expression.</param>
/// <param name="IsGenerated">A source-generated context writes it, which may look at the depth alone.</param>
internal sealed record SerializeCall(JsonLibrary Library, string Name, ITypeSymbol Type, SyntaxNode Value, bool IsGenerated = false)
{
    /// <summary>Words of the exception that the call ends in.</summary>
    public string Exception => Library == JsonLibrary.Newtonsoft ? "Self referencing loop detected"
        : IsGenerated ? "larger than the maximum allowed depth"
        : "A possible object cycle was detected";

    /// <summary>By its name alone, the call may serialize.</summary>
    public static bool IsSuspicious(InvocationExpressionSyntax call) =>
        NameOf(call) is "Serialize" or "SerializeAsync" or "SerializeToUtf8Bytes" or "SerializeToNode" or "SerializeToElement" or "SerializeToDocument" or "SerializeObject";

    /// <summary>The name of the called method; null where an expression is called.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        _ => null,
    };

    /// <summary>Null where the call does not serialize, or where its options may handle references.</summary>
    public static SerializeCall? Read(InvocationExpressionSyntax call, SemanticModel model, KnownCode code, CancellationToken cancellationToken)
    {
        if (code.Depths.OperationOf(model, call, cancellationToken) is not IInvocationOperation { TargetMethod: { IsStatic: true } method } operation)
            return null;
        var library = method.ContainingType.ToDisplayString() switch
        {
            "System.Text.Json.JsonSerializer" => JsonLibrary.SystemTextJson,
            "Newtonsoft.Json.JsonConvert" => JsonLibrary.Newtonsoft,
            _ => (JsonLibrary?)null,
        };
        if (library is null)
            return null;
        IOperation? value = null;
        ITypeSymbol? given = null;
        var isGenerated = false;
        foreach (var argument in operation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "value":
                    value = Unconverted(argument.Value);
                    break;
                case "inputType":
                    given = (argument.Value as ITypeOfOperation)?.TypeOperand;
                    break;
                case "utf8Json" or "writer" or "cancellationToken" or "formatting":
                    break;
                case "options" or "settings" or "type" or "converters":
                    if (!SerializerOptions.AreKnownNotToHandleReferences(Unconverted(argument.Value), model, code, cancellationToken))
                        return null;
                    break;
                case "jsonTypeInfo" or "context" when GeneratedContext.IsKnownNotToHandleReferences(Unconverted(argument.Value), model.Compilation.Assembly):
                    isGenerated = true;
                    break;
                default:
                    return null;
            }
        }

        // Declared as object, it is written as what it is.
        var declared = given ?? method.TypeArguments.FirstOrDefault();
        var type = declared is null or { SpecialType: SpecialType.System_Object } ? value?.Type : declared;
        return value is null || type is null ? null : new SerializeCall(library.Value, method.ContainingType.Name, type, value.Syntax, isGenerated);
    }

    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { Operand: var operand })
            value = operand;
        return value;
    }
}
