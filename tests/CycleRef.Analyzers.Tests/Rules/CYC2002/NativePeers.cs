using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC2002;

/// <summary>
/// With a native peer in the cycle the suggestions of this family become warnings. While the rules are off by default the compiler levels the
/// severity that a diagnostic chooses, so it cannot be seen here (decision 11).
/// </summary>
public sealed class NativePeers
{
    private const string Peers = """
        using System;
        namespace Foundation { public class NSObject { } }
        class View : Foundation.NSObject { public object Tag; public Action Tapped; public event Action Changed; }
        """;

    [Fact]
    public Task StatementThatClosesACycle() => Reports(
        "CYC2002", "class Handler { View _view; public void Set(View view) { view.Tag = this; {|#0:_view = view|}; } }");

    [Fact]
    public Task CallbackThatCapturesItsHolder() => Reports(
        "CYC3001", "class Handler { readonly View _view = new View(); public Handler() { {|#0:_view.Tapped = OnTapped|}; } void OnTapped() { } }");

    [Fact]
    public Task EventOfAHeldView() => Reports(
        "CYC3002", "class Handler { readonly View _view = new View(); public Handler() { {|#0:_view.Changed += OnChanged|}; } void OnChanged() { } }");

    [Fact]
    public async Task ToolsSeeThatTheReportIsRaised()
    {
        var reports = await Analysis.Of(Peers + """
            class Handler { View _view; public void Set(View view) { view.Tag = this; _view = view; } }
            class Plain { Plain _other; public void Set(Plain other) { other._other = this; _other = other; } }
            """).Batch(new ObjectCycleAnalyzer());
        Assert.Equal(["warning", null], reports.OrderBy(static r => r.Location.SourceSpan.Start).Select(static r => r.Properties.GetValueOrDefault("CycleRef.Severity")));
    }

    [Fact]
    public Task SilentWithTeardown() => Verify<ObjectCycleAnalyzer>.Source(
        Peers + "class Handler { View _view; public void Set(View view) { view.Tag = this; _view = view; } public void Disconnect() { _view = null; } }");

    private static async Task Reports(string id, string source)
    {
        var verify = Verify<ObjectCycleAnalyzer>.New();
        verify.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity));
        await verify.On(Peers + source);
    }
}
