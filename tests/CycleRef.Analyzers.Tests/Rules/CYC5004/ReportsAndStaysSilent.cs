using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC5004;

/// <summary>Code that reads the target of a weak reference. <c>Race.Now()</c> stands where a collection may come: run, code that is reported fails there.</summary>
public sealed class ReportsAndStaysSilent
{
    private const string Failed = "NullReferenceException";

    private static string Source(string body) => $$"""
        using System;
        using System.Collections.Generic;
        public class Item { public string Name = "x"; public int[] Cells = { 1 }; }
        public static class Race
        {
            public static Item Strong = new Item();
            public static Action Collect = () => { };
            public static bool Now() { Strong = null; Collect(); return true; }
            public static string NameOf(object item) => ((Item)item).Name;
        }
        public class Reader
        {
            private readonly WeakReference _weak = new WeakReference(Race.Strong);
            private readonly WeakReference<Item> _typed = new WeakReference<Item>(Race.Strong);
            {{(body.Contains("object Read(", System.StringComparison.Ordinal) ? body : $"public object Read() {{ {body} }}")}}
        }
        """;

    private static object? Run(string source) => RunInProcess.Of("Race.Collect = Gc.Collect; return new Reader().Read();", source);

    [Theory]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) { Race.Now(); return _weak.Target.ToString(); } return null;")]
    [InlineData("if ({|CYC5004:_weak.IsAlive|} && Race.Now()) return ((Item)_weak.Target).Name; return null;")]
    [InlineData("if ({|CYC5004:this._weak.IsAlive|}) { Race.Now(); return (this._weak.Target as Item).Name; } return null;")]
    [InlineData("if (!{|CYC5004:_weak.IsAlive|}) return null; Race.Now(); return ((Item)_weak.Target).Cells[0];")]
    [InlineData("if (_weak == null || !{|CYC5004:_weak.IsAlive|}) { return null; } Race.Now(); return _weak.Target.GetHashCode();")]
    [InlineData("if (!{|CYC5004:_weak.IsAlive|}) { return null; } else { Race.Now(); return _weak.Target.GetHashCode(); }")]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) { Race.Now(); return Race.NameOf(_weak.Target); } return null;")]
    [InlineData("if ({|CYC5004:_weak.IsAlive|}) { Race.Now(); var item = (Item)_weak.Target; return item.Name; } return null;")]
    [InlineData("Item item; if ({|CYC5004:_weak.IsAlive|}) { Race.Now(); item = _weak.Target as Item; return item.Name; } return null;")]
    [InlineData("return {|CYC5004:_weak.IsAlive|} && Race.Now() ? _weak.Target.ToString() : null;")]
    [InlineData("return {|CYC5004:_weak.IsAlive|} && Race.Now() && _weak.Target.ToString() == \"x\";")]
    [InlineData("public object Read() => {|CYC5004:_weak.IsAlive|} && Race.Now() ? ((Item)_weak.Target).Name : null;")]
    public async Task The_target_is_read_after_the_test(string body)
    {
        await Verify<WeakReferenceAnalyzer>.Source(Source(body));
        Assert.Equal(Failed, Run(Source(body)));
    }

    // The runtime of today keeps what went into the discard as long as the method runs. Nothing promises that.
    [Theory]
    [InlineData("if ({|CYC5004:_typed.TryGetTarget(out _)|}) { Race.Now(); _typed.TryGetTarget(out var item); return item.Name; } return null;")]
    [InlineData("if ({|CYC5004:_typed.TryGetTarget(out Item _)|}) { Race.Now(); _typed.TryGetTarget(out Item item); return item.Cells[0]; } return null;")]
    public Task The_target_is_asked_for_again_after_the_test(string body) => Verify<WeakReferenceAnalyzer>.Source(Source(body));

    [Theory]
    [InlineData("if (_weak.Target is Item item) { Race.Now(); return item.Name; } return null;")]
    [InlineData("var item = _weak.Target; if (item != null) { Race.Now(); return item.ToString(); } return null;")]
    [InlineData("var item = (Item)_weak.Target; if (_weak.IsAlive && Race.Now()) return item.Name; return null;")]
    [InlineData("if (_typed.TryGetTarget(out var item)) { Race.Now(); return item.Name; } return null;")]
    [InlineData("if (_weak.IsAlive && Race.Now() && _weak.Target is Item item) return item.Name; return null;")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); var item = (Item)_weak.Target; if (item != null) return item.Name; } return null;")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); var item = _weak.Target as Item; return item?.Name; } return null;")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); return _weak.Target?.ToString(); } return null;")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); return _weak.Target == Race.Strong; } return null;")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); return _weak.Target ?? \"none\"; } return null;")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); return Equals(_weak.Target, this); } return null;")]
    [InlineData("if (!_weak.IsAlive) { Race.Now(); return \"gone\"; } return \"there\";")]
    [InlineData("if (_typed.TryGetTarget(out _)) { Race.Now(); return \"there\"; } return null;")]
    [InlineData("if (_typed.TryGetTarget(out _)) { Race.Now(); if (_typed.TryGetTarget(out var item)) return item.Name; } return null;")]
    [InlineData("if (!_weak.IsAlive && Race.Strong == null) return null; return \"there\";")]
    [InlineData("if (_weak.IsAlive) { Race.Now(); Console.Error.Write(_weak.Target); return new List<object>().Contains(_weak.Target); } return null;")]
    [InlineData("if (_weak.IsAlive || Race.Now()) { } var item = _weak.Target as Item; return item == null ? null : item.Name;")]
    public async Task The_target_is_read_once_or_asked(string body)
    {
        await Verify<WeakReferenceAnalyzer>.Source(Source(body));
        Assert.NotEqual(Failed, Run(Source(body)));
    }

    [Theory]
    [InlineData("class Timer { public bool IsAlive; public object Target; } object Read() { var t = new Timer(); return t.IsAlive ? t.Target.ToString() : null; }")]
    [InlineData("object Read() { if (Get().IsAlive) return Get().Target.ToString(); return null; } WeakReference Get() => new WeakReference(this);")]
    [InlineData("object Read() { var other = new WeakReference(this); if (_weak.IsAlive) return other.Target.ToString(); return null; }")]
    [InlineData("object Read() { return System.Threading.Thread.CurrentThread.IsAlive ? \"a\" : null; }")]
    // When the condition fails, the target may be gone all the same.
    [InlineData("object Read(bool isStrict) { if (!_weak.IsAlive && isStrict) return null; return _weak.Target.ToString(); }")]
    [InlineData("object Read(bool isOpen) { if (_weak.IsAlive || isOpen) return _weak.Target.ToString(); return null; }")]
    [InlineData("object Read(bool isOpen) { if (!(_weak.IsAlive && isOpen)) return null; return isOpen; }")]
    public Task Other_things(string members) => Verify<WeakReferenceAnalyzer>.Source(Source(members));
}
