using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4006;

/// <summary>Each is reported, and the collector keeps the owner.</summary>
public sealed class Reports
{
    private static async Task Leaks(string members)
    {
        var source = Owner.Source(members);
        await Owner.Reported(source);
        Assert.True(Owner.IsKept(source));
    }

    [Theory]
    [InlineData("private readonly ThreadLocal<object> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = this; }")]
    [InlineData("private readonly ThreadLocal<Node> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = new Node(this); }")]
    [InlineData("private readonly ThreadLocal<Node> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = new Node(this, 1); }")]
    [InlineData("private readonly ThreadLocal<Node> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = new Node { Owner = this }; }")]
    [InlineData("private readonly ThreadLocal<Node> {|CYC4006:_local|}; public Owner() { _local = new ThreadLocal<Node>(() => new Node(this)); } public void Use(object key) { _ = _local.Value; }")]
    [InlineData("private readonly ThreadLocal<Node> {|CYC4006:_local|}; public Owner() { _local = new(() => { return new Node(this); }, true); } public void Use(object key) { _ = _local.Value.Owner; }")]
    [InlineData("private readonly ThreadLocal<Captured> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = new Captured(this); }")]
    [InlineData("private readonly ThreadLocal<Pair> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = new Pair(this, 1); }")]
    [InlineData("private readonly ThreadLocal<Action> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = () => Count++; }")]
    [InlineData("private readonly ThreadLocal<(object, int)> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = (this, 1); }")]
    [InlineData("private readonly ThreadLocal<object> {|CYC4006:_local|} = new(); public void Use(object key) { var node = new Node(this); _local.Value = node; }")]
    [InlineData("private readonly ThreadLocal<object> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = this; } ~Owner() { _local.Dispose(); }")]
    public Task Thread_locals(string members) => Leaks(members);

    [Theory]
    [InlineData("private readonly ConcurrentBag<object> {|CYC4006:_bag|} = new(); public void Use(object key) { _bag.Add(this); }")]
    [InlineData("private readonly ConcurrentBag<Node> {|CYC4006:_bag|} = new(); public void Use(object key) { _bag.Add(new Node(this)); foreach (var node in _bag) Count++; }")]
    [InlineData("private ConcurrentBag<Action> {|CYC4006:Bag|} { get; } = new(); public void Use(object key) { Bag.Add(() => Count++); }")]
    public Task Bags(string members) => Leaks(members);

    [Theory]
    [InlineData("private readonly ConditionalWeakTable<object, object> {|CYC4006:_table|} = new(); public void Use(object key) { _table.Add(key, this); }")]
    [InlineData("private readonly ConditionalWeakTable<object, Node> {|CYC4006:_table|} = new(); public void Use(object key) { _table.AddOrUpdate(key, new Node(this)); }")]
    [InlineData("private readonly ConditionalWeakTable<object, Node> {|CYC4006:_table|} = new(); public void Use(object key) { _table.GetValue(key, k => new Node(this)); }")]
    public Task Weak_tables_whose_key_lives_on(string members) => Leaks(members);

    [Fact]
    public Task Flow_locals() => Leaks("private readonly AsyncLocal<object> {|CYC4006:_local|} = new(); public void Use(object key) { _local.Value = this; }");

    [Fact]
    public Task A_key_may_end_before_the_owner() => Verify<KeptByOthersAnalyzer>.With()
        .Expecting(RuleCatalogue.OwnedByItsValue, DiagnosticSeverity.Info, "key → Owner._table → Owner", "the key keeps the value as long as it lives")
        .On(Owner.Source("private readonly ConditionalWeakTable<object, object> {|#0:_table|} = new(); public void Use(object key) { _table.Add(key, this); }"));

    [Fact]
    public Task The_message_names_the_path() => Verify<KeptByOthersAnalyzer>.With()
        .Expecting(RuleCatalogue.OwnedByItsValue, "Thread → Owner._local → Node → Owner", "the thread keeps the value until it ends")
        .On(Owner.Source("private readonly ThreadLocal<Node> {|#0:_local|} = new(); public void Use(object key) { _local.Value = new Node(this); }"));
}
