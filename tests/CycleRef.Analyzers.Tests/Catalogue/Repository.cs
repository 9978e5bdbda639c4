using System;
using System.IO;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
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
