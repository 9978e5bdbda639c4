using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Which static members hold one object as long as the process.</summary>
internal static class Publishers
{
    /// <param name="member">A static field, property or method.</param>
    /// <param name="type">What it holds or gives.</param>
    /// <param name="site">Where it is asked.</param>
    public static bool LivesOn(ISymbol member, ITypeSymbol type, RootSite site)
    {
        if (site.Services.Tables.Publishers.TryGet(member, out _))
            return true;
        if (!type.IsReferenceType || member.GetAttributes().Any(static a => a.AttributeClass?.Name == "ThreadStaticAttribute"))
            return false;
        return member switch
        {
            IFieldSymbol field => field.IsReadOnly,
            IPropertySymbol { DeclaringSyntaxReferences.Length: > 0 } property => IsMadeOnce(property, site),
            // A library's own idea of its one object.
            IPropertySymbol { SetMethod: null, Name: "Instance" or "Default" or "Shared" } property => SymbolEqualityComparer.Default.Equals(property.ContainingType, type),
            _ => false,
        };
    }

    /// <summary><c>{ get; } = …</c>, <c>=> s_instance</c> over a read-only field or a <c>Lazy</c>, <c>=> _instance ??= new()</c>.</summary>
    private static bool IsMadeOnce(IPropertySymbol property, RootSite site)
    {
        if (property.SetMethod is { DeclaredAccessibility: not Accessibility.Private })
            return false;
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(site.CancellationToken) is not PropertyDeclarationSyntax declaration)
                continue;
            if (declaration.Initializer is not null)
                return property.SetMethod is null;
            var value = declaration.ExpressionBody?.Expression ?? ReturnedBy(declaration);
            switch (value)
            {
                case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression):
                    return true;
                case IdentifierNameSyntax name:
                    return property.ContainingType.GetMembers(name.Identifier.ValueText).Any(static m => m is IFieldSymbol { IsStatic: true, IsReadOnly: true });
                // _lazy.Value
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: IdentifierNameSyntax lazy }:
                    return property.ContainingType.GetMembers(lazy.Identifier.ValueText).Any(static m => m is IFieldSymbol { IsStatic: true, IsReadOnly: true, Type.Name: "Lazy" });
            }
        }

        return false;
    }

    private static ExpressionSyntax? ReturnedBy(PropertyDeclarationSyntax property)
    {
        var getter = property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression ?? (getter?.Body?.Statements is { Count: 1 } statements && statements[0] is ReturnStatementSyntax { Expression: { } value } ? value : null);
    }
}
