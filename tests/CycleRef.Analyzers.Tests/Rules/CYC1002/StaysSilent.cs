using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1002;

public sealed class StaysSilent
{
    private static Task OnApple(string source) => Verify<TypeCycleAnalyzer>.Source("using UIKit; using Foundation; using System.Collections.Generic;\n" + source, Stubs.Apple);

    [Theory]
    [InlineData("protected override void Dispose(bool disposing) { _parent = null; base.Dispose(disposing); }")]
    [InlineData("public void Disconnect() { _parent = null; }")]
    [InlineData("public void PrepareForReuse() { Reset(); } private void Reset() { _parent = null; }")]
    public Task Where_a_teardown_clears_the_link(string teardown) => OnApple($$"""
        class ParentView : UIView { private readonly ChildView _child; public ParentView() { _child = new ChildView(this); } public ChildView C() => _child; }
        class ChildView : UIView { private ParentView _parent; public ChildView(ParentView parent) { _parent = parent; } {{teardown}} }
        """);

    [Theory]
    [InlineData("class MyView : UIView { private UIView _sub; private UIButton _button; private List<UIView> _all; }")]
    [InlineData("class MyView : UIView { private ChildView _child = new ChildView(); } class ChildView : UIView { }")]
    [InlineData("class MyView : UIView { private UIColor _color; private UIImage _image; private NSString _text; private int[] _values; }")]
    [InlineData("class MyView : UIView { private System.WeakReference<Child> _c; } class Child : UIView { private MyView _owner; }")]
    public Task On_views_held_downwards_only(string source) => OnApple(source);

    [Theory]
    [InlineData("class Tint : UIColor { private MyView _view; } class MyView : UIView { private UIColor _tint; }")]
    [InlineData("class Layer : CoreAnimation.CALayer { private MyView _view; } class MyView : UIView { private CoreAnimation.CALayer _layer; }")]
    [InlineData("class AppDelegate : UIApplicationDelegate { public UIWindow Window { get; set; } } class MainWindow : UIWindow { private AppDelegate _owner; }")]
    public Task On_safe_types(string source) => OnApple(source);

    [Theory]
    [InlineData("private readonly UIView _spinner = new UIView();")]
    [InlineData("private UIView _spinner; public void Load() { _spinner ??= new UIView(); }")]
    [InlineData("private UIView _spinner; public void Load(bool b) { _spinner = b ? new UIButton() : null; }")]
    [InlineData("public UIView Spinner { get; } = new UIButton();")]
    public Task On_a_member_of_a_base_type_into_which_only_other_types_go(string member) => OnApple($$"""
        class Page : UIView { {{member}} public void Show(UIView root) { Present(new Dialog(this)); } void Present(UIView view) { } }
        class Dialog : UIView { private readonly Page _page; public Dialog(Page page) { _page = page; } public Page P() => _page; }
        """);

    [Fact]
    public Task On_xaml_objects_which_are_traced_and_get_the_plain_rule() => Verify<TypeCycleAnalyzer>.Source("""
        class Page : Microsoft.UI.Xaml.FrameworkElement { private Part _part; public Page() { _part = new Part(this); } public Part P() => _part; }
        class Part { private Page {|CYC1001:_page|}; public Part(Page page) { _page = page; } public Page P() => _page; }
        """, Stubs.WinRt);

    [Fact]
    public Task On_maui_handlers_off_apple_which_get_the_plain_rule() => Verify<TypeCycleAnalyzer>.Source("""
        class Handler : Microsoft.Maui.IPlatformViewHandler { private Proxy _proxy; public void Connect() { _proxy = new Proxy(this); } public Proxy P() => _proxy; }
        class Proxy { private Handler {|CYC1001:_handler|}; public Proxy(Handler handler) { _handler = handler; } public Handler H() => _handler; }
        """, Stubs.Maui);

    [Fact]
    public Task On_a_managed_class_behind_a_com_interface_which_gets_the_plain_rule() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Runtime.InteropServices;
        [ComImport, Guid("6B29FC40-CA47-1067-B31D-00DD010662DA")] interface IAccessible { }
        class Accessible : IAccessible { private Control {|CYC1001:_owner|}; public Accessible(Control owner) { _owner = owner; } public Control O() => _owner; }
        class Control { private Accessible _accessible; public void Make() { _accessible = new Accessible(this); } public Accessible A() => _accessible; }
        """);

    [Theory]
    [InlineData("namespace Java.Lang { class Object { } } class A : Java.Lang.Object { public B B = new B(); } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("namespace Godot { class GodotObject { } } class A : Godot.GodotObject { public B B = new B(); } class B { public A {|CYC1001:Owner|}; }")]
    [InlineData("namespace UnityEngine { class Object { } } class A : UnityEngine.Object { public B B = new B(); } class B { public A {|CYC1001:Owner|}; }")]
    public Task On_bridged_types_which_get_the_plain_rule(string source) => Verify<TypeCycleAnalyzer>.Source(source);
}
