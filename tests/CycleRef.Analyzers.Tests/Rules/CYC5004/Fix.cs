using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5004;

public sealed class Fix
{
    private static string Source(string body) => $$"""
        using System;
        class Item { public string Name; public void Run() { } }
        class Reader
        {
            private readonly WeakReference _weak;
            private readonly WeakReference<Item> _typed;
            object Use(object o) => o;
            object Read()
            {
                {{body}}
            }
        }
        """;

    private static VerifyRuleFix<WeakReferenceAnalyzer, AliveTestFixProvider> Verify(LanguageVersion version = LanguageVersion.Preview) => VerifyRuleFix<WeakReferenceAnalyzer, AliveTestFixProvider>.With(version);

    [Theory]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) return ((Item)_weak.Target).Name; return null;", "if (_weak.Target is Item item) return item.Name; return null;")]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) { (_weak.Target as Item).Run(); return ((Item)_weak.Target).Name; } return null;", "if (_weak.Target is Item item) { item.Run(); return item.Name; } return null;")]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) return Use(_weak.Target); return null;", "if (_weak.Target is { } target) return Use(target); return null;")]
    [InlineData("if (_weak != null && {|CYC5004:_weak.IsAlive|}) { var x = (Item)_weak.Target; x.Run(); } return null;", "if (_weak != null && _weak.Target is Item item) { var x = item; x.Run(); } return null;")]
    [InlineData("if (_weak == null || !{|CYC5004:_weak.IsAlive|}) return null; return ((Item)_weak.Target).Name;", "if (_weak == null || _weak.Target is not Item item) return null; return item.Name;")]
    [InlineData("return {|CYC5004:_weak.IsAlive|} ? _weak.Target.ToString() : null;", "return _weak.Target is { } target ? target.ToString() : null;")]
    [InlineData("return {|CYC5004:_weak.IsAlive|} && _weak.Target.ToString() == \"x\";", "return _weak.Target is { } target && target.ToString() == \"x\";")]
    [InlineData("int item = 0; if ({|CYC5004:_weak.IsAlive|}) return ((Item)_weak.Target).Name; return item;", "int item = 0; if (_weak.Target is Item item2) return item2.Name; return item;")]
    [InlineData("if ({|CYC5004:_typed.TryGetTarget(out _)|}) { _typed.TryGetTarget(out var item); return item.Name; } return null;", "if (_typed.TryGetTarget(out var item)) { return item.Name; } return null;")]
    public Task Reads_the_target_once(string before, string after) => Verify().Turns(Source(before), Source(after));

    [Fact]
    public Task All_of_a_file() => Verify().TurnsAll(
        Source("if ({|CYC5004:_weak.IsAlive|}) ((Item)_weak.Target).Run(); if ({|CYC5004:_weak.IsAlive|}) return _weak.Target.ToString(); return null;"),
        Source("if (_weak.Target is Item item) item.Run(); if (_weak.Target is { } target) return target.ToString(); return null;"));

    [Fact]
    public Task In_an_old_language() => Verify(LanguageVersion.CSharp7).Turns(
        Source("if ({|CYC5004:_weak.IsAlive|}) return Use(_weak.Target); return null;"), Source("if (_weak.Target is object target) return Use(target); return null;"));

    [Theory]
    [InlineData("if (!{|CYC5004:_weak.IsAlive|}) return null; return ((Item)_weak.Target).Name;", LanguageVersion.CSharp8)]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) return ((Item)_weak.Target).Name; return null;", LanguageVersion.CSharp6)]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) { _weak.Target.ToString(); _weak.Target = null; } return null;", LanguageVersion.Preview)]
    public Task Is_not_offered(string body, LanguageVersion version) => Verify(version).IsNotOffered(Source(body));
}
