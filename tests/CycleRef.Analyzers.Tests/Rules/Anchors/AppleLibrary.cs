using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.Anchors;

/// <summary>
/// Stand-ins for the Apple bindings with their metadata names, as a library: an analyzer sees no source of them, as in a real app. Sources
/// are marked <c>{|CYC3002:…|}</c>, and every report must say that a native object takes part.
/// </summary>
internal static partial class AppleLibrary
{
    private const string Bindings = """
        using System;
        namespace ObjCRuntime { public interface INativeObject { } }
        namespace CoreGraphics { public struct CGRect { } }
        namespace Foundation
        {
            [AttributeUsage(AttributeTargets.Class)] public sealed class RegisterAttribute : Attribute { public RegisterAttribute(string name, bool isWrapper = false) { } public bool IsWrapper { get; set; } }
            public class NSObject : ObjCRuntime.INativeObject, IDisposable { public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { } }
            public class NSString : NSObject { }
        }
        namespace CoreAnimation { public class CALayer : Foundation.NSObject { public virtual void AddSublayer(CALayer layer) { } } }
        namespace UIKit
        {
            public class UIColor : Foundation.NSObject { }
            public class UIImage : Foundation.NSObject { }
            public class UIResponder : Foundation.NSObject { }
            public class UIGestureRecognizer : Foundation.NSObject { public UIGestureRecognizer() { } public UIGestureRecognizer(Action action) { } public virtual void AddTarget(Action action) { } }
            public class UITapGestureRecognizer : UIGestureRecognizer { public UITapGestureRecognizer(Action action) { } public UITapGestureRecognizer(Action<UITapGestureRecognizer> action) { } }
            public class UIView : UIResponder
            {
                public virtual void AddSubview(UIView view) { } public virtual void RemoveFromSuperview() { } public virtual void AddGestureRecognizer(UIGestureRecognizer recognizer) { }
                public virtual void RemoveGestureRecognizer(UIGestureRecognizer recognizer) { } public UIColor BackgroundColor { get; set; } public UIImage Image { get; set; } public CoreAnimation.CALayer Layer { get; }
            }
            public class UIWindow : UIView { public UIViewController RootViewController { get; set; } }
            public class UIControl : UIView { public event EventHandler TouchUpInside; public event EventHandler ValueChanged; }
            public class UIButton : UIControl { }
            public class UISlider : UIControl { }
            public class UITextField : UIControl { public virtual UIView InputAccessoryView { get; set; } public Func<UITextField, bool> ShouldReturn { get; set; } }
            public class UIScrollViewDelegate : Foundation.NSObject { }
            public class UIScrollView : UIView { public UIScrollViewDelegate Delegate { get; set; } }
            public class UIBarItem : Foundation.NSObject { }
            public enum UIBarButtonSystemItem { Done }
            public class UIBarButtonItem : UIBarItem { public UIBarButtonItem(UIBarButtonSystemItem item, EventHandler handler) { } }
            public class UIToolbar : UIView { public UIBarButtonItem[] Items { get; set; } }
            public class UICollectionViewLayout : Foundation.NSObject { }
            public class UICollectionViewCell : UIView { }
            public class UIViewController : UIResponder { public UIView View { get; set; } public virtual void AddChildViewController(UIViewController child) { } }
            public interface IUIApplicationDelegate { }
            public class UIApplicationDelegate : UIResponder, IUIApplicationDelegate { }
        }
        """;

    private static readonly Lazy<MetadataReference> Reference = new(static () =>
    {
        var stream = new MemoryStream();
        var result = CSharpCompilation.Create("Microsoft.iOS", [CSharpSyntaxTree.ParseText(Bindings)], References.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    });

    [GeneratedRegex(@"\{\|(CYC\d+):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark { get; }

    public static async Task Check(string marked)
    {
        var expected = Mark.Matches(marked).Select(static m => m.Groups[1].Value + " " + m.Groups[2].Value).ToList();
        var source = "using System; using System.Collections.Generic; using UIKit; using Foundation;\n" + Mark.Replace(marked, "$2");
        var compilation = Analysis.Compile([("/src/App.cs", source)]).AddReferences(Reference.Value);
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var reported = await new Analysis(compilation).Batch(new ObjectCycleAnalyzer());
        Assert.Equal(expected, reported.Select(d => d.Id + " " + source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.All(reported, static d => Assert.Contains("a reference-counted native object takes part", d.GetMessage(), StringComparison.Ordinal));
        // A rule that is off by default is switched on by a setting, which levels the severity that a diagnostic chooses for itself.
        Assert.All(reported.Where(static d => d.Descriptor.IsEnabledByDefault), static d => Assert.Equal(DiagnosticSeverity.Warning, d.Severity));
    }
}
