using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1002;

public sealed class Reports
{
    private static Task OnApple(string source) => Verify<TypeCycleAnalyzer>.Source("using UIKit; using Foundation; using System.Collections.Generic;\n" + source, Stubs.Apple);

    [Fact]
    public Task A_view_that_keeps_its_parent() => OnApple("""
        class ParentView : UIView { private readonly ChildView _child; public ParentView() { _child = new ChildView(this); } }
        class ChildView : UIView { private readonly ParentView {|CYC1002:_parent|}; public ChildView(ParentView parent) { _parent = parent; } public override string ToString() => _parent.ToString(); }
        """);

    [Fact]
    public Task A_managed_object_that_keeps_the_view_that_made_it() => OnApple("""
        class MyView : UIView { private Tracker _tracker; public void Start() { _tracker = new Tracker(this); } public Tracker T() => _tracker; }
        class Tracker { private MyView {|CYC1002:_view|}; public Tracker(MyView view) { _view = view; } public MyView V() => _view; }
        """);

    [Fact]
    public Task Through_an_interface_with_many_implementers() => OnApple("""
        interface IDrawable { }
        class Canvas : UIView { private IDrawable _drawable; public Canvas() { _drawable = new Drawing(this); } public IDrawable D() => _drawable; }
        class Drawing : NSObject, IDrawable { private Canvas {|CYC1002:_owner|}; public Drawing(Canvas owner) { _owner = owner; } public Canvas O() => _owner; }
        class Other1 : IDrawable { } class Other2 : IDrawable { } class Other3 : IDrawable { } class Other4 : IDrawable { }
        """);

    [Fact]
    public Task Through_a_field_of_a_library_base_class() => OnApple("""
        class Page : UIViewController { private UIView _content; public Page() { _content = new Content(this); } public UIView C() => _content; }
        class Content : UIView { private Page {|CYC1002:_page|}; public Content(Page page) { _page = page; } public Page P() => _page; }
        """);

    [Theory]
    [InlineData("private UIView _view = new UIView(); public void Show() { _view = new Dialog(this); }")]
    [InlineData("private UIView _view = new UIView(); public void Show(UIView view) { _view = view; }")]
    [InlineData("private UIView _view; public void Show() { var dialog = new Dialog(this); _view = dialog; }")]
    [InlineData("private UIView _view; public void Show() { _view = Make(); } UIView Make() => new Dialog(this);")]
    [InlineData("public UIView View2 = new UIView();")]
    public Task Through_a_field_of_a_library_base_class_into_which_it_may_go(string member) => OnApple($$"""
        class Page : UIView { {{member}} public void Other() { new Dialog(this).ToString(); } }
        class Dialog : UIView { private readonly Page {|CYC1002:_page|}; public Dialog(Page page) { _page = page; } public Page P() => _page; }
        """);

    [Fact]
    public Task Through_a_field_of_a_source_base_class() => OnApple("""
        abstract class Base : UIView { protected Helper Helper; }
        class Derived : Base { public Derived() { Helper = new Helper(this); } }
        class Helper { private readonly Derived {|CYC1002:_owner|}; public Helper(Derived owner) { _owner = owner; } public Derived O() => _owner; }
        """);

    [Fact]
    public Task A_delegate_object_nested_in_its_controller() => OnApple("""
        class ListController : UIViewController
        {
            private readonly ScrollDelegate _delegate;
            public ListController() { _delegate = new ScrollDelegate(this); }
            private sealed class ScrollDelegate : NSObject, IUIScrollViewDelegate
            {
                private readonly ListController {|CYC1002:_controller|};
                public ScrollDelegate(ListController controller) { _controller = controller; }
                public override string ToString() => _controller.ToString();
            }
        }
        """);

    [Fact]
    public Task Registered_types_without_a_known_base() => Verify<TypeCycleAnalyzer>.Source("""
        [Foundation.Register("A")] class A { public B B = new B(); }
        class B { public A {|CYC1002:Owner|}; }
        """, Stubs.Apple);

    [Fact]
    public Task A_maui_handler_on_an_apple_target() => Verify<TypeCycleAnalyzer>.Source("""
        class Button { }
        class ButtonHandler : Microsoft.Maui.Handlers.ViewHandler<Button, UIKit.UIButton> { private Proxy _proxy; public void Connect() { _proxy = new Proxy(this); } public Proxy P() => _proxy; }
        class Proxy { private ButtonHandler {|CYC1002:_handler|}; public Proxy(ButtonHandler handler) { _handler = handler; } public ButtonHandler H() => _handler; }
        """, Stubs.Apple, Stubs.Maui);

    [Fact]
    public Task A_winrt_object() => Verify<TypeCycleAnalyzer>.Source("""
        class Player : Windows.Media.MediaPlayer { private Session _session; public void Open() { _session = new Session(this); } public Session S() => _session; }
        class Session { private Player {|CYC1002:_player|}; public Session(Player player) { _player = player; } public Player P() => _player; }
        """, Stubs.WinRt);

    [Fact]
    public Task A_com_class_of_source_generation() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Runtime.InteropServices.Marshalling;
        [GeneratedComClass] partial class Server { private Client _client; public void Open() { _client = new Client(this); } public Client C() => _client; }
        class Client { private Server {|CYC1002:_server|}; public Client(Server server) { _server = server; } public Server S() => _server; }
        """);

    [Fact]
    public Task Peers_named_by_the_option() => Verify<TypeCycleAnalyzer>.With(options: "cycleref.native_peers = T:Native.Handle").On("""
        namespace Native { class Handle { } }
        class A : Native.Handle { public B B = new B(); }
        class B { public A {|CYC1002:Owner|}; }
        """);

    [Fact]
    public Task Peers_named_by_an_additional_file() => Verify<TypeCycleAnalyzer>.With(additionalFiles: new System.Collections.Generic.Dictionary<string, string>
    {
        ["CycleRef.NativePeers.Mine.txt"] = "# ours\nT:Native.Handle # and what derives from it\n",
    }).On("""
        namespace Native { class Handle { } }
        class A : Native.Handle { public B B = new B(); }
        class B { public A {|CYC1002:Owner|}; }
        """);

    [Theory]
    [InlineData("class A : Foundation.NSObject { public B Item; } class B : Foundation.NSObject { public A Second; }", DiagnosticSeverity.Info)]
    [InlineData("class A : Foundation.NSObject { public B First; } class B : Foundation.NSObject { public A Owner; }", DiagnosticSeverity.Warning)]
    [InlineData("class A : Foundation.NSObject { public B First = new(); public A() { First.Second = this; } } class B : Foundation.NSObject { public A Second; }", DiagnosticSeverity.Warning)]
    public async Task A_warning_needs_more_than_types_that_fit(string source, DiagnosticSeverity severity)
    {
        var diagnostic = Assert.Single(await Analysis.Of(source, Stubs.Apple).Batch(new TypeCycleAnalyzer()));
        Assert.Equal(("CYC1002", severity), (diagnostic.Id, diagnostic.Severity));
    }
}
