using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4007;

public sealed class StaysSilent
{
    private static async Task IsCollected(string members, string bases = "")
    {
        var source = Chart.Source(members, bases);
        await Chart.Reported(source);
        Assert.False(Chart.IsKept(source));
    }

    [Theory]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", _self); } public void Dispose() { _self?.Dispose(); }")]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self ??= DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", _self); } public void Dispose() => Release(); private void Release() { this._self.Dispose(); _self = null; }")]
    [InlineData("private IDisposable _self; public async Task Show() { var self = DotNetObjectReference.Create(this); _self = self; await js.InvokeVoidAsync(\"show\", self); } public void Dispose() => _self.Dispose();")]
    [InlineData("private DotNetObjectReference<Chart> Self { get; set; } public async Task Show() { Self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", Self); } public void Dispose() { if (Self != null) Self.Dispose(); }")]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", _self); } public void Dispose() { System.Threading.Interlocked.Exchange(ref _self, null)?.Dispose(); }")]
    [InlineData("private readonly List<IDisposable> _all = new(); public async Task Show() { var self = DotNetObjectReference.Create(this); _all.Add(self); await js.InvokeVoidAsync(\"show\", self); } public void Dispose() { foreach (var one in _all) one.Dispose(); }")]
    public Task Kept_and_disposed(string members) => IsCollected(members, ": IDisposable");

    [Theory]
    [InlineData("public async Task Show() { using var self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", self); }")]
    [InlineData("public async Task Show() { using (var self = DotNetObjectReference.Create(this)) await js.InvokeVoidAsync(\"show\", self); }")]
    [InlineData("public async Task Show() { var self = DotNetObjectReference.Create(this); try { await js.InvokeVoidAsync(\"show\", self); } finally { self.Dispose(); } }")]
    [InlineData("public Task Show() { DotNetObjectReference.Create(this); return Task.CompletedTask; }")]
    [InlineData("private readonly DotNetObjectReference<Chart> _unused; public Task Show() { var self = DotNetObjectReference.Create(this); return Task.CompletedTask; }")]
    public Task Disposed_on_the_spot_or_never_handed_over(string members) => IsCollected(members);

    [Theory]
    // Somebody else may dispose it.
    [InlineData("public async Task Show() { await Wrapper(DotNetObjectReference.Create(this)); } Task Wrapper(DotNetObjectReference<Chart> self) => Task.CompletedTask;")]
    [InlineData("public DotNetObjectReference<Chart> Create() => DotNetObjectReference.Create(this);")]
    [InlineData("protected DotNetObjectReference<Chart> Self; public async Task Show() { Self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", Self); }")]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", _self); } public IDisposable Get() => _self;")]
    // As long as the process.
    [InlineData("private static Chart s_one = new Chart(null); public async Task Show() => await js.InvokeVoidAsync(\"show\", DotNetObjectReference.Create(this));")]
    public Task What_cannot_be_proved(string members) => Chart.Reported(Chart.Source(members));

    [Fact]
    public Task The_other_part_of_a_component_disposes_it() => Chart.Reported(
        Chart.Source("private DotNetObjectReference<Chart> _self; public async Task Show() { _self = DotNetObjectReference.Create(this); await js.InvokeVoidAsync(\"show\", _self); }")
            .Replace("public class Chart", "public partial class Chart", System.StringComparison.Ordinal)
        + "partial class Chart : IDisposable { public void Dispose() => _self?.Dispose(); }");

    [Fact]
    public Task A_type_that_only_has_the_name() => Verify<InteropReferenceAnalyzer>.Source(
        "class DotNetObjectReference { public static object Create(object o) => o; } class A { void InvokeIt(object o) { } void M() => InvokeIt(DotNetObjectReference.Create(this)); }");
}
