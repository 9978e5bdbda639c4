using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Statements;

/// <summary>The method or the field that a lambda becomes.</summary>
public sealed class NewHandlers
{
    private const string Model = "using System; class Model<T> { public event Action<T> Changed; public void Raise(T value) => Changed?.Invoke(value); } class ViewBase { protected virtual void OnChanged(string s) { } }";

    [Fact]
    public Task A_lambda_without_parentheses_keeps_the_name_of_its_parameter() => StatementFixRun.On(
        "using System;\nclass View<T>\n{\n    private readonly Model<T> _model = new Model<T>();\n    private T _last;\n    public View()\n    {\n        _model.Changed += value => _last = value;\n    }\n}\n", Model).TurnsIntoAsync(
        EquivalenceKeys.Unsubscribe,
        "using System;\nclass View<T> : IDisposable\n{\n    private readonly Model<T> _model = new Model<T>();\n    private T _last;\n    public View()\n    {\n        _model.Changed += OnChanged;\n    }\n\n    private void OnChanged(T value) => _last = value;\n\n    public void Dispose() => _model.Changed -= OnChanged;\n}\n");

    [Fact]
    public Task A_blank_line_stands_on_both_sides_of_it() => StatementFixRun.On(
        "using System;\nclass View : IDisposable\n{\n    private readonly Model<int> _model = new Model<int>();\n    private int _last;\n    public View()\n    {\n        _model.Changed += i => _last = i; // sees\n    } // end\n    public int Last => _last;\n    public void Dispose() { }\n}\n", Model).TurnsIntoAsync(
        EquivalenceKeys.Unsubscribe,
        "using System;\nclass View : IDisposable\n{\n    private readonly Model<int> _model = new Model<int>();\n    private int _last;\n    public View()\n    {\n        _model.Changed += OnChanged; // sees\n    } // end\n\n    private void OnChanged(int i) => _last = i;\n\n    public int Last => _last;\n    public void Dispose() { _model.Changed -= OnChanged; }\n}\n");

    [Fact]
    public async Task An_inherited_method_is_not_hidden() => Code.Contains(
        "private void HandleChanged(string s) => _last = s;",
        (await StatementFixRun.On(
            "class View : ViewBase\n{\n    private readonly Model<string> _model = new Model<string>();\n    private string _last;\n    public View()\n    {\n        _model.Changed += s => _last = s;\n    }\n}\n", Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);

    [Fact]
    public async Task One_field_cannot_keep_the_handlers_of_many_calls() => Assert.DoesNotContain(
        EquivalenceKeys.Unsubscribe,
        await StatementFixRun.On(
            "class View\n{\n    private readonly Model<int> _model = new Model<int>();\n    private int _last;\n    public void Add(int step)\n    {\n        _model.Changed += i => _last = i + step;\n    }\n}\n", Model).OfferedAsync());

    [Fact]
    public async Task One_field_keeps_the_handler_until_the_counterpart_removes_it() => Code.Contains(
        "public void OnDisable() { _model.Changed -= _changedHandler; _changedHandler = null; }",
        (await StatementFixRun.On(
            "class View\n{\n    private readonly Model<int> _model = new Model<int>();\n    private int _last;\n    public void OnEnable(int step) { _model.Changed += i => _last = i + step; }\n    public void OnDisable() { }\n}\n", Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);

    [Fact]
    public async Task A_body_in_one_line_stays_in_one_line() => Code.Contains(
        "public View(int step) { _changedHandler = i => _last = i + step; _model.Changed += _changedHandler; }",
        (await StatementFixRun.On(
            "class View\n{\n    private readonly Model<int> _model = new Model<int>();\n    private int _last;\n    public View(int step) { _model.Changed += i => _last = i + step; }\n}\n", Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);

    [Fact]
    public async Task A_publisher_that_is_made_for_good_is_never_null() => Code.Contains(
        "public void Dispose() => _model.Changed -= See;",
        (await StatementFixRun.On(
            "class View\n{\n    private readonly Model<int> _model = new Model<int>();\n    public void Start() { _model.Changed += See; }\n    private void See(int i) { }\n}\n", Model).ApplyAsync(EquivalenceKeys.Unsubscribe)).Text);
}
