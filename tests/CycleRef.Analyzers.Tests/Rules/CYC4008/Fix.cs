using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4008;

public sealed class Fix
{
    [Fact]
    public async Task The_handler_is_removed_in_Dispose()
    {
        const string Source = """
            using System;
            public class Store { public event EventHandler Changed; public void Raise() => Changed?.Invoke(this, EventArgs.Empty); }
            public class Editor : IDisposable
            {
                private readonly Store _store;
                public Editor(Store store)
                {
                    _store = store;
                    _store.Changed += OnChanged;
                }
                public void Dispose()
                {
                }
                private void OnChanged(object sender, EventArgs e) { }
            }
            """;
        var fixedSource = await RuleFixRun.On(new InjectedEventAnalyzer(), new RootFixProvider(), Source).FirstFixAsync();
        Code.Contains("_store.Changed -= OnChanged;", fixedSource);
    }
}
