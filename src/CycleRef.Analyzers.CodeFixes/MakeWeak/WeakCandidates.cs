using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Finds the member at a diagnostic and asks whether its declaration can become a property over a weak reference. In doubt, it cannot.</summary>
internal static class WeakCandidates
{
    public static async Task<WeakCandidate?> FindAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(span))
            return null;
        var (declaration, variable) = root.FindToken(span.Start).Parent switch
        {
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } declarator => ((MemberDeclarationSyntax?)field, declarator),
            PropertyDeclarationSyntax property => (property, null),
            _ => (null, null),
        };
        if (declaration is null || !IsPlain(declaration, root))
            return null;
        var member = model.GetDeclaredSymbol((SyntaxNode?)variable ?? declaration, cancellationToken);
        var type = member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        if (member is null || type is null || !CanHold(member.ContainingType, member) || !CanBeHeld(type) || !IsRewritable(member))
            return null;
        if (WeakReferenceTo(type, model) is not { } weakReference)
            return null;
        var candidate = new WeakCandidate(document, model, declaration, variable, member, type, weakReference);
        return HasFittingInitializer(candidate, cancellationToken) && MemberAttributes.Of(candidate) is not null ? candidate : null;
    }

    public static INamedTypeSymbol? WeakReferenceTo(ITypeSymbol type, SemanticModel model) =>
        model.Compilation.GetTypeByMetadataName("System.WeakReference`1") is { DeclaredAccessibility: Accessibility.Public, Arity: 1 } found ? found.Construct(type) : null;

    private static bool IsPlain(MemberDeclarationSyntax declaration, SyntaxNode root)
    {
        if (root.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp7 } || declaration.Parent is not (ClassDeclarationSyntax or RecordDeclarationSyntax))
            return false;
        // A directive or comment before the declaration stays where it is; one inside it would have no place in the new code.
        if (declaration.ContainsDiagnostics || declaration.DescendantTrivia().Any(trivia => IsInTheWay(trivia, declaration)))
            return false;
        foreach (var modifier in declaration.Modifiers)
        {
            if (modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ConstKeyword or SyntaxKind.VolatileKeyword or SyntaxKind.FixedKeyword
                or SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword or SyntaxKind.PartialKeyword)
                return false;
        }

        return declaration is FieldDeclarationSyntax || (declaration is PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } list }
            && list.Accessors.Any(SyntaxKind.GetAccessorDeclaration)
            && list.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null));
    }

    private static bool IsInTheWay(SyntaxTrivia trivia, SyntaxNode declaration) =>
        declaration.Span.Contains(trivia.SpanStart) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>A record compares its fields, a serializer or native code knows them: there another field would mean another thing.</summary>
    public static bool CanHold(INamedTypeSymbol type, ISymbol member)
    {
        if (type.TypeKind != TypeKind.Class || type.IsComImport || (type.IsRecord && !HasOwnEquality(type)))
            return false;
        if (type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "StructLayoutAttribute"))
            return false;
        return !type.IsSerializable || MemberAttributes.IsNonSerialized(member)
            || type.AllInterfaces.Any(static i => i.ToDisplayString() == "System.Runtime.Serialization.ISerializable");
    }

    /// <summary>The generated equality of a record would compare weak references by identity.</summary>
    private static bool HasOwnEquality(INamedTypeSymbol record) =>
        record.GetMembers("Equals").OfType<IMethodSymbol>().Any(method => !method.IsImplicitlyDeclared && method.Parameters.Length == 1
            && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, record))
        && record.GetMembers("GetHashCode").OfType<IMethodSymbol>().Any(static method => !method.IsImplicitlyDeclared && method.Parameters.IsEmpty);

    /// <summary>A type of the solution: what libraries hold, such as a Lazy or a Task, is rarely held by anyone else.</summary>
    public static bool CanBeHeld(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named => named.OriginalDefinition.Locations.Any(static location => location.IsInSource)
            // Each new mention of an obsolete type is a new warning.
            && !named.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == nameof(System.ObsoleteAttribute)),
        ITypeParameterSymbol parameter => parameter.IsReferenceType,
        _ => false,
    };

    private static bool IsRewritable(ISymbol member)
    {
        var type = member.ContainingType;
        // The accessors get these names.
        if (!type.GetMembers("get_" + member.Name).All(IsOwnAccessor) || !type.GetMembers("set_" + member.Name).All(IsOwnAccessor))
            return false;
        switch (member)
        {
            case IFieldSymbol { AssociatedSymbol: null, IsImplicitlyDeclared: false, RefKind: RefKind.None }:
                // As a property it would start to implement what a base class implements now.
                return member.DeclaredAccessibility == Accessibility.Private || !type.AllInterfaces.Any(i => i.GetMembers(member.Name).Any());
            case IPropertySymbol { RefKind: RefKind.None, IsIndexer: false }:
                return true;
            default:
                return false;
        }

        bool IsOwnAccessor(ISymbol other) => other is IMethodSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, member);
    }

    /// <summary>No initial value, null, or a parameter of the primary constructor.</summary>
    private static bool HasFittingInitializer(WeakCandidate candidate, CancellationToken cancellationToken)
    {
        if (candidate.Initializer is not { } initializer || Expressions.IsNull(initializer))
            return true;
        return initializer is IdentifierNameSyntax && candidate.Model.GetSymbolInfo(initializer, cancellationToken).Symbol is IParameterSymbol { RefKind: RefKind.None };
    }
}
