using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC4007;

/// <summary>A component that hands itself to JavaScript, with the real library and a script engine that answers every call. Run, it tells whether the component is kept.</summary>
internal static class Chart
{
    public static string Source(string members, string bases = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.JSInterop;
        using Microsoft.JSInterop.Infrastructure;
        public class Script : JSRuntime
        {
            public static readonly Script One = new Script();
            protected override void BeginInvokeJS(long taskId, string identifier, string argsJson, JSCallResultType resultType, long targetInstanceId) =>
                DotNetDispatcher.EndInvokeJS(this, $"[{taskId},true,null]");
            protected override void EndInvokeDotNet(DotNetInvocationInfo info, in DotNetInvocationResult result) { }
        }
        public class Chart {{bases}}
        {
            private readonly IJSRuntime js;
            public Chart(IJSRuntime runtime) { js = runtime; }
            public int Count;
            {{members}}
        }
        """;

    public static async Task Reported(string source)
    {
        var verify = Verify<InteropReferenceAnalyzer>.New();
        verify.TestState.AdditionalReferences.AddRange(References.Libraries);
        await verify.On(source);
    }

    public static bool IsKept(string source) =>
        (bool)RunInProcess.Of("return Gc.Keeps(static () => { var chart = new Chart(Script.One); chart.Show().GetAwaiter().GetResult(); (((object)chart) as IDisposable)?.Dispose(); return chart; });", source)!;
}
