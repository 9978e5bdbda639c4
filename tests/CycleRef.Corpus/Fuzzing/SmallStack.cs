using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Runs something on a stack as small as that of the threads of the hosts.</summary>
internal static class SmallStack
{
    /// <summary>What Windows gives a thread.</summary>
    private const int Bytes = 1 << 20;

    public static void Run(Action action)
    {
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
#pragma warning disable CA1031 // It is thrown again where it can be seen.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }
}
