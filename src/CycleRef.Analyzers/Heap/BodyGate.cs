using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CycleRef.Analyzers.Heap;

/// <summary>
/// Which bodies are worth exploring: first by syntax alone, then by asking for each store, call and capture whether the types could close
/// a cycle.
/// </summary>
internal sealed partial class BodyGate
{
    /// <summary>With more types than this in play, nothing is left out.</summary>
    private const int MaxRelevant = 12;

    private readonly HeapServices _services;
    private readonly HashSet<ITypeSymbol> _relevant = new(SymbolEqualityComparer.Default);
    private bool _isOpen;

    public BodyGate(HeapServices services) => _services = services;

    /// <summary>After <see cref="CanLink"/>: the types whose links the body may close; null for any.</summary>
    public ITypeSymbol[]? Relevant => _isOpen || _relevant.Count == 0 || _relevant.Count > MaxRelevant ? null : [.. _relevant];

    /// <summary>The body contains something that can write a reference into an object. Nothing is bound for this.</summary>
    public static bool MayLink(SyntaxNode body)
    {
        foreach (var node in body.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: not DeclarationExpressionSyntax }:
                case InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }:
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }:
                case ConstructorInitializerSyntax { ArgumentList.Arguments.Count: > 0 }:
                case InitializerExpressionSyntax or WithExpressionSyntax:
                case AnonymousFunctionExpressionSyntax:
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Something in the body can close a cycle, and the body sees more than that one link: another store, a call that may make one, or a member
    /// that it reads. A setter that only keeps its value sees one link.
    /// </summary>
    public bool CanLink(IOperation body, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var isHandedOut = method.MethodKind != MethodKind.Constructor || body.Descendants().Any(IsThisAsValue);
        var candidates = 0;
        var others = 0;
        foreach (var operation in body.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } } && !isHandedOut)
                continue;
            if (CanLinkHere(operation, method.ContainingType))
                candidates += operation is ISimpleAssignmentOperation assignment && !IsSelf(assignment) && !RunsCode(assignment.Target) ? 1 : 2;
            else if (others == 0 && IsOtherLink(operation))
                others = 1;
        }

        return candidates >= 2 || (candidates == 1 && others == 1);
    }

    /// <summary>A property whose setter may make further links.</summary>
    private static bool RunsCode(IOperation target) =>
        target is IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0 } property } && !Members.IsAuto(property, setter: true);

    /// <summary>`a.Self = a`, or with a value that makes more than one link.</summary>
    private static bool IsSelf(ISimpleAssignmentOperation assignment)
    {
        var value = Unwrap(assignment.Value);
        return value is not (ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation)
            || (assignment.Target is IMemberReferenceOperation { Instance: { } holder } && holder.Syntax.ToString() == value.Syntax.ToString())
            || assignment.Target is not IMemberReferenceOperation;
    }

    /// <summary>The object under construction is given away: stored, passed on, captured.</summary>
    private static bool IsThisAsValue(IOperation operation) =>
        operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } reference
        && !(reference.Parent is IMemberReferenceOperation { Member: not IMethodSymbol } member && ReferenceEquals(member.Instance, reference) && !IsInLambda(reference))
        && !(reference.Parent is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 });

    private static bool IsInLambda(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private bool CanLinkHere(IOperation operation, INamedTypeSymbol? @this)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field.RefKind: not RefKind.None } } assignment:
                // Whatever it refers to.
                return Open(IsObjectOfOurs(assignment.Value));
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } instance } target } assignment:
                return CanClose(instance.Type, assignment.Value) || Open(HoldsAnything(target.Type) && IsObjectOfOurs(assignment.Value));
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IDeclarationExpressionOperation }:
                return false;
            case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation element } assignment:
                return CanClose(element.ArrayReference.Type, assignment.Value) || OwnerOf(element.ArrayReference) is { } owner && CanClose(owner, assignment.Value);
            case ISimpleAssignmentOperation assignment:
                return CanClose(assignment.Target.Type, assignment.Value);
            case ICoalesceAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } instance } } assignment:
                return CanClose(instance.Type, assignment.Value);
            case ICoalesceAssignmentOperation { Target: IArrayElementReferenceOperation element } assignment:
                return CanClose(element.ArrayReference.Type, assignment.Value) || (OwnerOf(element.ArrayReference) is { } keeper && CanClose(keeper, assignment.Value));
            case IDeconstructionAssignmentOperation deconstruction:
                return deconstruction.Target.Descendants().OfType<IMemberReferenceOperation>().Any(m => m.Instance?.Type is { } holder && m.Type is { } held && MayClose(holder, held));
            case IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Instance: { } publisher } } subscription:
                return Open(Captured(subscription.HandlerValue, @this).Any() && publisher.Type is not null);
            case ICompoundAssignmentOperation { Type.TypeKind: TypeKind.Delegate } compound:
                return Open(Captured(compound.Value, @this).Any());
            case IObjectCreationOperation { Arguments.Length: > 0, Type: { } type, Constructor: { } constructor } creation:
                return LinksArguments(constructor, type, creation.Arguments, @this);
            case IBinaryOperation { OperatorMethod.DeclaringSyntaxReferences.Length: > 0 } binary:
                return Open(IsObjectOfOurs(binary.LeftOperand) && IsObjectOfOurs(binary.RightOperand));
            case IConversionOperation { OperatorMethod.DeclaringSyntaxReferences.Length: > 0, Type.IsReferenceType: true } conversion:
                return Open(IsObjectOfOurs(conversion.Operand));
            case IInvocationOperation { TargetMethod: { IsStatic: true, DeclaringSyntaxReferences.Length: 0 } copying } invocation when _services.Library.EffectOf(copying) is LibraryEffect.Fills or LibraryEffect.CopiesInto:
                return invocation.Arguments.Any(into => OwnerOf(into.Value) is { } owner && invocation.Arguments.Any(a => CanClose(owner, a.Value)));
            case IInvocationOperation { TargetMethod: var method } invocation when method.MethodKind != MethodKind.DelegateInvoke:
                return LinksArguments(method, invocation.Instance?.Type, invocation.Arguments, @this)
                    || (invocation.Instance is { } collection && OwnerOf(collection) is { } holder && invocation.Arguments.Any(a => CanClose(holder, a.Value)));
            default:
                return false;
        }
    }

    private bool LinksArguments(IMethodSymbol method, ITypeSymbol? receiver, IEnumerable<IArgumentOperation> arguments, INamedTypeSymbol? @this)
    {
        var isSource = method.DeclaringSyntaxReferences.Length > 0;
        if (!isSource && !(receiver is not null && (_services.Library.IsCollection(receiver) || receiver is INamedTypeSymbol n && _services.Types.IsNativePeer(n)))
            && _services.Library.EffectOf(method) is LibraryEffect.Unknown or LibraryEffect.Pure)
        {
            return false;
        }

        // What a native object is given it keeps out of sight: a delegate, and any object that leads back to it.
        var isPeer = !isSource && receiver is INamedTypeSymbol native && _services.Types.IsNativePeer(native);
        if (isPeer && arguments.Any(a => CanClose(receiver, a.Value)))
            return true;
        if (isSource && receiver is not null && Members.HoldsReference(receiver) && arguments.Any(a => IsObjectOfOurs(a.Value)))
            return Open(true);
        var types = new List<ITypeSymbol>();
        if (receiver is { IsReferenceType: true })
            types.Add(receiver);
        foreach (var argument in arguments)
        {
            if (isSource && Captured(argument.Value, @this).Any())
                return Open(true);
            if (Unwrap(argument.Value).Type is { } type && IsObject(type))
                types.Add(type);
        }

        for (var i = 0; i < types.Count; i++)
        {
            for (var j = 0; j < types.Count; j++)
            {
                // A call can only link two objects both ways, or the second way: each must lead to the other.
                if (i != j && MayClose(types[i], types[j]) && MayClose(types[j], types[i]))
                    return true;
            }
        }

        return false;
    }

    private bool CanClose(ITypeSymbol? holder, IOperation value)
    {
        value = Unwrap(value);
        if (holder is null || value.ConstantValue is { HasValue: true })
            return false;
        if (value is IDelegateCreationOperation or IAnonymousFunctionOperation)
            return Open(Captured(value, null).Any());
        if (value is ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } or IInvocationOperation { Type.TypeKind: TypeKind.Delegate, TargetMethod.DeclaringSyntaxReferences.Length: > 0 })
            return Open(true);
        if (value is IInvocationOperation sequence && IsDeferred(sequence))
            return Open(true);
        return value.Type is { } held && IsObject(held) && MayClose(holder, held);
    }

    /// <summary>A member that is declared to hold anything leads anywhere.</summary>
    private static bool HoldsAnything(ITypeSymbol? member) => member is { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic };

    private static bool IsObjectOfOurs(IOperation value) =>
        Unwrap(value) is { ConstantValue.HasValue: false, Type: { } type } && (type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 } || (type.DeclaringSyntaxReferences.Length > 0 && type.TypeKind is TypeKind.Class or TypeKind.Struct));

    private bool MayClose(ITypeSymbol holder, ITypeSymbol held)
    {
        if (!_services.Gate.CanCloseCycle(holder, held))
            return false;
        _relevant.Add(holder.OriginalDefinition);
        return true;
    }

    /// <summary>A link of a kind that types say nothing of: any call may matter.</summary>
    private bool Open(bool closes)
    {
        _isOpen |= closes;
        return closes;
    }

    private static bool IsObject(ITypeSymbol type) =>
        type.SpecialType is SpecialType.None or SpecialType.System_Object && type.TypeKind is not (TypeKind.Enum or TypeKind.Pointer);

    /// <summary>The object in whose member a collection is kept.</summary>
    private static ITypeSymbol? OwnerOf(IOperation collection) => Unwrap(collection) is IMemberReferenceOperation { Instance: { Type: { } type } } ? type : null;

    private static IOperation Unwrap(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
            value = conversion.Operand;
        return value;
    }

    /// <summary>What a delegate made here holds: nothing for static methods and lambdas that capture nothing.</summary>
    private static IEnumerable<IOperation> Captured(IOperation value, INamedTypeSymbol? @this)
    {
        value = Unwrap(value);
        switch (value)
        {
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Instance: { } instance } }:
                return [instance];
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference }:
                return [reference];
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.IsExtensionMethod: true, Syntax: MemberAccessExpressionSyntax } reference }:
                return [reference];
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                return Outside(lambda);
            case IAnonymousFunctionOperation lambda:
                return Outside(lambda);
            default:
                return [];
        }

        static IEnumerable<IOperation> Outside(IAnonymousFunctionOperation lambda) =>
            lambda.Body.Descendants().Where(o => o switch
            {
                IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
                ILocalReferenceOperation { Local: var local } => !local.IsConst && !IsInside(local, lambda),
                IParameterReferenceOperation { Parameter: var parameter } => !IsInside(parameter, lambda),
                IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => !IsInside(function, lambda),
                _ => false,
            });

        static bool IsInside(ISymbol symbol, IAnonymousFunctionOperation lambda) =>
            symbol.DeclaringSyntaxReferences.All(r => lambda.Syntax.Span.Contains(r.Span));
    }
}
