using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Serialization;

/// <summary>Values that ASP.NET Core writes as JSON: results, what an action returns, what a minimal endpoint returns.</summary>
internal static class WebResponse
{
    private const string Writer = "JsonSerializer";

    /// <summary>By its name alone, the call may make a result or map an endpoint.</summary>
    public static bool IsSuspicious(string name) => name is "Ok" or "Json" or "Created" or "CreatedAtAction" or "CreatedAtRoute" or "Accepted" or "AcceptedAtAction" or "AcceptedAtRoute"
        or "BadRequest" or "NotFound" or "Conflict" or "UnprocessableEntity" or "StatusCode" or "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch";

    /// <summary>By its syntax alone, the method may be an action.</summary>
    public static bool IsSuspicious(MethodDeclarationSyntax method) =>
        method is { Parent: ClassDeclarationSyntax { BaseList: not null }, ReturnType: not PredefinedTypeSyntax }
        && method.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !method.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword);

    public static SerializeCall? Read(InvocationExpressionSyntax call, SemanticModel model, KnownCode code, CancellationToken cancellationToken)
    {
        if (code.Depths.OperationOf(model, call, cancellationToken) is not IInvocationOperation { TargetMethod: var method } operation)
            return null;
        return method.ContainingType?.ToDisplayString() switch
        {
            "Microsoft.AspNetCore.Http.Results" or "Microsoft.AspNetCore.Http.TypedResults" => OfArgument(operation, ["value", "data", "error"]),
            "Microsoft.AspNetCore.Mvc.ControllerBase" or "Microsoft.AspNetCore.Mvc.Controller" when !IsInTypedAction(call, model, cancellationToken) => OfArgument(operation, ["value", "data", "error"]),
            "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions" => OfHandler(operation),
            _ => null,
        };
    }

    /// <summary>What an action of a controller returns where its return type tells.</summary>
    public static SerializeCall? Read(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken)
    {
        return model.GetDeclaredSymbol(method, cancellationToken) is { } action && WrittenBy(action) is { } type
            ? new SerializeCall(JsonLibrary.SystemTextJson, Writer, type, method.ReturnType)
            : null;
    }

    private static SerializeCall? OfArgument(IInvocationOperation operation, string[] names)
    {
        // Json(value, options): options of its own.
        if (operation.Arguments.Any(static argument => !argument.IsImplicit && argument.Parameter?.Name is "options" or "serializerSettings" or "jsonTypeInfo" or "context"))
            return null;
        var value = operation.Arguments.FirstOrDefault(argument => !argument.IsImplicit && names.Contains(argument.Parameter?.Name))?.Value;
        while (value is IConversionOperation { Operand: var operand })
            value = operand;
        return value?.Type is { } type ? new SerializeCall(JsonLibrary.SystemTextJson, Writer, type, value.Syntax) : null;
    }

    private static SerializeCall? OfHandler(IInvocationOperation operation)
    {
        var handler = operation.Arguments.FirstOrDefault(static argument => argument.Parameter is { Name: "handler", Type.Name: "Delegate" })?.Value;
        while (handler is IConversionOperation { Operand: var operand })
            handler = operand;
        var target = (handler as IDelegateCreationOperation)?.Target;
        var returned = target switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol.ReturnType,
            IMethodReferenceOperation reference => reference.Method.ReturnType,
            _ => null,
        };
        if (returned is null || Content(returned) is not { } type || IsResult(type))
            return null;
        var place = target!.Syntax is LambdaExpressionSyntax { ExpressionBody: { } body } ? body : target.Syntax;
        return new SerializeCall(JsonLibrary.SystemTextJson, Writer, type, place);
    }

    /// <summary>There, the return type is reported instead.</summary>
    private static bool IsInTypedAction(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken) =>
        call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && model.GetDeclaredSymbol(method, cancellationToken) is { } action && WrittenBy(action) is not null;

    private static ITypeSymbol? WrittenBy(IMethodSymbol action)
    {
        if (!IsController(action.ContainingType) || action.DeclaredAccessibility != Accessibility.Public || action.IsStatic || action.IsGenericMethod || HasAttribute(action, "NonActionAttribute"))
            return null;
        return Content(action.ReturnType) is { } type && !IsResult(type) ? type : null;
    }

    private static bool IsController(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.DeclaredAccessibility != Accessibility.Public || HasAttribute(type, "NonControllerAttribute"))
            return false;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "ControllerBase", ContainingNamespace: { Name: "Mvc", ContainingNamespace.Name: "AspNetCore" } })
                return true;
        }

        return false;
    }

    /// <summary>Without the task and the <c>ActionResult</c> around it; null for nothing, and for text, which is not written as JSON.</summary>
    private static ITypeSymbol? Content(ITypeSymbol returned)
    {
        var type = returned;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" } task)
            type = task.TypeArguments.FirstOrDefault();
        if (type is INamedTypeSymbol { Name: "ActionResult", Arity: 1 } result)
            type = result.TypeArguments[0];
        return type is null or { SpecialType: SpecialType.System_Void or SpecialType.System_String or SpecialType.System_Object } ? null : type;
    }

    private static bool IsResult(ITypeSymbol type) =>
        type.Name is "IActionResult" or "IResult" || type.AllInterfaces.Any(static i => i.Name is "IActionResult" or "IResult" or "IConvertToActionResult");

    private static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == name);
}
