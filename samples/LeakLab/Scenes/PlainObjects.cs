using System;
using System.Collections.Generic;
using System.Linq;

namespace LeakLab.Scenes;

/// <summary>What no root keeps, however it is linked: the tracing collector reclaims it. The first column says so instead of a rule.</summary>
internal static class PlainObjects
{
    private const string Managed = "managed";
    private const int Many = 100_000;

    public static IEnumerable<Scene> All =>
    [
        Scene.Collected(Managed, "two objects in a cycle", static () => new Node { Next = new Node() }.Back()),
        Scene.Collected(Managed, "object that refers to itself", static () => Itself(new Node())),
        Scene.Collected(Managed, "ring of 100,000 objects", static () => Ring()),
        Scene.Collected(Managed, "delegate in its owner's field", static () => new Owner()),
        Scene.Collected(Managed, "Lazy over its owner", static () => new LazyOwner()),
        Scene.Collected(Managed, "lambda on the object's own event", static () => new Button()),
        Scene.Collected(Managed, "events between two locals", static () => Linked(new Button(), new Button())),
        Scene.Collected(Managed, "cycle of objects with finalizers (two collections)", static () => new Finalizable { Other = new Finalizable() }.Back()),
    ];

    private static Node Itself(Node node)
    {
        node.Next = node;
        return node;
    }

    private static Node Ring()
    {
        var first = new Node();
        var last = first;
        foreach (var _ in Enumerable.Range(1, Many - 1))
            last = last.Next = new Node();
        last.Next = first;
        return first;
    }

    private static Button Linked(Button one, Button other)
    {
        one.Clicked += other.Click;
        other.Clicked += one.Click;
        return one;
    }

    private sealed class Node
    {
        public Node? Next { get; set; }

        public Node Back()
        {
            Next!.Next = this;
            return this;
        }
    }

    private sealed class Owner
    {
        private readonly Action _action;
        private int _count;

        public Owner() => _action = () => _count++;

        public void Act() => _action();
    }

    private sealed class LazyOwner
    {
        private readonly Lazy<string> _name;

        public LazyOwner() => _name = new Lazy<string>(() => GetType().Name);

        public string Name => _name.Value;
    }

    private sealed class Button
    {
        private int _clicks;

        public Button() => Clicked += () => _clicks++;

        public event Action? Clicked;

        public void Click() => Clicked?.Invoke();
    }

    private sealed class Finalizable
    {
        ~Finalizable() => Other = null;

        public Finalizable? Other { get; set; }

        public Finalizable Back()
        {
            Other!.Other = this;
            return this;
        }
    }
}
