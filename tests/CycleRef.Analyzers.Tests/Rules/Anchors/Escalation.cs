using System;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.Anchors;

/// <summary>What makes a warning of a suggestion: a strong handle, or a root that the same body gives one of the objects to.</summary>
public sealed class Escalation
{
    private const string Handle = "a strong GCHandle keeps all of them alive";
    private const string Static = "a static member keeps all of them alive";
    private const string Timer = "a running timer keeps all of them alive";
    private const string Nothing = "they stay reachable from each other";

    private const string Head = """
        using System; using System.Collections.Generic; using System.Runtime.InteropServices; using System.Threading;
        public class Child { public Parent Owner; }
        public static class Registry { public static readonly List<object> All = new List<object>(); public static Parent Current; public static event Action Flushed; public static void Flush() => Flushed?.Invoke(); }

        """;

    [Theory]
    [InlineData(Handle, "GCHandle.Alloc(this); c.Owner = this; _child = c;")]
    [InlineData(Handle, "c.Owner = this; _child = c; var h = GCHandle.Alloc(c, GCHandleType.Pinned);")]
    [InlineData(Handle, "c.Owner = this; _child = c; var h = new GCHandle<Child>(c);")]
    [InlineData(Nothing, "c.Owner = this; _child = c; var h = GCHandle.Alloc(c, GCHandleType.Weak);")]
    [InlineData(Nothing, "c.Owner = this; _child = c; var h = GCHandle.Alloc(c); Work(); h.Free();")]
    [InlineData(Nothing, "c.Owner = this; _child = c; var h = GCHandle.Alloc(new object());")]
    [InlineData(Static, "c.Owner = this; _child = c; Registry.All.Add(c);")]
    [InlineData(Static, "c.Owner = this; _child = c; Registry.Current = this;")]
    [InlineData(Static, "c.Owner = this; _child = c; Registry.Flushed += Work;")]
    [InlineData(Static, "c.Owner = this; _child = c; Registry.Flushed += () => c.ToString();")]
    [InlineData(Nothing, "c.Owner = this; _child = c; Registry.All.Add(new Child());")]
    [InlineData(Nothing, "c.Owner = this; _child = c; Registry.Flushed += static () => { };")]
    [InlineData(Nothing, "c.Owner = this; _child = c; Registry.All.Add(c); Registry.All.Remove(c);")]
    [InlineData(Nothing, "c.Owner = this; _child = c; Registry.Flushed += Work; Registry.Flushed -= Work;")]
    [InlineData(Nothing, "c.Owner = this; _child = c; s_instance = this;")]
    [InlineData(Timer, "c.Owner = this; _child = c; _timer = new Timer(_ => Work(), null, 0, 1000);")]
    [InlineData(Timer, "c.Owner = this; _child = c; var t = new System.Timers.Timer(10); t.Elapsed += (s, e) => Work(); t.Start();")]
    [InlineData(Nothing, "c.Owner = this; _child = c; _timer = new Timer(_ => Work(), null, -1, -1);")]
    [InlineData(Nothing, "c.Owner = this; _child = c; _timer = new Timer(static _ => { }, null, 0, 1000);")]
    [InlineData(Nothing, "c.Owner = this; _child = c; var t = new System.Timers.Timer(10); t.Elapsed += (s, e) => Work();")]
    public Task OfACycleThatOutlivesTheMethod(string consequence, string body) => Check(consequence, body, "");

    [Theory]
    [InlineData("c.Owner = this; _child = c; Registry.Flushed += Work;", "public void Dispose() { Registry.Flushed -= Work; }")]
    [InlineData("c.Owner = this; _child = c; _handle = GCHandle.Alloc(this);", "private GCHandle _handle; public void Dispose() { _handle.Free(); }")]
    public Task NotWhenTeardownLetsGo(string body, string members) => Check(Nothing, body, members);

    [Fact]
    public Task HandleThatOnlyTheFinalizerFrees() =>
        Check(Handle, "c.Owner = this; _child = c; _handle = GCHandle.Alloc(this);", "private GCHandle _handle; ~Parent() { _handle.Free(); }");

    private static async Task Check(string consequence, string body, string members)
    {
        var source = Head + "public class Parent { Child _child; Timer _timer; static Parent s_instance; void Work() { } public void Take(Child c) { " + body + " } " + members + " }";
        var analysis = Analysis.Of(source);
        Assert.Empty(analysis.Compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var closed = Assert.Single(await analysis.Batch(new ObjectCycleAnalyzer()), static d => d.Id == "CYC2002");
        Assert.Contains(consequence, closed.GetMessage(), StringComparison.Ordinal);
        if (closed.Descriptor.IsEnabledByDefault)
            Assert.Equal(consequence == Nothing ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, closed.Severity);
    }
}
