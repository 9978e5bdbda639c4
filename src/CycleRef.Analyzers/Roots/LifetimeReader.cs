using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Retention.Names;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>
/// Simple names, with the number of type parameters, of types of which one file tells how long their objects live. For good: a container makes one, a
/// static member of another class holds one, the entry point makes one. Shorter: a container makes many, or code makes them as it goes.
/// </summary>
/// <param name="calls">The calls and members that the tables name.</param>
/// <param name="singletons">Receives the types that live as long as the process.</param>
/// <param name="shortLived">Receives the types that do not, unless they are among the others too.</param>
internal sealed class LifetimeReader(LifetimeCalls calls, HashSet<string> singletons, HashSet<string> shortLived)
{
    /// <summary>Nodes around a creation that are looked at; what lies deeper counts as made by nobody known.</summary>
    private const int MaxDepth = 64;

    /// <summary>Calls of a fluent registration that are looked through; more than any container has.</summary>
    private const int MaxChain = 32;

    public void Read(SyntaxNode node)
    {
        switch (node)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call:
                ReadCall(access, call);
                break;
            // MainWindow = new Shell(): the application's one window.
            case AssignmentExpressionSyntax { Right: ObjectCreationExpressionSyntax main } assignment when calls.IsWindow(ReleaseNames.LastName(assignment.Left)):
                Add(main.Type, singletons);
                break;
            case ObjectCreationExpressionSyntax creation when IsMadeByCode(creation):
                Add(creation.Type, shortLived);
                break;
            case VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax, Variables: { Count: > 0 } variables } local
                when variables[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax creation && IsMadeByCode(creation):
                Add(local.Type, shortLived);
                break;
            case FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.StaticKeyword):
                foreach (var variable in field.Declaration.Variables)
                    ReadStatic(field, field.Declaration.Type, variable.Initializer?.Value);
                break;
            case PropertyDeclarationSyntax { ExpressionBody: null } property when property.Modifiers.Any(SyntaxKind.StaticKeyword):
                ReadStatic(property, property.Type, property.Initializer?.Value);
                break;
            case MethodDeclarationSyntax { Identifier.ValueText: "Main" } main when main.Modifiers.Any(SyntaxKind.StaticKeyword):
                ReadEntry(main);
                break;
            case GlobalStatementSyntax { Statement: not LocalFunctionStatementSyntax } statement:
                ReadEntry(statement);
                break;
        }
    }

    private void ReadCall(MemberAccessExpressionSyntax access, InvocationExpressionSyntax call)
    {
        var name = access.Name.Identifier.ValueText;
        if (calls.Registers(name))
            ReadRegistration(access, call, singletons);
        else if (calls.RegistersTransient(name))
            ReadRegistration(access, call, shortLived);
        // Application.Run(new Form1())
        else if (call.ArgumentList.Arguments is { Count: 1 } only && only[0].Expression is ObjectCreationExpressionSyntax main && calls.Runs(name, ReleaseNames.LastName(access.Expression)))
            Add(main.Type, singletons);
    }

    private static void ReadRegistration(MemberAccessExpressionSyntax access, InvocationExpressionSyntax call, HashSet<string> found)
    {
        var isChained = access.Name is not GenericNameSyntax && call.ArgumentList.Arguments.Count == 0;
        ReadTypes(access.Name, call, found);
        // builder.RegisterType<Bot>().As<IBot>().SingleInstance()
        var receiver = access.Expression;
        for (var steps = 0; isChained && steps < MaxChain && receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax before } earlier; steps++)
        {
            ReadTypes(before.Name, earlier, found);
            receiver = before.Expression;
        }
    }

    private static void ReadTypes(SimpleNameSyntax method, InvocationExpressionSyntax call, HashSet<string> found)
    {
        if (method is GenericNameSyntax generic)
        {
            foreach (var argument in generic.TypeArgumentList.Arguments)
                Add(argument, found);
        }

        // typeof(X), and what a factory makes.
        foreach (var node in call.ArgumentList.DescendantNodes())
        {
            if (node is TypeOfExpressionSyntax typeOf)
                Add(typeOf.Type, found);
            else if (node is ObjectCreationExpressionSyntax creation)
                Add(creation.Type, found);
        }
    }

    /// <summary>
    /// Not in a factory that is given a container (<c>sp => new Bot(sp)</c>), nor where services are registered: how long those live is not seen.
    /// </summary>
    private static bool IsMadeByCode(ExpressionSyntax creation)
    {
        var depth = 0;
        for (var node = creation.Parent; node is not null && depth++ < MaxDepth; node = node.Parent)
        {
            switch (node)
            {
                case SimpleLambdaExpressionSyntax or ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: > 0 } or AttributeSyntax:
                    return false;
                case BaseMethodDeclarationSyntax method:
                    return !method.ParameterList.Parameters.Any(static parameter => parameter.Type is { } type && MentionedNames.OuterName(type) is { } name
                        && (name.EndsWith("ServiceCollection", System.StringComparison.Ordinal) || name.EndsWith("Builder", System.StringComparison.Ordinal)));
                // The initializer of a static member runs once.
                case FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null }:
                    return !((MemberDeclarationSyntax)node).Modifiers.Any(SyntaxKind.StaticKeyword);
                case MemberDeclarationSyntax:
                    return true;
            }
        }

        return false;
    }

    /// <summary>What a static member of another class holds. That of the own class is looked at more closely, see <see cref="ProcessLived"/>.</summary>
    private void ReadStatic(MemberDeclarationSyntax member, TypeSyntax type, ExpressionSyntax? value)
    {
        var owner = (member.Parent as TypeDeclarationSyntax)?.Identifier.ValueText;
        var isLazy = type is GenericNameSyntax { Identifier.ValueText: "Lazy" };
        var held = type is GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } arguments } && isLazy ? arguments[0] : type;
        Add(held, singletons, owner);
        // Held by an interface; a function that makes one holds none.
        var made = value is null ? null : Bare.Of(value);
        if (isLazy && made is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } lazy } && lazy[0].Expression is LambdaExpressionSyntax { ExpressionBody: { } factory })
            made = Bare.Of(factory);
        if (made is ObjectCreationExpressionSyntax creation)
            Add(creation.Type, singletons, owner);
    }

    /// <summary>Outside of loops and functions, the entry point makes an object once.</summary>
    private void ReadEntry(SyntaxNode entry)
    {
        foreach (var node in entry.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)))
        {
            if (node is ObjectCreationExpressionSyntax creation)
                Add(creation.Type, singletons);
            else if (node is VariableDeclarationSyntax { Variables: { Count: > 0 } variables } local && variables[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax)
                Add(local.Type, singletons);
        }
    }

    private static void Add(TypeSyntax type, HashSet<string> found, string? except = null)
    {
        if (MentionedNames.OuterName(type) is { } name && name != except)
            found.Add(ArityOf(type) is > 0 and var arity ? name + "`" + arity : name);
    }

    private static int ArityOf(TypeSyntax type) => type switch
    {
        GenericNameSyntax generic => generic.TypeArgumentList.Arguments.Count,
        QualifiedNameSyntax qualified => ArityOf(qualified.Right),
        AliasQualifiedNameSyntax aliased => ArityOf(aliased.Name),
        NullableTypeSyntax nullable => ArityOf(nullable.ElementType),
        _ => 0,
    };
}
