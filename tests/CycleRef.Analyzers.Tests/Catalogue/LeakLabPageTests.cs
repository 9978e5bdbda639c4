using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using CycleRef.Analyzers.Rules;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

/// <summary>Every claim of a page about what the collector keeps points to a scene of samples/LeakLab, and every such rule has pages that do.</summary>
public sealed partial class LeakLabPageTests
{
    /// <summary>CYC5004 is about a race, which no collection decides.</summary>
    public static TheoryData<string> Measured =>
        [.. RuleCatalogue.All.Select(static rule => rule.Id).Where(static id => id.StartsWith("CYC4", System.StringComparison.Ordinal) || id is "CYC3003" or "CYC5001" or "CYC5002" or "CYC5003")];

    [Theory]
    [MemberData(nameof(Measured))]
    public void What_a_page_quotes_is_a_scene_that_ends_so(string id)
    {
        foreach (var (shape, isKept) in Quoted(RulePage.Of(id).Text))
        {
            Assert.True(LeakLabScenes.All.TryGetValue(shape, out var scene), $"no scene '{shape}'");
            Assert.Equal((id, isKept), scene);
        }
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void A_page_shows_both_fates(string id) =>
        Assert.Equal([false, true], Quoted(RulePage.Of(id).Text).Select(static quote => quote.IsKept).Distinct().Order());

    [Fact]
    public void No_other_page_quotes_a_scene_that_is_not_there() =>
        Assert.All(RuleCatalogue.All.SelectMany(static rule => Quoted(RulePage.Of(rule.Id).Text)), static quote => Assert.Contains(quote.Shape, LeakLabScenes.All.Keys));

    /// <summary>What leaks and what does not, shape beside shape: the contract of the rules about roots.</summary>
    [Theory]
    [InlineData("running Timer in the owner's field|callback-only Timer that was started", "Timer that is never started|Timer with a static lambda over a weak reference|dropped Timer (it silently stops)")]
    [InlineData("started System.Timers.Timer|PeriodicTimer loop|while (true) await Task.Delay", "System.Timers.Timer that is never started")]
    [InlineData("GCHandle to itself in a field, never freed|pinned GCHandle to itself|GCHandle<T> to itself|GCHandle to itself in a field, freed in the finalizer", "weak GCHandle to itself, freed in the finalizer|WeakGCHandle<T> to itself")]
    [InlineData("instance handler on a static event|object in a static list|instance handler on AppDomain.CurrentDomain|instance handler on TaskScheduler.UnobservedTaskException|instance handler on a static event, removed in the finalizer|-= of another lambda", "instance handler on a static event, removed in Dispose|static self-detaching lambda over a weak reference")]
    [InlineData("CancellationToken.Register on a long-lived source|linked source on a long-lived token, not disposed|CancelAfter until it fires", "CancellationToken.Register on an own source|CancellationToken.Register on CancellationToken.None")]
    [InlineData("IOptionsMonitor.OnChange, result dropped|ChangeToken.OnChange, result dropped|Subscribe on a static subject, result dropped|Subscribe on Observable.Interval, result dropped", "IOptionsMonitor.OnChange, result disposed|ChangeToken.OnChange, result disposed|Subscribe on a static subject, result disposed")]
    [InlineData("ThreadLocal whose value reaches its owner|ConcurrentBag that contains its owner|instance ConditionalWeakTable, living key, value reaches the owner|AsyncLocal set on the current flow", "ThreadLocal whose value does not reach its owner|static ConditionalWeakTable, value reaches the key")]
    [InlineData("Dictionary<WeakReference, V> whose value reaches the key", "Dictionary<WeakReference, V> whose value does not reach the key")]
    [InlineData("local that only a sibling of a stored lambda uses", "the same with a scope for each lambda")]
    [InlineData("awaiting a static task that never completes|own Meter with an observable instrument, not disposed|own EventListener, not disposed|own ActivityListener, not disposed|RegisterWaitForSingleObject, result dropped", "awaiting its own TaskCompletionSource")]
    [InlineData("", "two objects in a cycle|object that refers to itself|ring of 100,000 objects|delegate in its owner's field|Lazy over its owner|lambda on the object's own event|events between two locals|cycle of objects with finalizers (two collections)")]
    public void Both_columns_are_measured(string leaks, string doesNot)
    {
        Assert.All(leaks.Split('|', System.StringSplitOptions.RemoveEmptyEntries), static shape => Assert.True(LeakLabScenes.All[shape].IsKept));
        Assert.All(doesNot.Split('|'), static shape => Assert.False(LeakLabScenes.All[shape].IsKept));
    }

    private static IEnumerable<(string Shape, bool IsKept)> Quoted(string page)
    {
        foreach (Match line in Line().Matches(page))
            yield return (line.Groups["shape"].Value, line.Groups["fate"].Value == "kept");
        // "samples/LeakLab shows `a` as kept, and `b` as collected", over the end of a line.
        foreach (Match claim in Claim().Matches(page.Replace('\n', ' ')))
        {
            foreach (Match shape in Shape().Matches(claim.Value))
                yield return (shape.Groups["shape"].Value, shape.Groups["fate"].Value == "kept");
        }
    }

    [GeneratedRegex(@"^CYC[0-9]{4} \| (?<shape>.+) \| (?<fate>kept|collected) \| as documented$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"`samples/LeakLab` shows [^.]*(`[^`]*`[^.`]*)+\.")]
    private static partial Regex Claim();

    [GeneratedRegex("`(?<shape>[^`]+)` as (?<fate>kept|collected)")]
    private static partial Regex Shape();
}
