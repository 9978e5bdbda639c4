using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

public sealed class OldLanguageVersions
{
    [Theory]
    [InlineData(LanguageVersion.CSharp5)]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp12)]
    public Task Report_the_same(LanguageVersion version) => Verify<TypeCycleAnalyzer>.With(languageVersion: version).On("""
        namespace Shop
        {
            class A { private B _b; private int field; public A() { _b = new B(this); } public B Get() { return _b; } public int Field { get { return field; } set { field = value; } } }
            class B { private readonly A {|CYC1001:_owner|}; public B(A owner) { _owner = owner; } public A Get() { return _owner; } }
        }
        """);
}
