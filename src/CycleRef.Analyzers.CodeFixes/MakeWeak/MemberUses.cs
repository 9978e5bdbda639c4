using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>What the whole solution does with a member.</summary>
internal sealed class MemberUses
{
    private MemberUses()
    {
    }

    /// <summary>Something is done with it that only a variable allows, or that is not understood.</summary>
    public bool NeedsVariable { get; private set; }

    /// <summary>It is assigned an object that is made for it, as far as can be seen: nobody else may hold that object.</summary>
    public bool MayBeOnlyHolder { get; private set; }

    /// <summary>It is assigned somewhere, apart from its initializer.</summary>
    public bool IsAssigned { get; private set; }

    /// <summary>A read would earn a compiler warning if the member could be null.</summary>
    public bool MustNotBeNull { get; private set; }

    /// <summary>Where it is assigned; null for a place that is no simple assignment.</summary>
    public List<AssignmentExpressionSyntax?> Writes { get; } = [];

    /// <param name="member">A field or property.</param>
    /// <param name="initializer">What it starts with.</param>
    /// <param name="document">Where it is declared.</param>
    /// <param name="declaring">The model of that document.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<MemberUses> OfAsync(ISymbol member, ExpressionSyntax? initializer, Document document, SemanticModel declaring, CancellationToken cancellationToken)
    {
        var uses = new MemberUses();
        var values = new AssignedValues(document.Project.Solution);
        uses.NeedsVariable = DisabledCode.NeedsVariable(member.ContainingType, member.Name, cancellationToken);
        if (initializer is not null)
            uses.MayBeOnlyHolder = await values.MayBeMadeAsync(initializer, declaring, cancellationToken).ConfigureAwait(false);
        if (await SymbolReferences.FindAsync(member, document.Project.Solution, cancellationToken).ConfigureAwait(false) is not { } references)
        {
            // Nobody knows who else holds what is in it.
            uses.MayBeOnlyHolder = true;
            return uses;
        }

        foreach (var reference in references)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reference.Document.Project.Language != LanguageNames.CSharp)
            {
                uses.NeedsVariable = true;
                break;
            }

            var root = await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var model = await reference.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
            var node = root?.FindNode(reference.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            if (node is null || model is null || reference.IsImplicit)
                uses.NeedsVariable = true;
            else if (!node.IsPartOfStructuredTrivia())
                await uses.AddAsync(node, model, values, cancellationToken).ConfigureAwait(false);
            if (uses.NeedsVariable || uses.MayBeOnlyHolder)
                break;
        }

        return uses;
    }

    /// <summary>What is done with a parameter, or with the <c>field</c> of a property, at places that were found already.</summary>
    public static async Task<MemberUses> AtAsync(IEnumerable<(ExpressionSyntax Use, SemanticModel Model)> places, Solution solution, CancellationToken cancellationToken)
    {
        var uses = new MemberUses();
        var values = new AssignedValues(solution);
        foreach (var (use, model) in places)
            await uses.AddAsync(use, model, values, cancellationToken).ConfigureAwait(false);
        return uses;
    }

    private async Task AddAsync(SyntaxNode node, SemanticModel model, AssignedValues values, CancellationToken cancellationToken)
    {
        // `{ Parent: null }`: a pattern reads, and asks for null itself. `new Child(Parent: p)`: the parameter that a record makes the member of.
        if (node.Parent is NameColonSyntax { Parent: SubpatternSyntax or ArgumentSyntax { Parent: not TupleExpressionSyntax } })
            return;
        if (node is not ExpressionSyntax expression)
        {
            NeedsVariable = true;
            return;
        }

        if (Expressions.IsInNameof(expression))
        {
            NeedsVariable |= AsksForField(expression);
            return;
        }

        var access = Expressions.WholeAccess(expression);
        switch (access.Parent)
        {
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or MakeRefExpressionSyntax or NameEqualsSyntax or NameColonSyntax:
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression }:
                NeedsVariable = true;
                break;
            // `_x++` makes a new object, as `_x += y` does.
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression }:
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }:
                MayBeOnlyHolder = true;
                break;
            case ArgumentSyntax { Parent: TupleExpressionSyntax } argument when DeconstructedValue(argument, out var part):
                Writes.Add(null);
                await AddWriteAsync(part, model, values, cancellationToken).ConfigureAwait(false);
                break;
            case AssignmentExpressionSyntax assignment when assignment.Left == access:
                // Whatever the operator is.
                MayBeOnlyHolder |= assignment.Kind() is not (SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression);
                if (assignment.Right is InitializerExpressionSyntax)
                    break;
                Writes.Add(assignment);
                await AddWriteAsync(assignment.Right, model, values, cancellationToken).ConfigureAwait(false);
                break;
            default:
                MustNotBeNull |= !NullTolerance.Allows(access, model);
                break;
        }
    }

    /// <summary><c>typeof(Child).GetField(nameof(_owner))</c>: there is no such field any more.</summary>
    private static bool AsksForField(SyntaxNode name) =>
        name.Ancestors().TakeWhile(static ancestor => ancestor is not StatementSyntax).Any(static ancestor =>
            ancestor is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetField" or "GetRuntimeField" or "Field" } });

    /// <param name="value">Null where it cannot be told.</param>
    /// <param name="model">The model of the code.</param>
    /// <param name="values">Tells where values come from.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private async Task AddWriteAsync(ExpressionSyntax? value, SemanticModel model, AssignedValues values, CancellationToken cancellationToken)
    {
        IsAssigned = true;
        MayBeOnlyHolder |= value is null || await values.MayBeMadeAsync(value, model, cancellationToken).ConfigureAwait(false);
    }

    /// <summary><c>(_a, _b) = (a, b)</c> assigns part by part; of another right side the parts are not known.</summary>
    private static bool DeconstructedValue(ArgumentSyntax argument, out ExpressionSyntax? part)
    {
        part = null;
        var tuple = (TupleExpressionSyntax)argument.Parent!;
        if (tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple)
        {
            if (assignment.Right is TupleExpressionSyntax right && right.Arguments.Count == tuple.Arguments.Count)
                part = right.Arguments[tuple.Arguments.IndexOf(argument)].Expression;
            return true;
        }

        // Nested on the left, or the variables of a foreach.
        for (SyntaxNode? current = tuple; current is ExpressionSyntax or ArgumentSyntax; current = current.Parent)
        {
            if (current.Parent is ForEachVariableStatementSyntax || (current.Parent is AssignmentExpressionSyntax outer && outer.Left == current))
                return true;
        }

        return false;
    }
}
