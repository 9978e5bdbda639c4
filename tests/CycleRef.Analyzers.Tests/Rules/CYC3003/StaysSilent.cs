using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC3003;

public sealed class StaysSilent
{
    [Theory]
    [InlineData("_stored = () => Console.Write(big.Number);")] // uses it itself
    [InlineData("_stored = () => Console.Write(1);")] // captures nothing
    [InlineData("{ var inner = 1; _stored = () => Console.Write(inner); }")] // another scope
    [InlineData("_stored = () => Console.Write(name); big = null;")] // cleared
    [InlineData("Action local = () => Console.Write(name); local();")] // not stored
    [InlineData("_stored = () => Console.Write(name); _other = () => Console.Write(big);")] // another stored one needs it
    public Task Unless(string statements) => Verify<SharedClosureAnalyzer>.Source(
        $$"""
        using System;
        using System.Linq;
        class Big { public int Number; }
        class C
        {
            Action _stored, _other;
            void M(int[] numbers)
            {
                var big = new Big();
                var name = "x";
                var found = numbers.Any(n => n == big.Number);
                {{statements}}
            }
        }
        """);

    [Fact]
    public Task WhenTheVariableIsSmall() => Verify<SharedClosureAnalyzer>.Source(
        """
        using System;
        using System.Linq;
        class C
        {
            Action _stored;
            void M(int[] numbers)
            {
                var limit = 3;
                var name = "x";
                var found = numbers.Any(n => n == limit);
                _stored = () => Console.Write(name);
            }
        }
        """);

    [Fact]
    public Task WhenTheQueryIsLazy() => Verify<SharedClosureAnalyzer>.Source(
        """
        using System;
        using System.Linq;
        class Big { public int Number; }
        class C
        {
            Action _stored;
            object M(int[] numbers)
            {
                var big = new Big();
                var name = "x";
                var query = numbers.Where(n => n == big.Number);
                _stored = () => Console.Write(name);
                return query;
            }
        }
        """);
}
