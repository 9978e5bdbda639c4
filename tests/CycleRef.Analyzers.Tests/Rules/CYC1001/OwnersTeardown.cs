using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>A teardown method that hands its object to its owner, and the owner lets go of it.</summary>
public sealed class OwnersTeardown
{
    /// <summary>The owner keeps its targets in <c>_targets</c>, each target its owner in <c>_owner</c>, or as the test names it.</summary>
    private static Task On(string codeOfOwner, string codeOfTarget, string owner = "_owner") => Verify<TypeCycleAnalyzer>.Source($$"""
        using System;
        using System.Collections.Generic;
        class Base { protected readonly List<Target> _targets = new(); }
        class Owner : Base, IOwner { private Target _current; public void Add(Target target) { _targets.Add(target); _current = target; } {{codeOfOwner}} }
        interface IOwner { }
        class Target : IDisposable { private readonly Owner {{owner}}; public Target(Owner owner) { _owner = owner; _owner.Add(this); } {{codeOfTarget}} }
        """);

    [Theory]
    [InlineData("public void Forget(Target t) { _targets.Remove(t); _current = null; }", "public void Dispose() { _owner.Forget(this); }")]
    [InlineData("public void Forget(Target t) { _targets.Remove(t); _current = null; }", "public void Dispose() { _owner?.Forget(this); }")]
    [InlineData("public void Forget(int id, Target t) { _targets.RemoveAt(id); if (_current == t) _current = null; }", "public void Dispose() { this._owner.Forget(1, this); }")]
    [InlineData("public void Forget(Target t) { _targets.Remove(t); _current = null; }", "public void Dispose() { Complete(); } private void Complete() { _owner.Forget(this); }")]
    [InlineData("public void Forget(Target t) { _targets.Clear(); _current = null; }", "public void Dispose() { } public void Close() { _owner.Forget(this); }")]
    public Task That_lets_go_is_silent(string codeOfOwner, string codeOfTarget) => On(codeOfOwner, codeOfTarget);

    [Theory]
    // Nobody calls it, nothing is let go of, it is not what is torn down, a finalizer calls it, or only half of it.
    [InlineData("public void Forget(Target t) { _targets.Remove(t); _current = null; }", "public void Dispose() { }")]
    [InlineData("public void Forget(Target t) { Console.WriteLine(t); }", "public void Dispose() { _owner.Forget(this); }")]
    [InlineData("public void Forget(Target t) { _targets.Remove(t); _current = null; }", "public void Dispose() { _owner.Forget(null); }")]
    [InlineData("public void Forget(Target t) { _targets.Remove(t); _current = null; }", "public void Dispose() { } public void Refresh() { _owner.Forget(this); }")]
    [InlineData("public void Forget(Target t) { _current = null; }", "public void Dispose() { _owner.Forget(this); }")]
    public Task That_does_not_is_reported(string codeOfOwner, string codeOfTarget) => On(codeOfOwner, codeOfTarget, "{|CYC1001:_owner|}");

    [Fact]
    public Task A_method_of_that_name_in_another_type_lets_go_of_nothing() => Verify<TypeCycleAnalyzer>.Source("""
        using System;
        using System.Collections.Generic;
        class Log { private readonly List<Target> _seen = new(); public void Forget(Target t) { } }
        class Owner { private readonly List<Target> _targets = new(); public void Add(Target t) { _targets.Add(t); } public void Forget(Target t) { _targets.Remove(t); } }
        class Target : IDisposable
        {
            private readonly Owner {|CYC1001:_owner|};
            private readonly Log {|CYC1001:_log|};
            public Target(Owner owner, Log log) { _owner = owner; _log = log; _owner.Add(this); }
            public void Dispose() { _log.Forget(this); }
        }
        """);

    [Fact]
    public Task An_owner_behind_an_interface_lets_go_too() => Verify<TypeCycleAnalyzer>.Source("""
        using System;
        using System.Collections.Generic;
        interface IOwner { void Forget(Target t); }
        class Owner : IOwner { private readonly List<Target> _targets = new(); public void Add() { _targets.Add(new Target(this)); } public void Forget(Target t) { _targets.Remove(t); } }
        class Target : IDisposable { private readonly IOwner _owner; public Target(IOwner owner) { _owner = owner; } public void Dispose() { _owner.Forget(this); } }
        """);
}
