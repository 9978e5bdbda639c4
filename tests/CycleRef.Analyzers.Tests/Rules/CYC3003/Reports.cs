using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC3003;

public sealed class Reports
{
    [Fact]
    public Task StoredLambdaBesideAShortLivedOne() => Verify<SharedClosureAnalyzer>.Source(
        """
        using System;
        using System.Linq;
        class Big { public int Number; }
        class C
        {
            Action _stored;
            void M(int[] numbers)
            {
                var big = new Big();
                var name = "x";
                var found = numbers.Any(n => n == big.Number);
                _stored = {|CYC3003:() => Console.Write(name)|};
            }
        }
        """);

    [Fact]
    public Task ReturnedLambda() => Verify<SharedClosureAnalyzer>.Source(
        """
        using System;
        using System.Linq;
        class C
        {
            Func<int> M(int[] numbers)
            {
                var table = new int[1000];
                var count = 3;
                var found = numbers.Count(n => table[n] > 0);
                return {|CYC3003:() => count|};
            }
        }
        """);

    [Fact]
    public Task Subscribed() => Verify<SharedClosureAnalyzer>.Source(
        """
        using System;
        using System.Collections.Generic;
        class Big { public int Number; }
        class C
        {
            event Action Happened;
            void M(List<int> numbers)
            {
                var big = new Big();
                var name = 1;
                numbers.RemoveAll(n => n == big.Number);
                Happened += {|CYC3003:() => Console.Write(name)|};
            }
        }
        """);
}
