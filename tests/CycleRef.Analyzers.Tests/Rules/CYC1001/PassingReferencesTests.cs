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
}
