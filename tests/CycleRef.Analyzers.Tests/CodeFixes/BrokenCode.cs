using System;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes;

/// <summary>Code that is being typed: no fix may throw, whatever is missing.</summary>
public sealed class BrokenCode
{
    private const string Source = """
        using System.Collections.Generic;
        namespace App {
        class Owner : Foundation.NSObject {
            private readonly List<Child> _children = new();
            public Child First;
            public Owner() { First = new Child(this); _children.Add(First); }
            protected override void Dispose(bool disposing) { if (disposing) { _children.Clear(); } base.Dispose(disposing); }
        }
        partial class Child : System.IDisposable {
            [System.Obsolete] private Owner _owner = null, _other;
            public virtual Owner Owner { get; protected set; } = null;
            public Child(Owner owner) { _owner = owner; (Owner, _other) = (owner, _owner); }
            public void Dispose() { if (_owner != null) return; _other?.Dispose(); }
        }
        class Grand(Child child) { public Owner Link = child.Owner; public string Name => child.ToString(); }
        }
        namespace Foundation { public class NSObject { protected virtual void Dispose(bool disposing) { } public void Dispose() { } } }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Never_throws(int kind)
    {
        var random = new Random(kind);
        for (var i = 0; i < 40; i++)
        {
            var at = random.Next(Source.Length);
            var length = Math.Min(random.Next(1, 12), Source.Length - at);
            var broken = kind switch
            {
                1 => Source[..at],
                2 => Source.Remove(at, length),
                3 => Source.Insert(at, "{"),
                _ => Source.Insert(at, Source.Substring(random.Next(Source.Length - length), length)),
            };
            await FixRun.On(broken).ApplyEverythingAsync();
        }
    }

    [Fact]
    public async Task All_fixes_of_the_unbroken_source_compile()
    {
        var run = FixRun.On(Source);
        foreach (var member in (await run.ReportsAsync()).Select(static report => report.Properties["CycleRef.Member"]!))
        {
            foreach (var key in await run.OfferedAsync(member))
                await run.ApplyAsync(key, member);
        }
    }
}
