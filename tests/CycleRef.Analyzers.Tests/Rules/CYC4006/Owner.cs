using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;

namespace CycleRef.Analyzers.Tests.Rules.CYC4006;

/// <summary>An object with a thread-local or the like. Run, it tells whether the object is kept once nobody uses it.</summary>
internal static class Owner
{
    public static string Source(string members) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        public class Node { public object Owner; public Node() { } public Node(object owner) { Owner = owner; } public Node(object owner, int depth) : this(owner) { } }
        public class Plain { public Plain(object owner) { Name = owner.ToString(); } public string Name; }
        public class Captured(Owner owner) { public Owner Get() => owner; }
        public class Named(Owner owner) { public string Name { get; } = owner.ToString(); }
        public record Pair(object First, int Second);
        public class Weak { private readonly WeakReference<object> _owner; public Weak(object owner) { _owner = new WeakReference<object>(owner); } }
        public static class Keys { public static readonly object Long = new object(); }
        public class Owner
        {
            public int Count;
            {{members}}
        }
        """;

    public static Task Reported(string source) => Verify<KeptByOthersAnalyzer>.Source(source);

    public static bool IsKept(string source) => (bool)RunInProcess.Of("var isKept = Gc.Keeps(static () => { var owner = new Owner(); owner.Use(Keys.Long); return owner; }); GC.KeepAlive(Keys.Long); return isKept;", source)!;
}
