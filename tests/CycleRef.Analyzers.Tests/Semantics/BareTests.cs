using System.Linq;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CycleRef.Analyzers.Tests.Semantics;

public sealed class BareTests
{
    [Theory]
    [InlineData("(x)")]
    [InlineData("(object)x")]
    [InlineData("x!")]
    [InlineData("x as IDisposable")]
    [InlineData("checked((long)x)")]
    [InlineData("unchecked(x)")]
    [InlineData("((x as IDisposable)!)")]
    [InlineData("(object)checked(((x as object)!))")]
    public void What_only_wraps_is_taken_off_and_put_on_again(string text)
    {
        var whole = SyntaxFactory.ParseExpression(text);
        Assert.Equal("x", Bare.Of(whole).ToString());
        var name = whole.DescendantNodes().OfType<IdentifierNameSyntax>().Single(static node => node.Identifier.ValueText == "x");
        Assert.Equal(whole.Span, Bare.Whole(name).Span);
    }

    [Theory]
    [InlineData("x is IDisposable")]
    [InlineData("x ?? y")]
    [InlineData("x.Y")]
    [InlineData("-x")]
    [InlineData("x!.Y()")]
    public void What_has_another_value_stays(string text) => Assert.Equal(text, Bare.Of(SyntaxFactory.ParseExpression(text)).ToString());

    [Fact]
    public void A_name_after_as_is_no_part_of_the_value()
    {
        var cast = (BinaryExpressionSyntax)SyntaxFactory.ParseExpression("x as y");
        Assert.Equal(cast.Right, Bare.Whole(cast.Right));
    }
}
