using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.Anchors;

/// <summary>Leaks that were found and fixed in public Apple code, one after the other: each is a warning at the statement that closes it.</summary>
public sealed class AppleReports
{
    [Fact]
    public Task HandlerThatSubscribesToItsButton() => AppleLibrary.Check("""
        class ButtonHandler { UIButton _button; public void Connect(UIButton button) { _button = button; {|CYC3002:button.TouchUpInside += OnTouch|}; } void OnTouch(object s, EventArgs e) { } }
        """);

    [Fact]
    public Task HandlerThatSubscribesALambda() => AppleLibrary.Check("""
        class ButtonHandler { readonly UIButton _button = new UIButton(); int _count; public ButtonHandler() { {|CYC3002:_button.TouchUpInside += (s, e) => _count++|}; } }
        """);

    [Fact]
    public Task LayoutThatIsGivenACallbackOfItsController() => AppleLibrary.Check("""
        class CellLayout : UICollectionViewLayout { readonly Func<UICollectionViewCell> _cell; public CellLayout(Func<UICollectionViewCell> cell) { _cell = cell; } }
        class ItemsController : UIViewController { readonly CellLayout _layout; public ItemsController() { {|CYC3001:_layout = new CellLayout(GetCell)|}; } UICollectionViewCell GetCell() => null; }
        """);

    [Fact]
    public Task LoaderWithTwoCallbacksOfItsHandler() => AppleLibrary.Check("""
        class Loader { readonly Func<UIImage> _get; readonly Action<UIImage> _set; public Loader(Func<UIImage> get, Action<UIImage> set) { _get = get; _set = set; } }
        class ImageHandler { readonly UIView _view = new UIView(); readonly Loader _loader; public ImageHandler() { _loader = new Loader(() => _view.Image, Set); } void Set(UIImage image) { _view.Image = image; } }
        class ImageView : UIView { readonly Loader _loader; public ImageView() { {|CYC3001:_loader = new Loader(() => Image, Set)|}; } void Set(UIImage image) { Image = image; } }
        """.Replace("_loader = new Loader(() => _view.Image, Set)", "_loader = null"));

    [Fact]
    public Task ToolbarItemWithACallbackOfTheFieldThatShowsIt() => AppleLibrary.Check("""
        class Field : UITextField
        {
            public Field() { var done = new UIBarButtonItem(UIBarButtonSystemItem.Done, OnDone); var bar = new UIToolbar { Items = new[] { done } }; {|CYC3001:InputAccessoryView = bar|}; }
            void OnDone(object s, EventArgs e) { }
        }
        """);

    [Fact]
    public Task GestureRecognizerWithAMethodOfItsView() => AppleLibrary.Check("""
        class Card : UIView { public Card() { {|CYC3001:AddGestureRecognizer(new UITapGestureRecognizer(OnTap))|}; } void OnTap() { } }
        """);

    [Fact]
    public Task GestureRecognizerWithALambdaOfItsView() => AppleLibrary.Check("""
        class Card : UIView { int _taps; public void Attach() { var tap = new UITapGestureRecognizer(r => _taps++); {|CYC3001:AddGestureRecognizer(tap)|}; } }
        """);

    [Fact]
    public Task ManagedOwnerBehindAnInterfaceTypedField() => AppleLibrary.Check("""
        interface IDrawable { }
        class GraphicsView : UIView { IDrawable _drawable; public IDrawable Drawable { get { return _drawable; } set { _drawable = value; } } }
        class GraphicsHandler : IDrawable { GraphicsView _view; public void Connect(GraphicsView view) { _view = view; {|CYC2002:view.Drawable = this|}; } }
        """);

    [Fact]
    public Task ManagedOwnerInAFieldOfABaseClass() => AppleLibrary.Check("""
        class BaseView : UIView { protected object Owner; public void SetOwner(object owner) { Owner = owner; } }
        class ItemView : BaseView { }
        class ItemHandler { readonly ItemView _view = new ItemView(); public ItemHandler() { {|CYC2002:_view.SetOwner(this)|}; } }
        """);

    [Fact]
    public Task DelegateObjectThatKeepsItsRenderer() => AppleLibrary.Check("""
        class Renderer
        {
            readonly UIScrollView _scroll = new UIScrollView();
            public Renderer() { {|CYC2002:_scroll.Delegate = new ScrollDelegate(this)|}; }
            class ScrollDelegate : UIScrollViewDelegate { readonly Renderer _renderer; public ScrollDelegate(Renderer renderer) { _renderer = renderer; } }
        }
        """);

    [Fact]
    public Task ContainerWithOneFieldForgotten() => AppleLibrary.Check("""
        interface IPage { }
        class Container : UIViewController { readonly WeakReference<Shell> _shell = new WeakReference<Shell>(null); IPage _page; public void Show(Shell shell, IPage page) { _shell.SetTarget(shell); _page = page; } }
        class Shell : IPage { readonly Container _container = new Container(); public void Start() { {|CYC2002:_container.Show(this, this)|}; } }
        """);

    [Fact]
    public Task ChildThatKeepsItsPage() => AppleLibrary.Check("""
        class Page { readonly List<Element> _elements = new List<Element>(); public void Add(Element element) { element.Parent = this; {|CYC2002:_elements.Add(element)|}; } }
        class Element : NSObject { public Page Parent { get; set; } }
        """);

    [Fact]
    public Task SubviewThatKeepsItsParent() => AppleLibrary.Check("""
        class Cell : UIView { readonly Grid _grid; public Cell(Grid grid) { _grid = grid; } }
        class Grid : UIView { public void Build() { {|CYC2002:AddSubview(new Cell(this))|}; } }
        """);

    [Fact]
    public Task ChildControllerThatKeepsItsParent() => AppleLibrary.Check("""
        class Detail : UIViewController { public Master Master { get; set; } }
        class Master : UIViewController { public void Open() { var detail = new Detail(); detail.Master = this; {|CYC2002:AddChildViewController(detail)|}; } }
        """);

    [Fact]
    public Task OwnInheritedEventHandledByAnInstanceMethod() => AppleLibrary.Check("""
        class Volume : UISlider { public Volume() { {|CYC3002:ValueChanged += OnValueChanged|}; } void OnValueChanged(object s, EventArgs e) { } }
        """);

    [Fact]
    public Task OwnInheritedEventHandledByACapturingLambda() => AppleLibrary.Check("""
        class Volume : UISlider { int _changes; public Volume() { {|CYC3002:this.ValueChanged += (s, e) => _changes++|}; } }
        """);

    [Fact]
    public Task CallbackPropertyOfTheNativeBase() => AppleLibrary.Check("""
        class Entry : UITextField { public Entry() { {|CYC3001:ShouldReturn = OnReturn|}; } bool OnReturn(UITextField field) => true; }
        """);

    [Fact]
    public Task CachedDelegateOfANativeObject() => AppleLibrary.Check("""
        class Entry : UITextField { readonly Action _run; public Entry() { {|CYC3001:_run = Run|}; } void Run() { } }
        """);
}
