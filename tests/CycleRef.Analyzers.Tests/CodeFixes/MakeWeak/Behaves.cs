using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>The program does the same before and after, as long as somebody else holds the target.</summary>
public sealed class Behaves
{
    private const string Tree = """
        using System;
        using System.Collections.Generic;
        class Folder
        {
            private readonly List<Document> _documents = new List<Document>();
            public Folder(string name) => Name = name;
            public string Name { get; }
            public Document Add(string name) { var d = new Document(this, name); _documents.Add(d); return d; }
            public void Remove(Document d) { _documents.Remove(d); d.Folder = null; }
        }
        """;

    [Theory]
    [InlineData(EquivalenceKeys.WeakOrNull)]
    [InlineData(EquivalenceKeys.WeakOrThrow)]
    public Task A_tree_whose_root_is_held(string key) => Behaviour.StaysTheSame(
        FixRun.On(Tree, Behaviour.Helpers, """
            class Document
            {
                public Folder Folder;
                public Document(Folder folder, string name) { Folder = folder; Name = name; }
                public string Name;
                public string Path => Folder == null ? Name : Folder.Name + "/" + Name;
            }
            """, """
            public static class Program
            {
                public static string Run()
                {
                    var root = new Folder("root");
                    var a = root.Add("a");
                    var b = root.Add("b");
                    Memory.Collect();
                    var output = a.Path + " " + b.Path;
                    root.Remove(a);
                    Memory.Collect();
                    output += " " + a.Path + " " + b.Path + " " + (b.Folder == root);
                    System.GC.KeepAlive(root);
                    return output;
                }
            }
            """),
        key,
        "Document.Folder");

    [Theory]
    [InlineData("public Owner? Owner { get; set; }", EquivalenceKeys.WeakOrNull, "null")]
    [InlineData("public Owner? Owner { get; set; }", EquivalenceKeys.WeakOrThrow, "InvalidOperationException: The object that 'Child.Owner' refers to has been collected.")]
    [InlineData("public Owner Owner { get; set; } = null!;", EquivalenceKeys.WeakOrThrow, "InvalidOperationException: The object that 'Child.Owner' refers to has been collected.")]
    public async Task A_collected_target_reads_as_the_title_says(string member, string key, string expected)
    {
        var run = await FixRun.On(LanguageVersion.Preview, NullableContextOptions.Enable,
            "class Owner { public readonly Child Child; public Owner() { Child = new Child(); Child.Owner = this; } }",
            $"class Child {{ {member} }}",
            Behaviour.Helpers,
            """
            using System;
            using System.Runtime.CompilerServices;
            public static class Program
            {
                public static string Run()
                {
                    var never = Read(new Child());
                    var child = Orphan();
                    Memory.Collect();
                    return never + "; " + Read(child);
                }

                [MethodImpl(MethodImplOptions.NoInlining)]
                private static Child Orphan() => new Owner().Child;

                private static string Read(Child child)
                {
                    try { return child.Owner is null ? "null" : "held"; }
                    catch (Exception e) { return e.GetType().Name + ": " + e.Message; }
                }
            }
            """).ApplyAsync(key, "Child.Owner");
        Assert.Equal("null; " + expected, Behaviour.Output(run));
    }

    [Theory]
    [InlineData("private readonly Owner _owner; public Child(Owner owner) { _owner = owner; } public Owner Get() => _owner;")]
    [InlineData("private Owner _owner; public Child(Owner owner) => (_owner, _) = (owner, 0); public Owner Get() => _owner ??= null; ")]
    [InlineData("public Owner Link { get; } public Child(Owner owner) => Link = owner; public Owner Get() => Link;")]
    [InlineData("protected Owner Link { get; private set; } public Child(Owner owner) { Link = owner; } public void Set(Owner o) => this.Link = o; public Owner Get() => (this.Link);")]
    [InlineData("protected virtual Owner Link { get; init; } public Child(Owner owner) => Link = owner; public Owner Get() => Link is { } o ? o : null;")]
    public async Task Every_way_to_assign_it(string members)
    {
        var run = FixRun.On(
            "class Owner { public readonly Child Child; public string Name = \"owner\"; public Owner() { Child = new Child(this); } }",
            $"class Child {{ {members} }}",
            Behaviour.Helpers,
            """
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    Memory.Collect();
                    var output = owner.Child.Get().Name + (new Child(null).Get() == null);
                    System.GC.KeepAlive(owner);
                    return output;
                }
            }
            """);
        await Behaviour.StaysTheSame(run, EquivalenceKeys.WeakOrNull);
        await Behaviour.StaysTheSame(run, EquivalenceKeys.WeakOrThrow);
    }
}
