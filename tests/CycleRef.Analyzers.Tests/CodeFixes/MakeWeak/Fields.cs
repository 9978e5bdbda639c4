using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

public sealed class Fields
{
    [Fact]
    public Task A_field_becomes_a_property_over_a_weak_field() => VerifyFix.With(EquivalenceKeys.WeakOrNull).Turns(
        """
        using System;

        class Owner
        {
            public Child Child = new Child();

            public Owner() => Child.Owner = this;
        }

        class Child
        {
            public Owner {|CYC1001:Owner|};
        }
        """,
        """
        using System;

        class Owner
        {
            public Child Child = new Child();

            public Owner() => Child.Owner = this;
        }

        class Child
        {
            private WeakReference<Owner> _ownerWeak;

            public Owner Owner
            {
                get => _ownerWeak is { } weak && weak.TryGetTarget(out var target) ? target : null;
                set => _ownerWeak = value is null ? null : new WeakReference<Owner>(value);
            }
        }
        """);
}
