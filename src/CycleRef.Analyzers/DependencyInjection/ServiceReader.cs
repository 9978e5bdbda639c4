using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>Reads what the container does, whatever happens, to answer for a service.</summary>
/// <param name="registrations">All registrations of the component.</param>
/// <param name="classes">All classes of the component, bound when they are asked for, which may be registered where nobody sees it.</param>
/// <param name="models">The semantic models.</param>
/// <param name="cancellationToken">Cancels reading.</param>
internal sealed class ServiceReader(
    IReadOnlyList<Registration> registrations, Lazy<List<INamedTypeSymbol>> classes, SemanticModels models, CancellationToken cancellationToken)
{
    private const string FromKeyedServices = "FromKeyedServicesAttribute";

    /// <summary>Type arguments of type arguments: <c>Repo&lt;T&gt;(IRepo&lt;List&lt;T&gt;&gt; inner)</c> needs ever longer ones.</summary>
    private const int MaxTypeDepth = 6;

    public Outcome<ServicePiece> Read(ServicePiece piece)
    {
        if (piece.IsConstruction)
            return Construct(piece.Type);
        if (piece.Registration is null)
            return Resolve(piece.Type, piece.Key);
        if (piece.Registration.Factory is { } factory)
            return FactorySteps.Of(factory, models, cancellationToken);
        return piece.Registration.Implementation is { } implementation && Close(implementation, piece.Type) is { } closed
            ? new Outcome<ServicePiece>.Step(ServicePiece.Construction(closed), at: null)
            : Outcome<ServicePiece>.Nothing;
    }

    /// <summary>No registration of the service can be seen, so that its answer is a guess.</summary>
    public bool IsGuessed(ServicePiece piece) => piece is { IsConstruction: false, Registration: null } && !Answers(piece.Type, piece.Key).Any() && ElementOf(piece.Type) is null;

    private Outcome<ServicePiece> Resolve(INamedTypeSymbol service, object? key)
    {
        // Which of several registrations answers depends on their order: all of them must lead on.
        var answers = Answers(service, key).ToList();
        if (answers.Count > 0)
            return Outcome<ServicePiece>.OneOf(answers.Select(Step));
        if (ElementOf(service) is { } element)
            return Outcome<ServicePiece>.Done(Answers(element, key).Select(Step));
        if (key is not null)
            return Outcome<ServicePiece>.Nothing;
        var fitting = classes.Value.Where(type => !type.IsAbstract && !type.IsGenericType && IsOrImplements(type, service)).ToList();
        return fitting.Count == 1 ? Step(ServicePiece.Construction(fitting[0])) : Outcome<ServicePiece>.Nothing;

        static Outcome<ServicePiece> Step(ServicePiece answer) => new Outcome<ServicePiece>.Step(answer, at: null);
    }

    private IEnumerable<ServicePiece> Answers(INamedTypeSymbol service, object? key)
    {
        var exact = registrations.Where(r => Equals(r.Key, key) && SymbolEqualityComparer.Default.Equals(r.Service, service)).ToList();
        if (exact.Count == 0 && service.IsGenericType)
            exact = registrations.Where(r => Equals(r.Key, key) && r.Service.IsUnboundGenericType && SymbolEqualityComparer.Default.Equals(r.Service.OriginalDefinition, service.OriginalDefinition)).ToList();
        return exact.Select(registration => ServicePiece.Answer(registration, service));
    }

    /// <summary>An open generic implementation gets the arguments of the service.</summary>
    private static INamedTypeSymbol? Close(INamedTypeSymbol implementation, INamedTypeSymbol service)
    {
        if (!implementation.IsUnboundGenericType)
            return implementation;
        return implementation.Arity == service.Arity && implementation.ContainingType is not { IsGenericType: true }
            ? implementation.OriginalDefinition.Construct(service.TypeArguments.ToArray())
            : null;
    }

    /// <summary>With several public constructors, what is registered decides which one runs: nothing is proved.</summary>
    private Outcome<ServicePiece> Construct(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract)
            return Outcome<ServicePiece>.Nothing;
        var constructors = type.InstanceConstructors.Where(static c => c.DeclaredAccessibility == Accessibility.Public && !IsCopy(c)).ToList();
        if (constructors.Count != 1)
            return Outcome<ServicePiece>.Nothing;
        var steps = new List<Outcome<ServicePiece>>();
        foreach (var parameter in constructors[0].Parameters)
        {
            if (parameter.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } needed || IsDeeper(needed, MaxTypeDepth) || KeyOf(parameter) is not { IsKnown: true, Key: var key })
                continue;
            var piece = ServicePiece.Service(needed, key);
            // A parameter with a default gets it where the service is not registered.
            if (!parameter.HasExplicitDefaultValue || !IsGuessed(piece))
                steps.Add(new Outcome<ServicePiece>.Step(piece, parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken)));
        }

        steps.Add(FactorySteps.Of(constructors[0], models, cancellationToken));
        return Outcome<ServicePiece>.Done(steps);
    }

    private static bool IsDeeper(ITypeSymbol type, int depth) =>
        type is INamedTypeSymbol { IsGenericType: true } generic && (depth == 0 || generic.TypeArguments.Any(argument => IsDeeper(argument, depth - 1)));

    private static (bool IsKnown, object? Key) KeyOf(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == FromKeyedServices)
                return attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Primitive, Value: { } key } ? (true, key) : (false, null);
        }

        return (true, null);
    }

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static INamedTypeSymbol? ElementOf(INamedTypeSymbol service) =>
        service.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T ? service.TypeArguments[0] as INamedTypeSymbol : null;

    private static bool IsOrImplements(INamedTypeSymbol type, INamedTypeSymbol service) =>
        SymbolEqualityComparer.Default.Equals(type, service) || (service.TypeKind == TypeKind.Interface && type.AllInterfaces.Contains(service, SymbolEqualityComparer.Default));
}
