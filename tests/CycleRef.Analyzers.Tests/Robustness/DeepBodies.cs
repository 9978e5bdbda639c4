using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Corpus.Fuzzing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>Bodies nested deeper than operations can be made of on the stack of a host: the rules say nothing of them, where the compiler says it too.</summary>
public sealed class DeepBodies
{
    private const string Around =
        """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks; using System.Text.Json;
        using Microsoft.Extensions.DependencyInjection;
        public class Node { public Node Child { get; set; } public Node Owner { get; set; } public event Action Changed; public Node Next(Node n) => this; public Func<object> Made; void R() => Changed?.Invoke(); }
        public class Subject : IDisposable
        {
            private Node _node = new(); private Timer _timer; private bool b; private int _n;
            public void Dispose() { }
            public async void Loop(IServiceCollection services, Node n)
            {
                services.AddSingleton<Node>(sp => sp.GetRequiredService<Node>());
                _ = JsonSerializer.Serialize(n, new JsonSerializerOptions());
                _timer = new Timer(_ => _n++, null, 1, 1);
                while (true) { await Task.Delay(1); _n++; DEEP }
            }
            public void Link(Node n)
            {
                _node.Changed += () => _n++;
                _node.Made = () => n;
                _node.Child = n; n.Owner = _node;
                var x = new Node(); var y = new Node();
                x.Child = y; y.Owner = x;
                DEEP
            }
        }
        """;

    [Theory]
    [InlineData("_ = new Node();", "((Action)(() => { ", " }))();", 80)]
    [InlineData("_ = n", "", ".Next(n)", 400)]
    [InlineData("_ = n", "", "?.Child", 400)]
    [InlineData("_ = n", "", "!", 300)]
    [InlineData("object o = n", "", " ?? n", 250)]
    [InlineData("n.Owner = n;", "if (b) { ", " }", 150)]
    [InlineData("_ = n", "", ".Next(n)", 80)]
    public void Overflow_nothing(string core, string before, string after, int depth)
    {
        var deep = core.EndsWith(';')
            ? Repeat(before, depth) + core + Repeat(after, depth)
            : core + Repeat(after, depth) + ";";
        var analysis = Analysis.Of(Around.Replace("DEEP", deep, StringComparison.Ordinal));
        var compilation = analysis.Compilation.AddReferences(References.Libraries);
        Assert.Empty(Analyze(compilation));
    }

    [Fact]
    public void Are_looked_at_while_they_are_as_people_write_them()
    {
        var compilation = Analysis.Of(Around.Replace("DEEP", Repeat("if (b) { ", 20) + "n.Owner = n;" + Repeat(" }", 20), StringComparison.Ordinal)).Compilation.AddReferences(References.Libraries);
        Assert.NotEmpty(Analyze(compilation));
    }

    /// <summary>What the rules for statements report, and every exception.</summary>
    private static ImmutableArray<string> Analyze(Compilation compilation)
    {
        var found = ImmutableArray<string>.Empty;
        SmallStack.Run(() =>
        {
            var withAnalyzers = compilation.WithAnalyzers(WholePackage.Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            found = [.. withAnalyzers.GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult()
                .Where(diagnostic => diagnostic.Id == "AD0001" || diagnostic.Id.StartsWith("CYC2", StringComparison.Ordinal) || diagnostic.Id.StartsWith("CYC3", StringComparison.Ordinal))
                .Select(static diagnostic => diagnostic.ToString())];
        });
        return found;
    }

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
}
