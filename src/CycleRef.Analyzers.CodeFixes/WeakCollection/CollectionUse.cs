using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.WeakCollection;

/// <summary>
/// Rewrites one use of a collection. The uses that are understood are few: Add, Remove, Contains, TryGetValue, Clear, an indexer that is
/// assigned, and foreach. Which of them the weak collection has, the library of the program decides.
/// </summary>
internal sealed class CollectionUse(CollectionCandidate candidate, SemanticModel model, WeakCollectionText text, CollectionEdits edits, CancellationToken cancellationToken)
{
    /// <summary>What is put into the collection.</summary>
    public List<ExpressionSyntax> Added { get; } = [];

    /// <returns>False where the use has no weak counterpart.</returns>
    public bool Rewrite(ExpressionSyntax access)
    {
        switch (access.Parent)
        {
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member when member.Expression == access:
                return RewriteCall(call, member);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys, Parent: AssignmentExpressionSyntax assignment } element
                when assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && assignment.Left == element && assignment.Parent is ExpressionStatementSyntax
                    && candidate.Kind == WeakCollectionKind.Table && Has("AddOrUpdate"):
                Added.Add(keys[0].Expression);
                edits.Change(assignment, static current => AddOrUpdate((ElementAccessExpressionSyntax)current.Left, current));
                return true;
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } assignment when assignment.Left == access && CollectionCandidate.IsEmpty(assignment.Right):
                if (assignment.Right is ObjectCreationExpressionSyntax creation)
                    edits.Change(creation, text.Creation);
                return assignment.Right is BaseObjectCreationExpressionSyntax;
            case ForEachStatementSyntax loop when loop.Expression == access:
                return RewriteLoop(loop);
            case ForEachVariableStatementSyntax loop when loop.Expression == access:
                return candidate.Kind == WeakCollectionKind.Table && text.CanBeEnumerated;
            default:
                return false;
        }
    }

    private bool RewriteCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member)
    {
        var arguments = call.ArgumentList.Arguments;
        var name = member.Name.Identifier.ValueText;
        if (arguments.Any(static argument => argument.NameColon is not null))
            return false;
        // foreach (var x in _items.ToArray())
        if (name is "ToArray" or "ToList" && arguments.Count == 0 && call.Parent is ForEachStatementSyntax loop && loop.Expression == call)
            return RewriteLoop(loop);
        if (name == "Clear" && arguments.Count == 0)
            return candidate.Kind == WeakCollectionKind.List || Has("Clear");
        return candidate.Kind switch
        {
            WeakCollectionKind.Table => RewriteTableCall(call, member, name),
            WeakCollectionKind.Set => arguments.Count == 1 && IsNeverNull(arguments[0].Expression) && RewriteSetCall(call, member, name),
            _ => arguments.Count == 1 && IsNeverNull(arguments[0].Expression) && RewriteListCall(call, name),
        };
    }

    private bool RewriteTableCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, string name)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (name, arguments.Count)
        {
            case ("Add", 2) or ("TryAdd", 2) when Has(name):
                Added.Add(arguments[0].Expression);
                return true;
            case ("Remove", 1) or ("TryGetValue", 2):
                return true;
            case ("ContainsKey", 1):
                edits.Change(call, current => Parsed($"{member.Expression}.TryGetValue({current.ArgumentList.Arguments[0]}, out _)", current));
                return true;
            default:
                return false;
        }
    }

    private bool RewriteSetCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, string name)
    {
        switch (name)
        {
            case "Add" when Has("TryAdd") || (Has("AddOrUpdate") && call.Parent is ExpressionStatementSyntax):
                Added.Add(call.ArgumentList.Arguments[0].Expression);
                edits.Change(call, current => Parsed($"{member.Expression}.{(Has("TryAdd") ? "TryAdd" : "AddOrUpdate")}({current.ArgumentList.Arguments[0]}, null)", current));
                return true;
            case "Remove":
                return true;
            case "Contains":
                edits.Change(call, current => Parsed($"{member.Expression}.TryGetValue({current.ArgumentList.Arguments[0]}, out _)", current));
                return true;
            default:
                return false;
        }
    }

    private bool RewriteListCall(InvocationExpressionSyntax call, string name)
    {
        var argument = call.ArgumentList.Arguments[0].Expression;
        if (name == "Add" && call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax block } statement)
        {
            Added.Add(argument);
            edits.Change(argument, text.Wrapped);
            edits.Insert(block, statement, text.Prune(statement));
            return true;
        }

        // The lambda reads the argument again and again.
        if (name is not ("Remove" or "Contains") || !Elements.HaveNoEqualsOfTheirOwn(candidate.Elements) || !CanBeReadInLambda(argument))
            return false;
        edits.Change(call, current => Parsed(text.Search((MemberAccessExpressionSyntax)current.Expression, name, current.ArgumentList.Arguments[0].ToString()), current));
        return true;
    }

    private bool RewriteLoop(ForEachStatementSyntax loop)
    {
        if (candidate.Kind != WeakCollectionKind.List && !text.CanBeEnumerated)
            return false;
        if (candidate.Kind == WeakCollectionKind.Table)
            return true;
        if (!loop.AwaitKeyword.IsKind(SyntaxKind.None) || model.GetDeclaredSymbol(loop, cancellationToken) is not { } variable
            || !SymbolEqualityComparer.Default.Equals(variable.Type, candidate.Elements))
            return false;
        if (candidate.Kind == WeakCollectionKind.Set && loop.ContainsDirectives)
            return false;
        edits.Change(loop, candidate.Kind == WeakCollectionKind.Set ? text.LoopOverSet : text.LoopOverList);
        return true;
    }

    private bool Has(string method) => candidate.Library.GetMembers(method).Any(static found => found.DeclaredAccessibility == Accessibility.Public);

    /// <summary>A set and a list may hold null, a weak collection cannot.</summary>
    private bool IsNeverNull(ExpressionSyntax value) =>
        value is ThisExpressionSyntax || model.GetTypeInfo(value, cancellationToken).Nullability.FlowState == NullableFlowState.NotNull;

    private bool CanBeReadInLambda(ExpressionSyntax value) =>
        value is ThisExpressionSyntax
        || (value is IdentifierNameSyntax
            && model.GetSymbolInfo(value, cancellationToken).Symbol is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None } or IFieldSymbol);

    private static ExpressionSyntax AddOrUpdate(ElementAccessExpressionSyntax element, AssignmentExpressionSyntax assignment) =>
        Parsed($"{element.Expression}.AddOrUpdate({element.ArgumentList.Arguments[0]}, {assignment.Right})", assignment);

    private static ExpressionSyntax Parsed(string expression, SyntaxNode old) => SyntaxFactory.ParseExpression(expression).WithTriviaFrom(old);
}
