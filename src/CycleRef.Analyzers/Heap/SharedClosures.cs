using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>A stored lambda and a variable that it keeps alive for another lambda's sake.</summary>
internal sealed record KeptVariable(IAnonymousFunctionOperation Stored, ILocalSymbol Variable, SyntaxNode Sibling);

/// <summary>Finds lambdas that outlive their body and share a closure with a variable that only a short-lived lambda uses.</summary>
internal static class SharedClosures
{
    public static IEnumerable<KeptVariable> In(IOperation body, CancellationToken cancellationToken)
    {
        var lambdas = body.Descendants().OfType<IAnonymousFunctionOperation>().ToList();
        if (lambdas.Count < 2)
            yield break;
        var captured = CapturedVariables.Of(body, cancellationToken);
        foreach (var stored in lambdas.Where(IsStored))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (captured.CapturesOf(stored.Symbol) is not { } own || own.Variables.Count == 0)
                continue;
            var scopes = new HashSet<SyntaxNode>(own.Variables.Select(captured.ScopeOf).OfType<SyntaxNode>());
            foreach (var sibling in lambdas.Where(l => !ReferenceEquals(l, stored) && IsShortLived(l) && !IsInside(l, stored) && !IsInside(stored, l)))
            {
                var kept = captured.CapturesOf(sibling.Symbol)?.Variables.OfType<ILocalSymbol>()
                    .Where(v => !own.Variables.Contains(v) && captured.ScopeOf(v) is { } scope && scopes.Contains(scope) && IsHeavy(v.Type) && !IsUsedByAnother(v, lambdas, captured))
                    .OrderBy(static v => v.Name, System.StringComparer.Ordinal).FirstOrDefault();
                if (kept is null || IsCleared(kept, body))
                    continue;
                yield return new KeptVariable(stored, kept, sibling.Syntax);
                break;
            }
        }
    }

    /// <summary>Put into a member or an event, or returned: it outlives the body.</summary>
    private static bool IsStored(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment => ReferenceEquals(assignment.Value, value) && !IsOnLocal(assignment.Target),
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation publisher } => !IsOnLocal(publisher),
            IReturnOperation @return => @return.Kind == OperationKind.Return && !@return.IsImplicit,
            _ => false,
        };
    }

    private static bool IsOnLocal(IOperation target) => target is IMemberReferenceOperation { Instance: ILocalReferenceOperation };

    /// <summary>Handed to a LINQ operator that calls it at once or while the query runs; nothing else is certain to drop it.</summary>
    private static bool IsShortLived(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: 0, ContainingType: { } type } method } }
            && ((type.Name == "Enumerable" && method.ReturnType.Name != "IEnumerable" && method.ReturnType.Name != "IOrderedEnumerable" && method.ReturnType.Name != "ILookup")
                || (type.Name == "List" && method.Name is "ForEach" or "Find" or "FindAll" or "FindIndex" or "Exists" or "RemoveAll" or "TrueForAll")
                || (type.Name == "Array" && method.Name is "ForEach" or "Find" or "FindAll" or "FindIndex" or "Exists" or "TrueForAll"));
    }

    private static bool IsInside(IOperation inner, IOperation outer) => outer.Syntax.Span.Contains(inner.Syntax.Span);

    /// <summary>Worth freeing: an object of the program or a container, not a text, a number, a delegate or a type.</summary>
    private static bool IsHeavy(ITypeSymbol type) =>
        type is IArrayTypeSymbol || (type is { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface } && type.Name is not ("Type" or "CancellationTokenSource" or "CultureInfo" or "Regex" or "Encoding"));

    /// <summary>Two lambdas that both outlive the body may both need it: only a variable of the one sibling is clear.</summary>
    private static bool IsUsedByAnother(ILocalSymbol variable, List<IAnonymousFunctionOperation> lambdas, CapturedVariables captured) =>
        lambdas.Any(l => !IsShortLived(l) && captured.CapturesOf(l.Symbol)?.Variables.Contains(variable) == true && !lambdas.Any(inner => IsShortLived(inner) && IsInside(l, inner)));

    private static bool IsCleared(ILocalSymbol variable, IOperation body) =>
        body.Descendants().Any(o => o is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Value.ConstantValue: { HasValue: true, Value: null } } && SymbolEqualityComparer.Default.Equals(target.Local, variable));
}
