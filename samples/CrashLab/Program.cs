using System;
using System.Diagnostics;
using System.Linq;
using CrashLab;

// Every crash runs in a process of its own, because a stack overflow ends the process that it happens in.
//   CrashLab          runs all of them
//   CrashLab NAME     runs one of them right here
if (args.Length == 1 && Crashes.All.FirstOrDefault(crash => crash.Name == args[0]) is { } chosen)
{
    chosen.Run();
    return 0;
}

foreach (var crash in Crashes.All)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };
    // Started as `dotnet CrashLab.dll`, the process is dotnet.
    if (System.IO.Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        start.ArgumentList.Add(typeof(Crashes).Assembly.Location);
    start.ArgumentList.Add(crash.Name);
    start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
    using var child = Process.Start(start)!;
    var error = child.StandardError.ReadToEndAsync();
    var hangs = !child.WaitForExit(TimeSpan.FromSeconds(crash.IsExpectedToHang ? 3 : 60));
    if (hangs)
        child.Kill(entireProcessTree: true);
    var firstLine = error.Result.Split('\n').Select(static line => line.Trim()).FirstOrDefault(static line => line.Length > 0) ?? "";
    Console.WriteLine($"{crash.Rule} {crash.Name}: {(hangs ? "hangs" : $"exit code {child.ExitCode}")}{(firstLine.Length > 0 ? ", " + firstLine : "")}");
}

return 0;
