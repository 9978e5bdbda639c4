using System;
using System.Collections.Generic;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace LeakLab.Scenes;

/// <summary>CYC4007: references that JavaScript interop keeps until they are disposed.</summary>
internal static class InteropReferences
{
    private static readonly Script s_script = new();

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4007", "DotNetObjectReference handed to JavaScript, never disposed", static () => new Chart(s_script).Show()),
        Scene.Collected("CYC4007", "DotNetObjectReference disposed with the component", static () => Disposed(new DisposableChart(s_script).Show())),
        Scene.Collected("CYC4007", "DotNetObjectReference that is not handed to JavaScript", static () => DotNetObjectReference.Create(new object()).Value),
    ];

    private static object Disposed(DisposableChart chart)
    {
        chart.Dispose();
        return chart;
    }

    private sealed class Chart(IJSRuntime js)
    {
        public Chart Show()
        {
            _ = js.InvokeVoidAsync("show", DotNetObjectReference.Create(this));
            return this;
        }
    }

    private sealed class DisposableChart(IJSRuntime js) : IDisposable
    {
        private DotNetObjectReference<DisposableChart>? _self;

        public DisposableChart Show()
        {
            _self = DotNetObjectReference.Create(this);
            _ = js.InvokeVoidAsync("show", _self);
            return this;
        }

        public void Dispose() => _self?.Dispose();
    }

    /// <summary>Answers every call at once: a call that is not answered would keep its arguments.</summary>
    private sealed class Script : JSRuntime
    {
        protected override void BeginInvokeJS(long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId) =>
            DotNetDispatcher.EndInvokeJS(this, $"[{taskId},true,null]");

        protected override void EndInvokeDotNet(DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult)
        {
        }
    }
}
