using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC1001;

/// <summary>Which member of the cycle is reported: the child's reference to its owner.</summary>
public sealed class EdgeChoice
{
    [Fact]
    public Task The_one_that_is_handed_in_while_the_other_makes() => Verify<TypeCycleAnalyzer>.Source("""
        class Parser { private Lexer _lexer; public void Start() { _lexer = new Lexer(this); } public Lexer L() => _lexer; }
        class Lexer { private Parser {|CYC1001:_parser|}; public Lexer(Parser parser) { _parser = parser; } public Parser P() => _parser; }
        """);

    [Fact]
    public Task The_one_that_the_owner_sets_to_itself() => Verify<TypeCycleAnalyzer>.Source("""
        class Engine { private Wheel _wheel = new Wheel(); public void Start() { _wheel.Mover = this; } }
        class Wheel { public Engine {|CYC1001:Mover|} { get; set; } }
        """);

    [Fact]
    public Task The_one_that_an_initializer_sets_to_the_owner() => Verify<TypeCycleAnalyzer>.Source("""
        class Engine { private Wheel _wheel; public void Start() { _wheel = new Wheel { Mover = this }; } }
        class Wheel { public Engine {|CYC1001:Mover|} { get; set; } }
        """);

    [Fact]
    public Task The_one_that_a_method_of_the_child_is_given() => Verify<TypeCycleAnalyzer>.Source("""
        class Engine { private Wheel _wheel = new Wheel(); public void Start() { _wheel.Attach(this); } }
        class Wheel { private Engine {|CYC1001:_mover|}; public void Attach(Engine mover) { _mover = mover; } public Engine M() => _mover; }
        """);

    [Fact]
    public Task The_only_one_that_is_never_made() => Verify<TypeCycleAnalyzer>.Source("""
        class A { public B B = new B(); }
        class B { public C C = new C(); }
        class C { public A {|CYC1001:A|}; }
        """);

    [Fact]
    public Task The_reference_rather_than_the_collection() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Team { public List<Member> Members { get; set; } }
        class Member { public Team {|CYC1001:Team|} { get; set; } }
        """);

    [Fact]
    public Task The_name_decides_between_equals() => Verify<TypeCycleAnalyzer>.Source("""
        class Body { public Head Head { get; set; } }
        class Head { public Body {|CYC1001:Owner|} { get; set; } }
        """);

    [Fact]
    public Task Private_before_public_when_nothing_else_decides() => Verify<TypeCycleAnalyzer>.Source("""
        class X { public Y Y; }
        class Y { private X {|CYC1001:X|}; public X Get() => X; public void Set(object x) { X = (X)x; } }
        """);

    [Fact]
    public Task The_documentation_ID_when_nothing_at_all_decides() => Verify<TypeCycleAnalyzer>.Source("""
        class Y { public X X; }
        class X { public Y {|CYC1001:Y|}; }
        """);

    [Fact]
    public Task Previous_of_a_doubly_linked_list() => Verify<TypeCycleAnalyzer>.Source("""
        class Node { public Node Next; public Node {|CYC1001:Previous|}; public int Value; }
        """);

    [Fact]
    public Task A_member_that_is_not_generated() => Verify<TypeCycleAnalyzer>.Source("""
        using System.CodeDom.Compiler;
        class A { public B {|CYC1001:B|} { get; set; } }
        [GeneratedCode("x", "1")] class B { public A Owner { get; set; } }
        """);

    [Fact]
    public Task One_member_per_cycle_and_each_member_once() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Form { public List<Control> Controls = new(); public Menu Menu = new(); }
        class Control { public Form {|CYC1001:OwnerForm|}; }
        class Menu { public Form {|CYC1001:OwnerForm|}; public List<Item> Items = new(); }
        class Item { public Menu {|CYC1001:OwnerMenu|}; }
        """);

    [Fact]
    public Task The_one_that_is_assigned_among_members_of_one_type() => Verify<TypeCycleAnalyzer>.Source("""
        using System.Collections.Generic;
        class Owner { private readonly List<Child> _children = new(); public void Add() { _children.Add(new Child(this)); } }
        class Child { private Owner _first, {|CYC1001:_middle|}, _last; public Child(Owner owner) { _middle = owner; } public Owner Any() => _first ?? _middle ?? _last; }
        """);
}
