using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>The parsed weak field and property; names of library types carry what the workspace needs to shorten them.</summary>
internal sealed record NewMembers(MemberDeclarationSyntax Field, MemberDeclarationSyntax Property, WeakMemberText Text)
{
    public static NewMembers Of(WeakShape shape, WeakForm form, Layout layout, WeakPlan plan)
    {
        var text = new WeakMemberText(shape, form, layout);
        return new NewMembers(Parse(text.Field, plan, text), Parse(text.Property, plan, text), text);
    }

    /// <summary><c>owner is null ? null : new WeakReference&lt;Owner&gt;(owner)</c></summary>
    public ExpressionSyntax Wrap(string value, WeakPlan plan) => Named(SyntaxFactory.ParseExpression(Text.Wrap(value)), plan, Text);

    private static MemberDeclarationSyntax Parse(string text, WeakPlan plan, WeakMemberText names) =>
        Named(SyntaxFactory.ParseMemberDeclaration(text, options: plan.Model.SyntaxTree.Options)!, plan, names);

    private static T Named<T>(T parsed, WeakPlan plan, WeakMemberText text)
        where T : SyntaxNode
    {
        var generator = SyntaxGenerator.GetGenerator(plan.Document);
        var exception = plan.Model.Compilation.GetTypeByMetadataName(WeakMemberText.ExceptionType.Substring("global::".Length));
        var names = parsed.DescendantNodes().OfType<QualifiedNameSyntax>().Where(name => name.ToString() is var written && (written == text.WeakType || written == WeakMemberText.ExceptionType)).ToList();
        return parsed.ReplaceNodes(names, (name, _) => Named(name, name.ToString() == text.WeakType ? plan.WeakReference : exception, generator));
    }

    /// <summary>The full name with what the workspace needs to shorten it and to add a <c>using</c>; the type argument as its author wrote it.</summary>
    private static SyntaxNode Named(QualifiedNameSyntax name, INamedTypeSymbol? type, SyntaxGenerator generator)
    {
        if (type is null || generator.TypeExpression(type) is not QualifiedNameSyntax generated)
            return name;
        if (generated.Right is GenericNameSyntax generic && name.Right is GenericNameSyntax written)
            generated = generated.ReplaceNode(generic.TypeArgumentList, written.TypeArgumentList);
        return generated.WithTriviaFrom(name);
    }
}
