using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4007;

/// <summary>Each is reported, and the runtime of the real library keeps the component.</summary>
public sealed class Reports
{
    private static async Task Leaks(string members, string bases = "")
    {
        var source = Chart.Source(members, bases);
        await Chart.Reported(source);
        Assert.True(Chart.IsKept(source));
    }

    [Theory]
    [InlineData("public async Task Show() => await js.InvokeVoidAsync(\"show\", {|CYC4007:DotNetObjectReference.Create(this)|});")]
    [InlineData("public async Task Show() { await js.InvokeAsync<object>(\"show\", 1, {|CYC4007:DotNetObjectReference.Create(this)|}); }")]
    [InlineData("public async Task Show() { await js.InvokeVoidAsync(\"show\", new object[] { {|CYC4007:DotNetObjectReference.Create(this)|} }); }")]
    [InlineData("public async Task Show() { var self = {|CYC4007:DotNetObjectReference.Create(this)|}; await js.InvokeVoidAsync(\"show\", self); }")]
    [InlineData("public async Task Show() => await js.InvokeVoidAsync(\"show\", new { Self = {|CYC4007:Microsoft.JSInterop.DotNetObjectReference.Create<Chart>(this)|} });")]
    public Task Handed_over_and_forgotten(string members) => Leaks(members);

    [Theory]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self = {|CYC4007:DotNetObjectReference.Create(this)|}; await js.InvokeVoidAsync(\"show\", _self); }")]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self ??= {|CYC4007:DotNetObjectReference.Create(this)|}; await js.InvokeVoidAsync(\"show\", _self); _self = null; }")]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { _self = {|CYC4007:DotNetObjectReference.Create(this)|}; await js.InvokeVoidAsync(\"show\", _self); } ~Chart() { _self.Dispose(); }")]
    [InlineData("private DotNetObjectReference<Chart> _self; public async Task Show() { var self = {|CYC4007:DotNetObjectReference.Create(this)|}; _self = self; await js.InvokeVoidAsync(\"show\", _self); }")]
    public Task Kept_and_never_disposed(string members) => Leaks(members);

    [Fact]
    public Task Disposing_something_else() => Leaks(
        "private DotNetObjectReference<Chart> _self; public async Task Show() { _self = {|CYC4007:DotNetObjectReference.Create(this)|}; await js.InvokeVoidAsync(\"show\", _self); } public void Dispose() { Count = 0; }",
        ": IDisposable");
}
