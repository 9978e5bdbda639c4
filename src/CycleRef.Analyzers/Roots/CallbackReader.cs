using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// Reads what a delegate argument or a state argument keeps alive. Binds the body in which the argument stands, so it is asked only once names
/// have shown that a root takes it.
/// </summary>
internal sealed class CallbackReader
{
    /// <summary>A delegate that is passed through more variables than this is somebody's framework: unknown.</summary>
    private const int MaxVariables = 4;

    private readonly SemanticModel _model;
    private readonly KnownCode _code;
    private readonly CancellationToken _cancellationToken;

    private CallbackReader(SemanticModel model, KnownCode code, CancellationToken cancellationToken)
    {
        _model = model;
        _code = code;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What a delegate keeps alive: a lambda, a method group, <c>new Handler(M)</c>, a variable that holds one of these.</summary>
    public static CallbackTarget OfDelegate(ExpressionSyntax expression, SemanticModel model, KnownCode code, CancellationToken cancellationToken) =>
        new CallbackReader(model, code, cancellationToken).Delegate(expression, 0);

    /// <summary>What an object that is handed along with a static callback keeps alive.</summary>
    public static CallbackTarget OfState(ExpressionSyntax expression, SemanticModel model, KnownCode code, CancellationToken cancellationToken) =>
        new CallbackReader(model, code, cancellationToken).State(expression, 0);

    private CallbackTarget Delegate(ExpressionSyntax expression, int depth)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var value = Bare.Of(expression);
        if (UseReader.IsNothing(value))
            return CallbackTarget.Nothing();
        switch (value)
        {
            case AnonymousFunctionExpressionSyntax lambda:
                return lambda.Modifiers.Any(SyntaxKind.StaticKeyword) ? CallbackTarget.Nothing("lambda", lambda) : OfFunction(lambda, "lambda");
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }:
                return IsDelegate(value) ? Delegate(arguments[0].Expression, depth) : CallbackTarget.Unknown();
            case SimpleNameSyntax or MemberAccessExpressionSyntax:
                return OfName(value, depth);
            default:
                return CallbackTarget.Unknown();
        }
    }

    private CallbackTarget OfName(ExpressionSyntax name, int depth)
    {
        var info = _model.GetSymbolInfo(name, _cancellationToken);
        switch (info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null))
        {
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction } local:
                var declaration = SyntaxOf(local);
                return local.IsStatic || declaration is null ? CallbackTarget.Nothing(local.Name, declaration) : OfFunction(declaration, local.Name);
            case IMethodSymbol method:
                return OfMethod(method, name);
            case ILocalSymbol local when depth < MaxVariables:
                return OnlyValueOf(local, name) is { } value ? Delegate(value, depth + 1) : CallbackTarget.Unknown(local.Name);
            case IFieldSymbol { IsStatic: false } field when depth < MaxVariables:
                return OfField(field, depth) with { Step = field.ContainingType.Name + "." + field.Name };
            default:
                return CallbackTarget.Unknown();
        }
    }

    private CallbackTarget OfMethod(IMethodSymbol method, ExpressionSyntax name)
    {
        var step = method.ContainingType.Name + "." + method.Name;
        var code = SyntaxOf(method);
        var receiver = name is MemberAccessExpressionSyntax access ? Bare.Of(access.Expression) : null;
        var isExtension = method.ReducedFrom is not null;
        if (method.IsStatic && !isExtension)
            return CallbackTarget.Nothing(step, code);
        // A struct is copied into the delegate.
        if (method.ContainingType.IsValueType)
            return CallbackTarget.Nothing(step, code);
        if (receiver is null or ThisExpressionSyntax or BaseExpressionSyntax)
            return CallbackTarget.This(step, code);
        return _model.GetSymbolInfo(receiver, _cancellationToken).Symbol is { } kept and not ITypeSymbol
            ? new CallbackTarget(false, ImmutableArray.Create(kept), false, step, code)
            : CallbackTarget.Unknown(step);
    }

    /// <summary>A field that is only ever given one delegate, in the same file.</summary>
    private CallbackTarget OfField(IFieldSymbol field, int depth)
    {
        var uses = MemberUses.Of(field, _code.Index, _cancellationToken);
        var assigned = uses.All.Where(static use => use.Kind == UseKind.Assigned).ToList();
        if (!uses.AreComplete && !field.IsReadOnly || assigned.Count != 1 || assigned[0].Value is not { } value || value.SyntaxTree != _model.SyntaxTree)
            return CallbackTarget.Unknown();
        return Delegate(value, depth + 1);
    }

    private CallbackTarget State(ExpressionSyntax expression, int depth)
    {
        var value = Bare.Of(expression);
        if (UseReader.IsNothing(value) || value is LiteralExpressionSyntax)
            return CallbackTarget.Nothing();
        if (depth >= MaxVariables)
            return CallbackTarget.Unknown();
        switch (value)
        {
            case ThisExpressionSyntax:
                return CallbackTarget.This("");
            case TupleExpressionSyntax tuple:
                return All(tuple.Arguments.Select(static argument => argument.Expression));
            case AnonymousObjectCreationExpressionSyntax anonymous:
                return All(anonymous.Initializers.Select(static initializer => initializer.Expression));
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return All(initializer.Expressions);
            case ImplicitArrayCreationExpressionSyntax array:
                return All(array.Initializer.Expressions);
            case BaseObjectCreationExpressionSyntax:
                return _model.GetTypeInfo(value, _cancellationToken).Type?.Name is "WeakReference" ? CallbackTarget.Nothing() : CallbackTarget.Unknown();
            case IdentifierNameSyntax:
                return _model.GetSymbolInfo(value, _cancellationToken).Symbol switch
                {
                    ILocalSymbol local when OnlyValueOf(local, value) is { } only => State(only, depth + 1),
                    _ => CallbackTarget.Unknown(),
                };
            default:
                return CallbackTarget.Unknown();
        }

        CallbackTarget All(System.Collections.Generic.IEnumerable<ExpressionSyntax> values) =>
            values.Select(inner => State(inner, depth + 1)).Aggregate(CallbackTarget.Nothing(), static (all, one) => all.And(one));
    }

    /// <summary>A lambda or local function keeps what it captures, and what any other function that shares its closure captures.</summary>
    private CallbackTarget OfFunction(SyntaxNode function, string step)
    {
        if (_code.Closures.Around(function, _model, _cancellationToken) is not { } captured || captured.CapturesOf(function) is not { } own)
            return CallbackTarget.Unknown(step);
        var retainsThis = own.This || own.Variables.Any(variable => captured.ScopeOf(variable) is { } scope && captured.HoldsThis(scope));
        return new CallbackTarget(retainsThis, own.Variables.ToImmutableArray(), false, step, function);
    }

    /// <summary>The one value that a local is given in its body, or null.</summary>
    private ExpressionSyntax? OnlyValueOf(ILocalSymbol local, ExpressionSyntax use)
    {
        if (use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } body)
            return null;
        var assigned = MemberUses.OfLocal(local.Name, body, _code.Index, _cancellationToken).All.Where(static u => u.Kind is UseKind.Assigned).ToList();
        return assigned.Count == 1 ? assigned[0].Value : null;
    }

    private bool IsDelegate(ExpressionSyntax creation) => _model.GetTypeInfo(creation, _cancellationToken).Type is { TypeKind: TypeKind.Delegate };

    private SyntaxNode? SyntaxOf(IMethodSymbol method) =>
        method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken);
}
