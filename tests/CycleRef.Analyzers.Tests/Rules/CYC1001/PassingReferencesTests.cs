using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>A member that the code moves from one object to the next holds each for a while only.</summary>
public sealed class PassingReferencesTests
{
    private static Task Queue(string take, string owner = "Queue") => Verify<TypeCycleAnalyzer>.Source($$"""
        class Queue
        {
            private Entry _head;
            public void Put(Entry entry) { entry.Queue = this; _head = entry; }
            {{take}}
        }
        class Entry { public Queue {{owner}}; public Entry Following; public int Number; public Other Elsewhere; }
        class Other { }
        """);

    [Theory]
    [InlineData("public Entry Take() { var entry = _head; _head = entry.Following; return entry; }")]
    [InlineData("public void Take() { _head = _head.Following; }")]
    [InlineData("public void Take() { _head = _head?.Following; }")]
    [InlineData("public void Take() { var next = _head.Following; _head = next; }")]
    [InlineData("public void Take(Entry entry) { entry.Queue._head = entry.Following; }")]
    public Task The_head_of_a_queue_is_silent(string take) => Queue(take);

    [Theory]
    [InlineData("")]
    [InlineData("public Entry Take() { var entry = _head; return entry.Following; }")]
    [InlineData("public void Take(Queue other) { _head = other._head; }")]
    [InlineData("public void Take() { _head.Following = _head; }")]
    public Task A_head_that_stays_is_reported(string take) => Queue(take, "{|CYC1001:Queue|}");

    [Fact]
    public Task The_first_child_of_a_tree_is_no_queue() => Verify<TypeCycleAnalyzer>.Source("""
        class Node
        {
            public Node {|CYC1001:Parent|};
            public Node FirstChild;
            public Node Sibling;
            public void Add(Node child) { child.Parent = this; child.Sibling = FirstChild; FirstChild = child; }
            public void Drop() { FirstChild = FirstChild.Sibling; }
        }
        """);

    private static Task Selection(string code, string active = "_active", string document = "_document") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System.Collections.Generic;
        class Document
        {
            private Mark {{active}};
            public object First;
            public IEnumerable<object> All() { yield break; }
            {{code}}
        }
        class Mark { private readonly Document {{document}}; public Mark(Document document) { _document = document; } }
        """);

    [Theory]
    [InlineData("void Refresh() { Mark found = null; foreach (var item in All()) { if (item is Mark mark) { found = mark; break; } } _active = found; }")]
    [InlineData("void Refresh() { Mark found = null; if (First is Mark first) found = first; if (found != _active) _active = found; } void Forget() { _active = null; }")]
    public Task What_is_looked_up_again_is_silent(string code) => Selection(code);

    [Theory]
    [InlineData("void Set(Mark mark) { Mark given = null; if (First == null) given = mark; _active = given; }")]
    [InlineData("void Refresh() { Mark found = null; if (First is Mark first) found = first; _active = found; } void Set(Mark mark) { _active = mark; }")]
    public Task What_is_given_is_reported(string code) => Selection(code, "{|CYC1001:_active|}");

    [Fact]
    public Task What_is_made_is_reported() =>
        Selection("void Set() { Mark made = null; if (First == null) made = new Mark(this); _active = made; }", document: "{|CYC1001:_document|}");

    private static Task Waiting(string code, string line = "_line") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System.Collections.Generic;
        class Line { private readonly Queue<Job> _jobs = new(); private Job _current; public void Put() { _jobs.Enqueue(new Job(this)); } {{code}} }
        class Job { private readonly Line {{line}}; public Job(Line line) { _line = line; } }
        """);

    [Theory]
    [InlineData("public Job Take() => _jobs.Dequeue();")]
    [InlineData("public void Work() { while (_jobs.TryDequeue(out var job)) { var outer = _current; _current = job; _current = outer; } }")]
    public Task What_waits_in_a_queue_is_silent(string code) => Waiting(code);

    [Theory]
    [InlineData("public Job Look() => _jobs.Peek();")]
    [InlineData("public Job Take() => _jobs.Dequeue(); public void Select(Job job) { _current = job; }")]
    [InlineData("public Job Take() => _jobs.Dequeue(); public void Select(Job job) { var outer = _current; _current = job; outer.ToString(); }")]
    public Task What_stays_is_reported(string code) => Waiting(code, "{|CYC1001:_line|}");

    [Fact]
    public Task A_member_of_another_object_is_no_chain() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Control { public Control Parent() => null; }
        class Bar : Control { private readonly List<Item> _items = new(); public void Add(Button b) { _items.Add(new Item(b)); } }
        class Button { public Bar Bar; }
        class Item { private readonly Bar {|CYC1001:_bar|}; public Item(Button button) { _bar = button.Bar; } }
        """);
}
