using System.Linq;
using CycleRef.Analyzers.CodeFixes.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.CodeFixes.WeakUse;

/// <summary>A new private field of the class that an expression stands in, to which the expression's value is assigned on its way.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declaration">The change that declares it.</param>
/// <param name="Member">The member that the expression stands in.</param>
/// <param name="Type">The class.</param>
internal sealed record PrivateField(string Name, TextChange Declaration, MemberDeclarationSyntax Member, INamedTypeSymbol Type)
{
    /// <returns>Null where the expression can assign no field of the object: in an initializer, outside of a class.</returns>
    public static PrivateField? For(ExpressionSyntax expression, ITypeSymbol fieldType, string name, SemanticModel model)
    {
        if (expression.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not (BaseMethodDeclarationSyntax or PropertyDeclarationSyntax { Initializer: null }) ||
            expression.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { Parent: ClassDeclarationSyntax declaration } member
            || declaration.ContainsDiagnostics || TypeText.IsUnspeakable(fieldType)
            || model.GetDeclaredSymbol(declaration) is not { } type)
            return null;
        var layout = Layout.Of(member);
        var camel = char.ToLowerInvariant(name[0]) + name.Substring(1);
        var free = StableHandler.FreeName(model, declaration, type, HandlerField.FieldName(declaration, camel), HandlerField.FieldName(declaration, camel + "Field"));
        var (position, before, after) = HandlerField.FieldPlace(declaration, layout);
        var modifiers = member.Modifiers.Any(SyntaxKind.StaticKeyword) ? "private static " : "private ";
        var text = before + layout.Indentation + modifiers + TypeText.Of(fieldType, model, member.SpanStart, isNullable: true) + " " + free + ";" + after;
        return new PrivateField(free, new TextChange(new TextSpan(position, 0), text), member, type);
    }

    /// <summary>A loop would assign it again and again, and a lambda runs who knows when.</summary>
    public static bool IsRepeated(SyntaxNode node) => node.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax).Any(static ancestor =>
        ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
