using System.Linq;
using System.Threading.Tasks;
using CycleRef.EndToEnd.Tests.Infrastructure;
using Xunit;

namespace CycleRef.EndToEnd.Tests;

[Collection(PackedPackage.Collection)]
public sealed class FixTests(PackedPackage package)
{
    [Fact]
    public async Task The_command_line_fixes_native_peers_and_comes_to_rest()
    {
        var consumer = package.NewConsumer().WithBoth();
        await consumer.Fix("CYC1002");
        var once = consumer.Text("Screen.cs");
        Assert.Equal(
            """
            namespace App;

            public class Screen : Foundation.NSObject { public List<Panel> Panels = new(); }

            public class Panel : Foundation.NSObject
            {
                private WeakReference<Screen>? _hostWeak;

                public Screen? Host
                {
                    get => _hostWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                    set => _hostWeak = value is null ? null : new WeakReference<Screen>(value);
                }
            }
            """.ReplaceLineEndings("\n"),
            once.TrimEnd());

        await consumer.Fix("CYC1002");
        Assert.Equal(once, consumer.Text("Screen.cs"));
        var build = await consumer.Build();
        Assert.Equal(0, build.ExitCode);
        Assert.Empty(build.Diagnostics);
    }

    [Fact]
    public async Task The_command_line_releases_unsubscribes_captures_less_and_holds_collections_weakly_and_comes_to_rest()
    {
        string[] rules = ["CYC1002", "CYC2001", "CYC2002", "CYC3001", "CYC3002", "CYC3003"];
        string[] files = ["Listener.cs", "Dropped.cs", "Adopted.cs", "Loader.cs", "View.cs", "Report.cs"];
        var consumer = package.NewConsumer()
            .File("Foundation.cs", Sources.Foundation)
            .File("Listener.cs", Fixable.Listener).File("Dropped.cs", Fixable.Dropped).File("Adopted.cs", Fixable.Adopted)
            .File("Loader.cs", Fixable.Loader).File("View.cs", Fixable.View).File("Report.cs", Fixable.Report)
            .EditorConfig("cycleref.report_self_edges = true\n" + string.Join("\n", rules.Select(static rule => $"dotnet_diagnostic.{rule}.severity = warning")));
        var before = await consumer.Build();
        Assert.Equal(rules, before.Ids.Distinct().Order());

        // Of several rules at once, the command line takes the first fix of the first report for all.
        foreach (var rule in rules)
            await consumer.Fix(rule);
        AssertContains("ConditionalWeakTable<Listener, object?> _listeners = new();", consumer.Text("Listener.cs"));
        AssertContains("        b.Other = null;\n    }", consumer.Text("Dropped.cs"));
        AssertContains("public void Dispose() => Parent = null;", consumer.Text("Adopted.cs"));
        AssertContains("        var name = _name;\n        _fetcher.Done = () => Console.WriteLine(name);", consumer.Text("Loader.cs"));
        AssertContains("public void Dispose() => _model.Changed -= Refresh;", consumer.Text("View.cs"));
        AssertContains("            var titleCopy = title;\n            _print = () => titleCopy;", consumer.Text("Report.cs"));
        var once = files.Select(consumer.Text).ToList();

        await consumer.Fix(rules);
        Assert.Equal(once, files.Select(consumer.Text));
        var after = await consumer.Build();
        Assert.Equal(0, after.ExitCode);
        Assert.Empty(after.Diagnostics);
    }

    private static void AssertContains(string expected, string text) => Assert.True(text.Contains(expected), text);
}
