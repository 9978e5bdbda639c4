using System;
using System.IO;

namespace CycleRef.EndToEnd.Tests.Infrastructure;

/// <summary>The source tree that the tests were built from, and the configuration they were built in.</summary>
internal static class Repository
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    public static readonly string Root = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CycleRef.Analyzers.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not lie inside the source tree.");
    }
}
