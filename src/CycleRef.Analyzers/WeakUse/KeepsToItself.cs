using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.WeakUse;

/// <summary>
/// Whether constructing an object of a source type tells nobody of it. A constructor that subscribes to an event of its argument, or adds the
/// object to a list, has found it a holder. What cannot be seen counts as telling.
/// </summary>
internal static class KeepsToItself
{
    /// <summary>Base classes above a type.</summary>
    private const int MaxBases = 16;

    public static bool IsSo(BaseObjectCreationExpressionSyntax creation, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, model.Compilation.Assembly))
            return false;
        // An initializer may hand on what is in it, never the object itself.
        for (var depth = 0; type.SpecialType != SpecialType.System_Object; depth++)
        {
            if (depth > MaxBases || type.DeclaringSyntaxReferences.Length == 0 || type.BaseType is not { } next)
                return false;
            foreach (var part in TypeCode.Of(type, cancellationToken))
            {
                if (TellsOfItself(part, cancellationToken))
                    return false;
            }

            type = next;
        }

        return true;
    }

    /// <summary>By syntax, over all members at once: which of them the constructor calls is no matter.</summary>
    private static bool TellsOfItself(TypeDeclarationSyntax part, CancellationToken cancellationToken)
    {
        // A finalizer may bring it back to life.
        if (part.Members.Any(static member => member is DestructorDeclarationSyntax))
            return true;
        var methods = part.Members.OfType<MethodDeclarationSyntax>().Where(static method => !method.Modifiers.Any(SyntaxKind.StaticKeyword)).Select(static method => method.Identifier.ValueText).ToList();
        foreach (var node in part.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node is ThisExpressionSyntax && node.Parent is not (MemberAccessExpressionSyntax or ElementAccessExpressionSyntax))
                return true;
            if (node is AnonymousFunctionExpressionSyntax && node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is ConstructorDeclarationSyntax)
                return true;
            // A method of its own as a delegate.
            if (node is IdentifierNameSyntax name && methods.Contains(name.Identifier.ValueText) && TypeCode.Access(name).Parent is not InvocationExpressionSyntax)
                return true;
        }

        return false;
    }
}
