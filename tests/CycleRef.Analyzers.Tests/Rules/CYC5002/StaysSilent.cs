using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5002;

public sealed class StaysSilent
{
    /// <summary>The source does not keep the view.</summary>
    private static async Task IsCollected(string members)
    {
        var source = Listening.Source(members);
        await Listening.Reported(source);
        Assert.False(Listening.IsKept(source));
    }

    [Theory]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = static (i, s, e) => i.OnChanged(s, e) }; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = (i, s, e) => i.Count++, OnDetachAction = x => model.Changed -= x.OnEvent }; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this, (view, s, e) => view.OnChanged(s, e)); model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var n = 2; var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = (i, s, e) => i.Count += n }; model.Changed += l.OnEvent; }")]
    public Task The_lambda_uses_its_parameter(string members) => IsCollected(members);

    [Theory]
    // The messenger keeps handlers as long as their recipient: a handler that captures it does no harm.
    [InlineData("public void Listen(Model model) { Count++; WeakReferenceMessenger.Default.Register<View, string>(this, (r, m) => OnChanged(m, null)); }")]
    [InlineData("public void Listen(Model model) { Count++; WeakReferenceMessenger.Default.Register<View, string>(this, static (r, m) => r.OnChanged(m, null)); }")]
    // The object's own list keeps it, and nobody else.
    [InlineData("private readonly List<Action> _own = new(); public void Listen(Model model) { Count++; _own.Add(() => Count++); }")]
    public Task Other_places_for_lambdas(string members) => IsCollected(members);

    [Theory]
    // The instance is another object: the lambda may need this one.
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<Model, object, EventArgs>(model) { OnEventAction = (i, s, e) => OnChanged(s, e) }; model.Changed += l.OnEvent; }")]
    // Weak in name only.
    [InlineData("class WeakList<T> { public Action<T> Each { get; set; } } public void Listen(Model model) { var l = new WeakList<View> { Each = v => Count++ }; }")]
    public Task What_is_no_weak_listener_of_this(string members) => Listening.Reported(Listening.Source(members));

    [Fact]
    public Task Broken_code() => Verify<WeakListenerAnalyzer>.With(broken: true).On("class A { int n; void M() { var l = new WeakEventListener<A, , >(this) { OnEventAction = (i, s) => n++ }; l.OnEventAction = () => ; new Weak(this, () => n, } }");
}
