using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.Serialization;

/// <summary>The change that makes the options of a call handle references.</summary>
/// <param name="Change">The change.</param>
/// <param name="Namespaces">What must be imported for it.</param>
/// <param name="Setting">What is set, for titles.</param>
internal sealed record OptionsEdit(TextChange Change, IReadOnlyList<string> Namespaces, string Setting)
{
    public static OptionsEdit? At(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.ContainsDiagnostics || SerializeCall.Read(call, model, new KnownCode(), cancellationToken) is not { } serialize || model.OperationOf(call, cancellationToken) is not IInvocationOperation operation)
            return null;
        var library = serialize.Library == JsonLibrary.SystemTextJson
            ? (Options: "System.Text.Json.JsonSerializerOptions", Handler: "System.Text.Json.Serialization.ReferenceHandler", Property: "ReferenceHandler", Value: "IgnoreCycles", Parameter: "options")
            : (Options: "Newtonsoft.Json.JsonSerializerSettings", Handler: "Newtonsoft.Json.ReferenceLoopHandling", Property: "ReferenceLoopHandling", Value: "Ignore", Parameter: "settings");
        if (model.Compilation.GetTypeByMetadataName(library.Options) is not { } options || model.Compilation.GetTypeByMetadataName(library.Handler) is not { } handler)
            return null;
        // IgnoreCycles came with .NET 6.
        if (handler.GetMembers(library.Value).IsEmpty)
            return null;
        var (optionsName, handlerName) = (ImportedName.For(options, model, call.SpanStart, cancellationToken), ImportedName.For(handler, model, call.SpanStart, cancellationToken));
        var setting = $"{library.Property} = {handlerName.Text}.{library.Value}";

        // Overloads whose only further parameter is a list of converters or a context take no options.
        if (operation.TargetMethod.Parameters.Any(static p => p.Name is "jsonTypeInfo" or "context"))
            return null;
        var given = operation.Arguments.FirstOrDefault(argument => !argument.IsImplicit && argument.Parameter?.Name == library.Parameter)?.Syntax as ArgumentSyntax;
        var change = given is null
            ? NewArgument(call, operation, library.Parameter, $"new {optionsName.Text} {{ {setting} }}", options)
            : Extended(given.Expression, $"new {optionsName.Text}", setting, model, cancellationToken);
        if (change is not { } made)
            return null;
        var namesOptions = made.NewText!.Contains("new " + optionsName.Text + " ") || made.NewText.Contains("new " + optionsName.Text + "(");
        var namespaces = new[] { namesOptions ? optionsName.Namespace : null, handlerName.Namespace }.OfType<string>().ToList();
        return new OptionsEdit(made, namespaces, $"{library.Property} = {library.Value}");
    }

    private static TextChange? NewArgument(InvocationExpressionSyntax call, IInvocationOperation operation, string parameter, string creation, INamedTypeSymbol options)
    {
        var method = operation.TargetMethod;
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count == 0)
            return null;
        var overloads = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Where(other => other.Arity == method.Arity && other.Parameters.Any(p => p.Name == parameter && SymbolEqualityComparer.Default.Equals(p.Type, options)));
        var isNamed = arguments.Any(static argument => argument.NameColon is not null);
        var names = operation.Arguments.Where(static argument => !argument.IsImplicit && argument.ArgumentKind == ArgumentKind.Explicit).Select(static argument => argument.Parameter!.Name).ToList();
        foreach (var overload in overloads)
        {
            var parameters = overload.Parameters.Select(static p => p.Name).ToList();
            if (!names.TrueForAll(parameters.Contains) || overload.Parameters.Any(p => !p.IsOptional && p.Name != parameter && !names.Contains(p.Name)))
                continue;
            if (!isNamed && parameters.IndexOf(parameter) == arguments.Count && Enumerable.Range(0, names.Count).All(i => parameters[i] == names[i]))
                return new TextChange(new TextSpan(arguments[arguments.Count - 1].Span.End, 0), $", {creation}");
            if (isNamed || parameters.IndexOf(parameter) > arguments.Count)
                return new TextChange(new TextSpan(arguments[arguments.Count - 1].Span.End, 0), $", {parameter}: {creation}");
        }

        return null;
    }

    private static TextChange? Extended(ExpressionSyntax options, string creation, string setting, SemanticModel model, CancellationToken cancellationToken)
    {
        while (options is ParenthesizedExpressionSyntax parenthesized)
            options = parenthesized.Expression;
        switch (options)
        {
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer } when initializer.Expressions.Count > 0:
                return InInitializer(initializer, setting);
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer }:
                return new TextChange(initializer.Span, $"{{ {setting} }}");
            case ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } list }:
                return new TextChange(TextSpan.FromBounds(list.GetFirstToken().GetPreviousToken().Span.End, list.Span.End), $" {{ {setting} }}");
            case BaseObjectCreationExpressionSyntax made:
                return new TextChange(new TextSpan(made.Span.End, 0), $" {{ {setting} }}");
            case LiteralExpressionSyntax or DefaultExpressionSyntax:
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Default" }:
                return new TextChange(options.Span, $"{creation} {{ {setting} }}");
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Web", Expression: var type }:
                return new TextChange(options.Span, $"{creation}({DefaultsOf(type)}.Web) {{ {setting} }}");
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                // The analyzer has seen that it is made where it is declared, in this file.
                var variable = model.GetSymbolInfo(options, cancellationToken).Symbol;
                return variable is ILocalSymbol or IFieldSymbol && variable.DeclaringSyntaxReferences.Length == 1
                    && variable.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax value } declarator
                    && declarator.SyntaxTree == options.SyntaxTree
                    ? Extended(value, creation, setting, model, cancellationToken)
                    : null;
            default:
                return null;
        }

        // System.Text.Json.JsonSerializerOptions.Web: the defaults stand beside the options.
        static string DefaultsOf(ExpressionSyntax type) => type is MemberAccessExpressionSyntax { Expression: var space } ? space + ".JsonSerializerDefaults" : "JsonSerializerDefaults";
    }

    private static TextChange InInitializer(InitializerExpressionSyntax initializer, string setting)
    {
        var last = initializer.Expressions[initializer.Expressions.Count - 1];
        var hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        var end = hasComma ? initializer.Expressions.GetSeparator(initializer.Expressions.Count - 1) : last.GetLastToken();
        var isOnOwnLine = Layout.IsFirstOnLine(last.GetFirstToken());
        var lineEnd = initializer.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString();
        var between = isOnOwnLine ? lineEnd + Layout.IndentationOf(last.GetFirstToken()) : " ";
        return new TextChange(new TextSpan(end.Span.End, 0), (hasComma ? "" : ",") + between + setting + (hasComma ? "," : ""));
    }
}
