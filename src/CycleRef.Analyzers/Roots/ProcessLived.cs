using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// Types whose objects are meant to live as long as the process: the program, the application, hosted services, singletons. What a root keeps
/// of them it need not let go.
/// </summary>
internal sealed class ProcessLived
{
    private static readonly string[] TestAttributes =
        ["FactAttribute", "TheoryAttribute", "TestAttribute", "TestCaseAttribute", "TestFixtureAttribute", "TestMethodAttribute", "TestClassAttribute", "DataTestMethodAttribute",
            "SetUpAttribute", "OneTimeSetUpAttribute", "SetUpFixtureAttribute", "TestInitializeAttribute", "BenchmarkAttribute"];

    private readonly TypeIdSet<bool> _types = new();
    private readonly TypeIdSet<bool> _attributes = new();
    private readonly NamePatterns _names;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _answers = new(SymbolEqualityComparer.Default);

    public ProcessLived(KnowledgeBase knowledge)
    {
        foreach (var row in knowledge.Rows(TableNames.Roots, "process-type"))
            _types.Add(row.Id, true);
        foreach (var row in knowledge.Rows(TableNames.Roots, "process-attribute"))
            _attributes.Add(row.Id, true);
        _names = new NamePatterns(knowledge.Rows(TableNames.Roots, "process-name").Select(static row => row.Id), ignoreCase: false);
    }

    public bool Is(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        _answers.GetOrAdd(type.OriginalDefinition, definition => Compute(definition, cancellationToken));

    /// <summary>The class, its base or a class around it holds tests: its objects live for one test, and nobody minds.</summary>
    public static bool IsTest(INamedTypeSymbol type) =>
        HasTests(type) || (type.ContainingType is { } outer && IsTest(outer)) || (type.BaseType is { DeclaringSyntaxReferences.Length: > 0 } inherited && HasTests(inherited));

    private static bool HasTests(INamedTypeSymbol type) =>
        HasTestAttribute(type) || type.GetMembers().Any(static member => member is IMethodSymbol && HasTestAttribute(member));

    private bool Compute(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (_types.Contains(current))
                return true;
        }

        return _names.Matches(type.Name) || type.AllInterfaces.Any(_types.Contains)
            || type.GetAttributes().Any(attribute => attribute.AttributeClass is { } carried && _attributes.Contains(carried))
            || IsSingleton(type, cancellationToken);
    }

    /// <summary>A static member of the type, made with the type itself, holds its object.</summary>
    private static bool IsSingleton(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var member in type.GetMembers())
        {
            var held = member switch
            {
                IFieldSymbol { IsStatic: true, IsConst: false } field => field.Type,
                IPropertySymbol { IsStatic: true } property => property.Type,
                _ => null,
            };
            if (held is null)
                continue;
            if (IsLazyOf(held, type))
                return true;
            if (SymbolEqualityComparer.Default.Equals(held.OriginalDefinition, type) && IsKept(member, type, cancellationToken))
                return true;
        }

        return false;
    }

    private static bool IsLazyOf(ITypeSymbol held, INamedTypeSymbol type) =>
        held is INamedTypeSymbol { Name: "Lazy", TypeArguments: { Length: > 0 } arguments } && SymbolEqualityComparer.Default.Equals(arguments[0].OriginalDefinition, type);

    /// <summary>Read-only and made with the type, or filled by the type's own code (<c>_instance ??= new()</c>, <c>Current = this</c>).</summary>
    private static bool IsKept(ISymbol member, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })
            return true;
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax part)
                continue;
            foreach (var node in part.DescendantNodes())
            {
                var value = node switch
                {
                    AssignmentExpressionSyntax assignment when NameOf(assignment.Left) == member.Name => assignment.Right,
                    VariableDeclaratorSyntax { Initializer.Value: var initial } variable when variable.Identifier.ValueText == member.Name => initial,
                    PropertyDeclarationSyntax { Initializer.Value: var initial } property when property.Identifier.ValueText == member.Name => initial,
                    _ => null,
                };
                if (value is BaseObjectCreationExpressionSyntax or ThisExpressionSyntax)
                    return true;
            }
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool HasTestAttribute(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => IsTestAttribute(attribute.AttributeClass));

    /// <summary>Projects derive their own: a fact that needs a certain thread or system.</summary>
    private static bool IsTestAttribute(INamedTypeSymbol? attribute)
    {
        var steps = 0;
        for (var current = attribute; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            if (System.Array.IndexOf(TestAttributes, current.Name) >= 0)
                return true;
        }

        return false;
    }
}
