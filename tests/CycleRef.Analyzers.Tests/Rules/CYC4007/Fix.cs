using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4007;

public sealed class Fix
{
    private static VerifyRuleFix<InteropReferenceAnalyzer, InteropReferenceFixProvider> Verify() => VerifyRuleFix<InteropReferenceAnalyzer, InteropReferenceFixProvider>.With();

    private static async Task Turns(string before, string after, string bases = "")
    {
        before = Chart.Source(before, bases);
        // The new field stands behind those that are there, the implemented interface where the bases were.
        after = Chart.Source(after, bases.Length > 0 ? bases : ": IDisposable").Replace("Chart : IDisposable\n", bases.Length > 0 ? "Chart : IDisposable\n" : "Chart : IDisposable \n", System.StringComparison.Ordinal);
        if (bases.Length == 0)
            after = after.Replace("IJSRuntime js;\n", "IJSRuntime js;\n    private DotNetObjectReference<Chart> selfReference;\n", System.StringComparison.Ordinal);
        await Verify().Turns(before, after);
        Assert.True(Chart.IsKept(before));
        Assert.False(Chart.IsKept(after));
    }

    [Fact]
    public Task A_reference_that_was_dropped_is_kept_and_disposed() => Turns(
        """
        public async Task Show() => await js.InvokeVoidAsync("show", {|CYC4007:DotNetObjectReference.Create(this)|});
        """,
        """
        public async Task Show() => await js.InvokeVoidAsync("show", selfReference ??= DotNetObjectReference.Create(this));

            public void Dispose() => selfReference?.Dispose();
        """);

    [Fact]
    public Task A_field_is_disposed_where_the_component_is() => Turns(
        """
        private DotNetObjectReference<Chart> _self;
            public async Task Show()
            {
                _self = {|CYC4007:DotNetObjectReference.Create(this)|};
                await js.InvokeVoidAsync("show", _self);
            }

            public void Dispose()
            {
                Count = 0;
            }
        """,
        """
        private DotNetObjectReference<Chart> _self;
            public async Task Show()
            {
                _self = DotNetObjectReference.Create(this);
                await js.InvokeVoidAsync("show", _self);
            }

            public void Dispose()
            {
                Count = 0;
                _self?.Dispose();
            }
        """,
        ": IDisposable");
}
