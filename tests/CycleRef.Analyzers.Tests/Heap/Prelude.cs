namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>
/// The types that every scenario may use. When a scenario is run, the constructors report their objects to a probe; when it is analyzed they
/// do not, as that would be an escape.
/// </summary>
internal static class Prelude
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Concurrent;
        using System.Collections.Immutable;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Runtime.CompilerServices;

        """;

    public const string Types = Usings + """
        [AttributeUsage(AttributeTargets.All)]
        public sealed class BackReferenceAttribute : Attribute { }

        public class Node
        {
            public Node Child;
            public Node Other;
            public Node Previous;
            public Node[] Slots;
            public object Tag;
            public Action Callback;
            public Func<Node, Node> Map;
            public WeakReference<Node> Weak;
            [BackReference] public Node Owner;
            private Node _hidden;

            public Node()
            {
        #if RUN
                Probe.Made.Add(this);
        #endif
            }

            public Node Parent { get; set; }
            public Node Next { get; set; }
            public List<Node> Children { get; } = new List<Node>();
            public Dictionary<string, Node> Named { get; } = new Dictionary<string, Node>();
            public (Node Left, Node Right) Pair;
            public Node Hidden { get => _hidden; set { _hidden = value; } }
            public event Action Changed;
            public int Number;
            public void Raise() => Changed?.Invoke();
            public void Use() { }
            public void SetChild(Node child) { Child = child; }
            public void Unlink() { Child = null; Parent = null; }
            public void Adopt(Node child) { Children.Add(child); child.Parent = this; }
            public void Abandon(Node child) { Children.Remove(child); child.Parent = null; }
            public virtual void Attach(Node other) { Child = other; }
        }

        public class Leaf : Node
        {
            public override void Attach(Node other) { }
        }

        public class Owned : Node
        {
            public Owned(Node owner) { Parent = owner; }
        }

        public class Enrolled : Node
        {
            public Enrolled(Node owner) { Parent = owner; owner.Children.Add(this); }
        }

        public class Closing : Node, IDisposable
        {
            public void Dispose() { Child = null; Parent = null; Children.Clear(); }
        }

        public struct Link
        {
            public Node Target;
            public Link(Node target) { Target = target; }
        }

        public class Box<T>
        {
            public T Value;
        #if RUN
            public Box() { Probe.Made.Add(this); }
        #endif
        }

        public static class World
        {
            public static Node Root;
            public static readonly List<object> Kept = new List<object>();
        #if RUN
            public static void Reset() { Root = null; Kept.Clear(); }
        #endif
        }

        """;

    /// <summary>Only for runs.</summary>
    public const string Probe = """
        public static class Probe
        {
            public static readonly System.Collections.Generic.List<object> Made = new System.Collections.Generic.List<object>();
        }
        """;
}
