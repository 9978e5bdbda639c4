using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>Tells by syntax whether a name may be the use of a variable, rather than the name of a type, of a member of something else, or of an argument.</summary>
internal static class VariableUses
{
    public static bool MayBe(IdentifierNameSyntax identifier) =>
        identifier.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Name != identifier,
            NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax => false,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != identifier,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => false,
            _ => !SyntaxFacts.IsInTypeOnlyContext(identifier),
        };
}
