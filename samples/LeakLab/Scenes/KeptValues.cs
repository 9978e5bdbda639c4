using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace LeakLab.Scenes;

/// <summary>CYC4006: values that a thread, a flow or a key keeps, and that reach their owner.</summary>
internal static class KeptValues
{
    private static readonly object s_key = new();

    public static IEnumerable<Scene> All =>
    [
        Scene.Kept("CYC4006", "ThreadLocal whose value reaches its owner", static () => new ThreadOwner(static owner => owner)),
        Scene.Collected("CYC4006", "ThreadLocal whose value does not reach its owner", static () => new ThreadOwner(static _ => "text")),
        Scene.Collected("CYC4006", "ThreadLocal that is disposed", static () => Disposed(new ThreadOwner(static owner => owner))),
        Scene.Kept("CYC4006", "AsyncLocal set on the current flow", static () => new FlowOwner(static owner => owner)),
        Scene.Collected("CYC4006", "AsyncLocal whose value does not reach its owner", static () => new FlowOwner(static _ => "text")),
        Scene.Kept("CYC4006", "ConcurrentBag that contains its owner", static () => new BagOwner(static owner => owner)),
        Scene.Collected("CYC4006", "ConcurrentBag whose items do not reach its owner", static () => new BagOwner(static _ => "text")),
        Scene.Kept("CYC4006", "instance ConditionalWeakTable, living key, value reaches the owner", static () => new TableOwner(s_key, static owner => owner)),
        Scene.Collected("CYC4006", "instance ConditionalWeakTable, value does not reach the owner", static () => new TableOwner(s_key, static _ => "text")),
        Scene.Collected("CYC4006", "static ConditionalWeakTable, value reaches the key", static () => StaticTable.Entry()),
    ];

    private static object Disposed(ThreadOwner owner)
    {
        owner.Dispose();
        return owner;
    }

    private sealed class ThreadOwner : IDisposable
    {
        private readonly ThreadLocal<object> _local = new();

        public ThreadOwner(Func<object, object> value) => _local.Value = value(this);

        public void Dispose() => _local.Dispose();
    }

    private sealed class FlowOwner
    {
        private readonly AsyncLocal<object> _local = new();

        public FlowOwner(Func<object, object> value) => _local.Value = value(this);
    }

    private sealed class BagOwner
    {
        private readonly ConcurrentBag<object> _bag = [];

        public BagOwner(Func<object, object> value) => _bag.Add(value(this));
    }

    private sealed class TableOwner
    {
        private readonly ConditionalWeakTable<object, object> _table = [];

        public TableOwner(object key, Func<object, object> value) => _table.Add(key, value(this));
    }

    private static class StaticTable
    {
        private static readonly ConditionalWeakTable<object, object> s_table = [];

        public static object Entry()
        {
            var key = new object();
            s_table.Add(key, new[] { key });
            return key;
        }
    }
}
