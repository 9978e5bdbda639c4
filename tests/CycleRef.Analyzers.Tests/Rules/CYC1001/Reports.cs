using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

public sealed class Reports
{
    [Fact]
    public Task Two_classes_that_hold_each_other() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Order { public Customer {|CYC1001:Customer|} { get; set; } }
        class Customer { public List<Order> Orders { get; } = new(); }
        """);

    [Fact]
    public Task A_child_that_is_given_its_owner() => Verify<TypeCycleAnalyzer>.Source("""
        class Owner { private readonly Child _child; public Owner() { _child = new Child(this); } }
        class Child { private readonly Owner {|CYC1001:_owner|}; public Child(Owner owner) { _owner = owner; } }
        """);

    [Fact]
    public Task Parent_and_children_of_one_type() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Node { public Node {|CYC1001:Parent|}; public List<Node> Children = new(); }
        """);
}
