using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Construction;

/// <summary>Reads which constructors a constructor runs on every path: its initializers, its base, its body. Definitions only, no constructed types.</summary>
internal sealed class ConstructorReader(SemanticModels models, CancellationToken cancellationToken) : IStepSource<IMethodSymbol>
{
    public Outcome<IMethodSymbol> Read(IMethodSymbol constructor)
    {
        var type = constructor.ContainingType;
        if (constructor.IsStatic || type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || IsCopyConstructor(constructor) || type.BaseType is { TypeKind: TypeKind.Error })
            return Outcome<IMethodSymbol>.Nothing;
        // The default value of a struct: nothing runs.
        if (type.IsValueType && constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty)
            return Outcome<IMethodSymbol>.Nothing;
        var reader = new EveryPathReader<IMethodSymbol>(this, cancellationToken);
        var declaration = DeclarationOf(constructor);
        if (declaration is ConstructorDeclarationSyntax { Initializer: { } own } delegating && own.IsKind(SyntaxKind.ThisConstructorInitializer))
            return Then(Chained(own, own.ArgumentList, reader), own.ArgumentList, BodyOf(delegating, reader));

        var parts = new List<Outcome<IMethodSymbol>>();
        foreach (var initializer in Initializers(type))
            parts.Add(reader.Read(initializer));
        parts.Add(declaration switch
        {
            ConstructorDeclarationSyntax { Initializer: { } toBase } explicitly =>
                Then(Chained(toBase, toBase.ArgumentList, reader), toBase.ArgumentList, BodyOf(explicitly, reader)),
            ConstructorDeclarationSyntax implicitly => Outcome<IMethodSymbol>.Done([ImplicitBase(type), BodyOf(implicitly, reader)]),
            TypeDeclarationSyntax primary when PrimaryBase(primary) is { } toBase => Chained(toBase, toBase.ArgumentList, reader),
            _ => ImplicitBase(type),
        });
        return Outcome<IMethodSymbol>.Done(parts);
    }

    public Outcome<IMethodSymbol>? StepOf(ExpressionSyntax creationOrCall) =>
        creationOrCall is BaseObjectCreationExpressionSyntax { ContainsDiagnostics: false } ? StepTo(models.Of(creationOrCall.SyntaxTree).GetSymbolInfo(creationOrCall, cancellationToken).Symbol, creationOrCall) : null;

    public bool IsKept(InvocationExpressionSyntax call) => CallFacts.IsKept(call, models, cancellationToken);

    /// <summary>The field and property initializers of a type, in textual order, from all its parts.</summary>
    private static IEnumerable<ExpressionSyntax> Initializers(INamedTypeSymbol type)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax() is not TypeDeclarationSyntax declaration)
                continue;
            foreach (var member in declaration.Members)
            {
                if (member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword))
                    continue;
                if (member is PropertyDeclarationSyntax { Initializer.Value: { } value })
                    yield return value;
                foreach (var variable in (member as BaseFieldDeclarationSyntax)?.Declaration.Variables ?? default)
                {
                    if (variable.Initializer?.Value is { } fieldValue)
                        yield return fieldValue;
                }
            }
        }
    }

    private Outcome<IMethodSymbol> Chained(SyntaxNode initializer, ArgumentListSyntax arguments, EveryPathReader<IMethodSymbol> reader)
    {
        var call = StepTo(models.Of(initializer.SyntaxTree).GetSymbolInfo(initializer, cancellationToken).Symbol, initializer) ?? Outcome<IMethodSymbol>.Nothing;
        return Then(reader.Read(arguments), arguments, call);
    }

    private static Outcome<IMethodSymbol> Then(Outcome<IMethodSymbol> first, SyntaxNode piece, Outcome<IMethodSymbol> second) =>
        Exits.MayLeave(piece) ? first : Outcome<IMethodSymbol>.Done([first, second]);

    private static Outcome<IMethodSymbol> BodyOf(ConstructorDeclarationSyntax constructor, EveryPathReader<IMethodSymbol> reader) =>
        reader.Read((SyntaxNode?)constructor.Body ?? constructor.ExpressionBody?.Expression);

    private static Outcome<IMethodSymbol>.Step? StepTo(ISymbol? symbol, SyntaxNode? at) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.TypeKind: TypeKind.Class or TypeKind.Struct } constructor
            ? new Outcome<IMethodSymbol>.Step(constructor.OriginalDefinition, at)
            : null;

    private static Outcome<IMethodSymbol> ImplicitBase(INamedTypeSymbol type)
    {
        if (type.IsValueType || type.BaseType?.OriginalDefinition is not { } baseType)
            return Outcome<IMethodSymbol>.Nothing;
        var callable = baseType.InstanceConstructors.Where(static c => c.Parameters.All(static p => p.IsOptional || p.IsParams)).ToList();
        var called = callable.Find(static c => c.Parameters.IsEmpty) ?? (callable.Count == 1 ? callable[0] : null);
        return StepTo(called, at: null) ?? Outcome<IMethodSymbol>.Nothing;
    }

    private SyntaxNode? DeclarationOf(IMethodSymbol constructor)
    {
        foreach (var reference in (constructor.PartialImplementationPart ?? constructor).DeclaringSyntaxReferences)
            return reference.GetSyntax(cancellationToken);
        return null;
    }

    private static PrimaryConstructorBaseTypeSyntax? PrimaryBase(TypeDeclarationSyntax declaration) =>
        declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();

    /// <summary>The copy constructor of a record copies the fields; no initializer runs.</summary>
    private static bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);
}
