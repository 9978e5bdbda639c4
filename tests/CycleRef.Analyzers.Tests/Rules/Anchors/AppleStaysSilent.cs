using System.Threading.Tasks;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.Anchors;

/// <summary>How public Apple code got rid of the leaks, and what an existing analyzer reports there without reason.</summary>
public sealed class AppleStaysSilent
{
    [Fact]
    public Task ProxyWithAWeakReference() => AppleLibrary.Check("""
        class ButtonHandler
        {
            readonly Proxy _proxy = new Proxy();
            public void Connect(UIButton button) { _proxy.Connect(this, button); }
            void OnTouch() { }
            class Proxy
            {
                WeakReference<ButtonHandler> _handler;
                public void Connect(ButtonHandler handler, UIButton button) { _handler = new WeakReference<ButtonHandler>(handler); button.TouchUpInside += OnTouch; }
                void OnTouch(object s, EventArgs e) { if (_handler.TryGetTarget(out var handler)) handler.OnTouch(); }
            }
        }
        """);

    [Fact]
    public Task UnsubscribedInDisconnect() => AppleLibrary.Check("""
        class ButtonHandler
        {
            UIButton _button;
            public void Connect(UIButton button) { _button = button; button.TouchUpInside += OnTouch; }
            public void Disconnect() { _button.TouchUpInside -= OnTouch; }
            void OnTouch(object s, EventArgs e) { }
        }
        """);

    [Fact]
    public Task FieldClearedInDispose() => AppleLibrary.Check("""
        class Cell : UIView { Grid _grid; public Cell(Grid grid) { _grid = grid; } protected override void Dispose(bool disposing) { _grid = null; base.Dispose(disposing); } }
        class Grid : UIView { public void Build() { AddSubview(new Cell(this)); } }
        """);

    [Fact]
    public Task SubviewsHeldDownwards() => AppleLibrary.Check("""
        class Grid : UIView { readonly UIView _header = new UIView(); public Grid() { AddSubview(_header); _header.BackgroundColor = BackgroundColor; } }
        """);

    [Fact]
    public Task SubviewRemovedAgain() => AppleLibrary.Check("""
        class Cell : UIView { public Grid Grid; }
        class Grid : UIView { public void Measure() { var cell = new Cell { Grid = this }; AddSubview(cell); cell.RemoveFromSuperview(); } }
        """);

    [Fact]
    public Task RecognizerRemovedAgain() => AppleLibrary.Check("""
        class Card : UIView { public void Probe() { var tap = new UITapGestureRecognizer(OnTap); AddGestureRecognizer(tap); RemoveGestureRecognizer(tap); } void OnTap() { } }
        """);

    [Fact]
    public Task RecognizerWithAStaticCallback() => AppleLibrary.Check("""
        class Card : UIView { public Card() { AddGestureRecognizer(new UITapGestureRecognizer(OnTap)); AddGestureRecognizer(new UITapGestureRecognizer(static r => { })); } static void OnTap() { } }
        """);

    [Fact]
    public Task ColorsImagesAndStrings() => AppleLibrary.Check("""
        class Card : UIView { UIColor _tint; UIImage _image; NSString _text; public void Set(UIColor tint, UIImage image, NSString text) { _tint = tint; _image = image; _text = text; BackgroundColor = tint; Image = image; } }
        """);

    [Fact]
    public Task WindowOfTheApplication() => AppleLibrary.Check("""
        class Start : UIViewController { public App App; }
        class App : UIApplicationDelegate { UIWindow _window; public void Run() { var window = new UIWindow(); window.RootViewController = new Start { App = this }; _window = window; } }
        """);

    [Fact]
    public Task EventWithAccessorsThatKeepNothing() => AppleLibrary.Check("""
        class Bridge : UIView { public event Action Happened { add { } remove { } } public Bridge() { Happened += OnHappened; } void OnHappened() { } }
        """);

    [Fact]
    public Task PrivateEventOfTheOwnType() => AppleLibrary.Check("""
        class Bridge : UIView { private event Action Happened; public Bridge() { Happened += OnHappened; } void OnHappened() { Happened?.Invoke(); } }
        """);

    [Fact]
    public Task EventOfAManagedBaseInTheProgram() => AppleLibrary.Check("""
        class Touchable : UIView { public event Action Touched; protected void Raise() => Touched?.Invoke(); }
        class Card : Touchable { public Card() { Touched += OnTouched; } void OnTouched() { } }
        """);

    [Fact]
    public Task StaticHandlerOfTheOwnInheritedEvent() => AppleLibrary.Check("""
        class Volume : UISlider { public Volume() { ValueChanged += OnValueChanged; ValueChanged += static (s, e) => { }; } static void OnValueChanged(object s, EventArgs e) { } }
        """);

    [Fact]
    public Task OwnInheritedEventUnsubscribedInDispose() => AppleLibrary.Check("""
        class Volume : UISlider
        {
            public Volume() { ValueChanged += OnValueChanged; }
            protected override void Dispose(bool disposing) { ValueChanged -= OnValueChanged; base.Dispose(disposing); }
            void OnValueChanged(object s, EventArgs e) { }
        }
        """);

    [Fact]
    public Task ArraysOfValues() => AppleLibrary.Check("""
        class Graph : UIView { float[] _points; public void Set(float[] points) { _points = points; _points[0] = 1; } }
        """);
}
