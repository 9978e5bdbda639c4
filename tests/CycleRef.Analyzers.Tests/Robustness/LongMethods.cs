using System.Linq;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using CycleRef.Analyzers.Tests.Rules.CYC5002;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>Set-up code that no human wrote. What is asked for every lambda must not walk the method for every lambda.</summary>
public sealed class LongMethods
{
    private const int Lambdas = 5_000;

    [Fact]
    public async Task Thousands_of_lambdas_in_one_method()
    {
        var lines = string.Concat(Enumerable.Range(0, Lambdas).Select(static i => $"b.Clicked = () => _n += {i};\n"));
        var analysis = Analysis.Of("using System; class Button { public Action Clicked { get; set; } } class Window { int _n; void Init(Button b) {\n" + lines + "} }");
        Assert.Empty(await analysis.Batch(new WeakListenerAnalyzer()));
        Assert.Empty(await analysis.Batch(new RootedCycleAnalyzer()));
    }

    [Fact]
    public async Task Thousands_of_weak_listeners_in_one_method()
    {
        var lines = string.Concat(Enumerable.Range(0, Lambdas).Select(static _ => "listener.OnEventAction = (view, source, args) => Count++;\n"));
        var source = Listening.Source("public void Listen(Model model) { var listener = new WeakEventListener<View, Model, EventArgs>(this);\n" + lines + "}");
        Assert.Equal(Lambdas, (await new Analysis(Analysis.Of(source).Compilation.AddReferences(References.Libraries)).Batch(new WeakListenerAnalyzer())).Length);
    }

    [Fact]
    public async Task Thousands_of_subscriptions_in_one_method()
    {
        var lines = string.Concat(Enumerable.Range(0, Lambdas).Select(static i => $"button{i % 9}.Clicked += (s, e) => _n += {i};\n"));
        var fields = string.Concat(Enumerable.Range(0, 9).Select(static i => $"Button button{i} = new();\n"));
        var analysis = Analysis.Of("using System; class Button { public event EventHandler Clicked; void R() => Clicked(null, null); } class Window : IDisposable { int _n;\n" + fields + "void Init() {\n" + lines + "} public void Dispose() { } }");
        Assert.DoesNotContain(analysis.Compilation.GetDiagnostics(), static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Empty(await analysis.Batch(new RootedCycleAnalyzer()));
        Assert.Empty(await analysis.Batch(new InjectedEventAnalyzer()));
    }
}
