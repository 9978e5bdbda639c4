namespace CycleRef.Analyzers.Tests.Roots;

/// <summary>Frameworks that cannot be restored everywhere, as far as the tables name them: metadata names and shapes only.</summary>
internal static class RootStubs
{
    public const string Source =
        """
        using System;
        namespace Microsoft.Win32 { public static class SystemEvents { public static event EventHandler UserPreferenceChanged; static void R() => UserPreferenceChanged?.Invoke(null, null); } }
        namespace System.Windows
        {
            public class Application { public static Application Current { get; set; } public event EventHandler Activated; public event EventHandler Exit; void R() { Activated?.Invoke(null, null); Exit?.Invoke(null, null); } }
            public class Window { public event EventHandler Closed; protected virtual void OnClosed(EventArgs e) => Closed?.Invoke(this, e); }
        }
        namespace System.Windows.Input { public static class CommandManager { public static event EventHandler RequerySuggested; static void R() => RequerySuggested?.Invoke(null, null); } }
        namespace System.Windows.Media { public static class CompositionTarget { public static event EventHandler Rendering; static void R() => Rendering?.Invoke(null, null); } }
        namespace System.Windows.Threading
        {
            public enum DispatcherPriority { Normal }
            public class Dispatcher { public static Dispatcher CurrentDispatcher { get; } = new(); public event EventHandler ShutdownStarted; void R() => ShutdownStarted?.Invoke(null, null); }
            public class DispatcherTimer
            {
                public DispatcherTimer() { }
                public DispatcherTimer(TimeSpan interval, DispatcherPriority priority, EventHandler callback, Dispatcher dispatcher) { }
                public TimeSpan Interval { get; set; }
                public bool IsEnabled { get; set; }
                public event EventHandler Tick;
                public void Start() => Tick?.Invoke(this, EventArgs.Empty);
                public void Stop() { }
            }
        }
        namespace System.ComponentModel { public sealed class DependencyPropertyDescriptor { public static DependencyPropertyDescriptor FromName(string name) => new(); public void AddValueChanged(object component, EventHandler handler) { } public void RemoveValueChanged(object component, EventHandler handler) { } } }
        namespace System.Windows.Forms
        {
            public class Control : System.ComponentModel.Component { }
            public class Form : Control { public event EventHandler FormClosed; void R() => FormClosed?.Invoke(null, null); }
            public static class Application { public static event EventHandler Idle; static void R() => Idle?.Invoke(null, null); }
            public class ApplicationContext { }
            public class Timer : System.ComponentModel.Component { public Timer() { } public Timer(System.ComponentModel.IContainer container) { } public bool Enabled { get; set; } public int Interval { get; set; } public event EventHandler Tick; public void Start() => Tick?.Invoke(this, EventArgs.Empty); public void Stop() { } }
        }
        namespace Microsoft.Maui.Dispatching { public interface IDispatcherTimer { TimeSpan Interval { get; set; } bool IsRepeating { get; set; } event EventHandler Tick; void Start(); void Stop(); } public interface IDispatcher { IDispatcherTimer CreateTimer(); } }
        namespace Microsoft.Maui.Controls
        {
            public class Application { public static Application Current { get; set; } public event EventHandler RequestedThemeChanged; void R() => RequestedThemeChanged?.Invoke(null, null); }
            public class ContentPage { public Microsoft.Maui.Dispatching.IDispatcher Dispatcher { get; set; } }
            public static class Device { public static void StartTimer(TimeSpan interval, Func<bool> callback) { } }
        }
        namespace Microsoft.Maui.Networking { public interface IConnectivity { event EventHandler ConnectivityChanged; } public static class Connectivity { public static IConnectivity Current => null; public static event EventHandler ConnectivityChanged; static void R() => ConnectivityChanged?.Invoke(null, null); } }
        namespace Microsoft.UI.Dispatching { public class DispatcherQueueTimer { public bool IsRepeating { get; set; } public event EventHandler Tick; public void Start() => Tick?.Invoke(this, EventArgs.Empty); public void Stop() { } } public class DispatcherQueue { public DispatcherQueueTimer CreateTimer() => new(); } }
        namespace Microsoft.Extensions.Hosting { public interface IHostedService { } public abstract class BackgroundService : IHostedService { } public interface IHostApplicationLifetime { System.Threading.CancellationToken ApplicationStopping { get; } } }
        namespace Microsoft.AspNetCore.Components { public abstract class ComponentBase { } }
        """;
}
