using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5002;

/// <summary>Each is reported, and the source keeps the view although it listens weakly.</summary>
public sealed class Reports
{
    private static async Task Leaks(string source)
    {
        await Listening.Reported(source);
        Assert.True(Listening.IsKept(source));
    }

    [Theory]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => OnChanged(s, e)|} }; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => this.OnChanged(s, e)|} }; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this); l.OnEventAction = {|CYC5002:(i, s, e) => Count++|}; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:delegate { Count++; }|} }; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { WeakEventListener<View, object, EventArgs> l = new(this) { OnEventAction = {|CYC5002:(i, s, e) => OnChanged(s, e)|} }; model.Changed += l.OnEvent; }")]
    [InlineData("public void Listen(Model model) { var l = new WeakEventListener<View, object, EventArgs>(this, {|CYC5002:(i, s, e) => OnChanged(s, e)|}); model.Changed += l.OnEvent; }")]
    [InlineData("private WeakEventListener<View, object, EventArgs> _l; public void Listen(Model model) { _l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => OnChanged(s, e)|} }; model.Changed += _l.OnEvent; }")]
    [InlineData("private Model _model; public void Listen(Model model) { _model = model; var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = static (i, s, e) => i.OnChanged(s, e), OnDetachAction = {|CYC5002:x => _model.Changed -= x.OnEvent|} }; model.Changed += l.OnEvent; }")]
    public async Task The_lambda_uses_this(string members)
    {
        await Leaks(Listening.Source(members));
        await Listening.Reported(Listening.LibrarySource(members));
    }

    [Fact]
    public Task The_lambda_shares_its_closure_with_one_that_uses_this() => Leaks(Listening.Source(
        "public void Listen(Model model) { var n = 1; Action other = () => { n++; Count++; }; other(); var l = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => n++|} }; model.Changed += l.OnEvent; }"));

    [Fact]
    public Task Each_accessor_and_each_variable_of_a_field_is_a_body_of_its_own() => Listening.Reported(Listening.Source("""
        private WeakEventListener<View, object, EventArgs> L
        {
            get => new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => Count++|} };
            set { value = new WeakEventListener<View, object, EventArgs>(this) { OnEventAction = {|CYC5002:(i, s, e) => Count++|} }; }
        }
        private Func<View, object> _a = v => new WeakEventListener<View, object, EventArgs>(v), _b = v => new WeakEventListener<View, object, EventArgs>(v);
        public void Listen(Model model) { var l = L; model.Changed += l.OnEvent; }
        """));
}
