using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Roots;
using CycleRef.Analyzers.Semantics;
using CycleRef.Analyzers.WeakUse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakTables;

/// <summary>What the uses of a dictionary with weak keys become in a table that is keyed by the objects themselves.</summary>
/// <param name="key">The type of the objects.</param>
/// <param name="library">The table: older run times have fewer methods.</param>
/// <param name="hasComparer">Two weak references to one object are one key. Without a comparer no look-up ever finds one.</param>
/// <param name="model">The model of the file.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class TableUses(INamedTypeSymbol key, INamedTypeSymbol library, bool hasComparer, SemanticModel model, CancellationToken cancellationToken)
{
    /// <returns>False where the use has no counterpart.</returns>
    public bool Rewrite(SimpleNameSyntax mention, List<TextChange> changes)
    {
        var table = (ExpressionSyntax)mention;
        if (mention.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own)
            table = own;
        switch (table.Parent)
        {
            case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment } element
                when assignment.Left == element && Has("AddOrUpdate") && Fresh(element.ArgumentList.Arguments[0].Expression) is { } target:
                changes.Add(new TextChange(TextSpan.FromBounds(table.Span.End, assignment.Right.SpanStart), $".AddOrUpdate({target}, "));
                changes.Add(new TextChange(new TextSpan(assignment.Right.Span.End, 0), ")"));
                return true;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == table:
                return RewriteCall(access.Name, call, changes);
            case ForEachStatementSyntax loop when loop.Expression == table:
                return IsEnumerable() && RewriteLoop(loop, changes);
            case LockStatementSyntax:
                return true;
            default:
                return false;
        }
    }

    /// <summary>What a weak reference is made of in place: <c>x</c> in <c>new WeakReference(x)</c>.</summary>
    public static ExpressionSyntax? TargetOf(ExpressionSyntax reference, SemanticModel model, CancellationToken cancellationToken) =>
        Bare.Of(reference) is BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments } creation
            && WeakReferenceTypes.IsOne(model.GetTypeInfo(creation, cancellationToken).Type)
            ? arguments[0].Expression
            : null;

    private bool RewriteCall(SimpleNameSyntax method, InvocationExpressionSyntax call, List<TextChange> changes)
    {
        var arguments = call.ArgumentList.Arguments;
        var isStatement = CallFate.IsDropped(call);
        var name = method.Identifier.ValueText;
        if (name == "Clear")
            return arguments.Count == 0 && Has(name);
        if (arguments.Count == 0 || arguments.Any(static argument => argument.NameColon is not null) || Fresh(arguments[0].Expression) is not { } target)
            return false;
        var counterpart = (name, arguments.Count) switch
        {
            // Nothing is ever there yet.
            ("Add" or "TryAdd", 2) when !hasComparer => isStatement ? "AddOrUpdate" : null,
            ("Add" or "TryAdd", 2) => name,
            ("TryGetValue", 2) or ("Remove", 1) when hasComparer => name,
            ("ContainsKey", 1) when hasComparer => "TryGetValue",
            _ => null,
        };
        if (counterpart is null || !Has(counterpart))
            return false;
        if (counterpart != name)
            changes.Add(new TextChange(method.Span, counterpart));
        changes.Add(new TextChange(arguments[0].Expression.Span, name == "ContainsKey" ? target + ", out _" : target));
        return true;
    }

    /// <summary>The loop sees objects where it saw weak references to them, and none that has died.</summary>
    private bool RewriteLoop(ForEachStatementSyntax loop, List<TextChange> changes)
    {
        var pair = loop.Identifier.ValueText;
        foreach (var mention in TypeCode.Mentions(loop.Statement, pair, cancellationToken))
        {
            if (mention.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var part } access || access.Expression != mention)
                return false;
            if (part == "Value")
                continue;
            if (part != "Key" || access.Parent is not MemberAccessExpressionSyntax read || read.Expression != access)
                return false;
            if (read is { Name.Identifier.ValueText: "Target", Parent: not AssignmentExpressionSyntax })
                changes.Add(new TextChange(read.Span, access.ToString()));
            else if (read is { Name.Identifier.ValueText: "TryGetTarget", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } only } call } && Found(only[0].Expression) is { } test)
                changes.Add(new TextChange(call.Span, call.Parent is PrefixUnaryExpressionSyntax ? $"({access} is {test})" : $"{access} is {test}"));
            else
                return false;
        }

        if (!loop.Type.IsVar)
            changes.Add(new TextChange(loop.Type.Span, "var"));
        return true;
    }

    /// <summary><c>out var x</c> becomes <c>is var x</c>: what the table hands out is there.</summary>
    private static string? Found(ExpressionSyntax argument) => argument switch
    {
        DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => "var " + variable.Identifier.Text,
        DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } or IdentifierNameSyntax { Identifier.ValueText: "_" } => "object",
        _ => null,
    };

    /// <summary>The text of the object of which a weak reference is made in place, if it can be a key: it may not be null.</summary>
    private string? Fresh(ExpressionSyntax reference)
    {
        if (TargetOf(reference, model, cancellationToken) is not { } target)
            return null;
        var info = model.GetTypeInfo(target, cancellationToken);
        return info.Type is not null && info.Nullability.FlowState != NullableFlowState.MaybeNull && model.Compilation.ClassifyConversion(info.Type, key) is { IsImplicit: true } ? target.ToString() : null;
    }

    private bool Has(string method) => library.GetMembers(method).Any(static member => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public });

    private bool IsEnumerable() => library.AllInterfaces.Any(static i => i.Name == "IEnumerable");
}
