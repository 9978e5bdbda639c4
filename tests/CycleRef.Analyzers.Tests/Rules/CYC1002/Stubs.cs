namespace CycleRef.Analyzers.Tests.Rules.CYC1002;

/// <summary>Small stand-ins for the platform types, with the real metadata names.</summary>
internal static class Stubs
{
    public const string Apple = """
        namespace ObjCRuntime { public interface INativeObject { } }
        namespace Foundation
        {
            [System.AttributeUsage(System.AttributeTargets.Class)] public sealed class RegisterAttribute : System.Attribute { public RegisterAttribute(string name = null) { } public bool IsWrapper; }
            public class NSObject : ObjCRuntime.INativeObject, System.IDisposable { public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { } ~NSObject() { Dispose(false); } }
            public class NSString : NSObject { }
        }
        namespace CoreAnimation { public class CALayer : Foundation.NSObject { } }
        namespace UIKit
        {
            public class UIResponder : Foundation.NSObject { }
            public class UIView : UIResponder { public UIView Superview => null; }
            public class UIWindow : UIView { }
            public class UIButton : UIView { public event System.EventHandler TouchUpInside; }
            public class UIColor : Foundation.NSObject { }
            public class UIImage : Foundation.NSObject { }
            public class UIViewController : UIResponder { public UIView View; }
            public interface IUIApplicationDelegate { }
            public class UIApplicationDelegate : UIResponder, IUIApplicationDelegate { }
            public interface IUIScrollViewDelegate { }
        }
        """;

    public const string Maui = """
        namespace Microsoft.Maui
        {
            public interface IElementHandler { }
            public interface IViewHandler : IElementHandler { }
            public interface IPlatformViewHandler : IViewHandler { }
        }
        namespace Microsoft.Maui.Handlers { public abstract class ViewHandler<TVirtual, TPlatform> : Microsoft.Maui.IPlatformViewHandler { } }
        """;

    public const string WinRt = """
        namespace WinRT
        {
            public interface IWinRTObject { }
            public sealed class WindowsRuntimeTypeAttribute : System.Attribute { }
        }
        namespace Microsoft.UI.Xaml { public class DependencyObject : WinRT.IWinRTObject { } public class FrameworkElement : DependencyObject { } }
        namespace Windows.Media { [WinRT.WindowsRuntimeType] public class MediaPlayer : WinRT.IWinRTObject { } }
        """;
}
