using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
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

    private const string Crashes = """
        using System.Collections.Generic; using System.Text.Json;
        namespace App {
        [System.Obsolete] partial record Node(string Name, Node Parent) { public Node First { get; set; } public List<Node> All = new(); protected double @class; }
        record Order : Base { public Invoice Invoice { get; set; } } record Base(int other); record Invoice(Order Order);
        public class Blog { public List<Post> Posts { get; } = new(); } public class Post { public Blog Blog { get; set; } public string Text; }
        static class Export { static readonly JsonSerializerOptions Options = new() { WriteIndented = true, };
            static string A(Blog blog) => JsonSerializer.Serialize(blog); static string B(Blog blog) => JsonSerializer.Serialize(value: blog, options: null); static string C(Blog blog) { var o = new JsonSerializerOptions(); return JsonSerializer.Serialize(blog, o) + JsonSerializer.Serialize(blog, Options); }
            static string D(Blog blog) => Newtonsoft.Json.JsonConvert.SerializeObject(blog); }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Never_throws(int kind)
    {
        foreach (var broken in Broken(Source, kind))
            await FixRun.On(broken).ApplyEverythingAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Never_throws_on_records_and_serializers(int kind)
    {
        foreach (var broken in Broken(Crashes, kind).Prepend(Crashes))
        {
            var run = FixRun.On(broken).WithReferences(References.Libraries);
            await run.ForRule(RuleIds.RecordRecursion).ApplyEverythingAsync();
            await run.ForRule(RuleIds.SerializedCycle).ApplyEverythingAsync();
        }
    }

    private static IEnumerable<string> Broken(string source, int kind)
    {
        var random = new Random(kind);
        for (var i = 0; i < 40; i++)
        {
            var at = random.Next(source.Length);
            var length = Math.Min(random.Next(1, 12), source.Length - at);
            yield return kind switch
            {
                1 => source[..at],
                2 => source.Remove(at, length),
                3 => source.Insert(at, "{"),
                _ => source.Insert(at, source.Substring(random.Next(source.Length - length), length)),
            };
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
