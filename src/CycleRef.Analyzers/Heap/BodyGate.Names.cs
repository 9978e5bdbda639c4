using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>What a body sees besides the one link that it can close: another link, or another name for an object.</summary>
internal sealed partial class BodyGate
{
    /// <summary>A link that may be the rest of a cycle, or another name for one of its objects.</summary>
    private bool IsOtherLink(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0 } indexer when indexer.Arguments.Any(a => IsObjectOfOurs(a.Value)) => true,
        IMemberReferenceOperation { Instance: not null, Type: { IsReferenceType: true } type } reference => !IsTarget(reference) && IsObject(type) && _services.Gate.LeadsToCycle(type),
        ISimpleAssignmentOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation) } assignment => IsObjectOfOurs(assignment.Value),
        ISimpleAssignmentOperation assignment => IsName(assignment.Value),
        ICoalesceAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment => IsName(assignment.Value),
        ICoalesceAssignmentOperation assignment => IsObjectOfOurs(assignment.Value),
        IDeconstructionAssignmentOperation assignment => IsName(assignment.Value),
        IIsPatternOperation test => Declares(test.Pattern) && IsName(test.Value),
        IVariableInitializerOperation initializer => IsName(initializer.Value) || initializer.Value is IAnonymousObjectCreationOperation or IArrayCreationOperation || initializer.Value.Syntax is CollectionExpressionSyntax,
        IInvocationOperation { Instance: { Type: { } collection } } when _services.Library.IsCollection(collection) => true,
        IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 } invocation => invocation.Arguments.Any(a => IsObjectOfOurs(a.Value)),
        IObjectCreationOperation { Constructor.DeclaringSyntaxReferences.Length: > 0 } creation => creation.Arguments.Any(a => IsObjectOfOurs(a.Value)),
        IAnonymousFunctionOperation => true,
        IArrayInitializerOperation or IObjectOrCollectionInitializerOperation or IWithOperation => true,
        _ => false,
    };

    /// <summary>The value is an object that has a name already, or may be one.</summary>
    private static bool IsName(IOperation value) => Unwrap(value) switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => value.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String },
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsName(choice.WhenTrue) || IsName(otherwise),
        ICoalesceOperation choice => IsName(choice.Value) || IsName(choice.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.Any(static arm => IsName(arm.Value)),
        ITupleOperation tuple => tuple.Elements.Any(IsName),
        _ => false,
    };

    private static bool Declares(IPatternOperation pattern) => pattern is IDeclarationPatternOperation { DeclaredSymbol: not null } or IRecursivePatternOperation { DeclaredSymbol: not null };

    private static bool IsTarget(IMemberReferenceOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, reference);
}
