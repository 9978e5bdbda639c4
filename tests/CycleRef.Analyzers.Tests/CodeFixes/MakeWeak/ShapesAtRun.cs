using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.MakeWeak;

/// <summary>Every shape of declaration, read and written in every way it allows: the program prints the same in both forms while somebody holds the target.</summary>
public sealed class ShapesAtRun
{
    private const string Owner =
        """
        public class Owner
        {
            public readonly Child Child;
            public string Name = "owner";
            public Owner() { Child = new Child(this); }
        }
        """;

    /// <summary>What any version of the language can do with a member that may only be read.</summary>
    private const string Reads =
        """
            public string Read()
            {
                var text = Link.Name + Link?.Name.Length + nameof(Link) + $"{Link.Name}" + (Link ?? null).Name;
                text += Link != null && Link.Name.Length > 0 ? 1 : 2;
                text += Link is Owner o ? o.Name : "none";
                switch (this.Link) { case null: text += "null"; break; case Owner other: text += other.Name; break; }
                var (a, b) = (Link, 1);
                text += a == Link ? b : 0;
                lock (Link) { text += "locked"; }
                System.Func<string> late = () => Link.Name;
                System.Linq.Expressions.Expression<System.Func<Child, Owner>> tree = c => c.Link;
                text += late() + tree.Compile()(this).Name + new { Link }.Link.Name + (Link, 1).Link.Name + Use(Link) + ((object)Link).GetType().Name;
                foreach (var each in new[] { Link }) text += each.Name;
                text += string.Join(",", System.Linq.Enumerable.Select(new[] { this }, c => c.Link.Name));
                Link.Name = Link.Name + "!";
                string Local() { return Link.Child == this ? "this" : "other"; }
                return text + Local() + Link.Name;
            }

            private static string Use(in Owner owner) { return owner.Name; }
        """;

    /// <summary>What needs a newer one.</summary>
    private const string NewReads =
        """
            public string ReadAgain() =>
                (this is { Link: { Name: "owner!" } n } ? n.Name : "none") + (this is { Link.Name.Length: 6 }) + (Link is { Child: var c } && c == this)
                + Link switch { null => "null", { Name: var name } => name } + (Link is not null) + (from x in new[] { Link } select x.Name).Single();
        """;

    private const string Writes =
        """
            public string Write(Owner other)
            {
                var text = "";
                var first = Link;
                Link = null;
                text += Link == null;
                this.Link = other;
                Link = Link ?? other;
                text += Link.Name;
                Owner copy;
                copy = Link = first;
                (Link, other) = (other, Link);
                text += (Link == copy) + other.Name;
                System.Action late = () => Link = first;
                late();
                var made = new Child(first) { Link = other };
                text += made.Link.Name;
                made = new Child(first) { Link = { Name = "named" } };
                try { Link = other; } finally { text += Link.Name; }
                return text + (Link == first);
            }
        """;

    private const string NewWrites = "public string WriteAgain(Owner other) { var first = Link; Link = null; Link ??= other; Link ??= first; (Link, _) = (first, 1); return Link.Name + (Link == other); }";

    [Theory]
    [InlineData("public Owner Link; public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("private Owner Link; public Child(Owner owner) { this.Link = owner; }", true)]
    [InlineData("protected internal Owner _first, Link = null, _last; public Child(Owner owner) { Link = owner; _first = _last = null; }", true)]
    [InlineData("private readonly Owner Link; public Child(Owner owner) { Link = owner; }", false)]
    [InlineData("public readonly Owner Link; public Child(Owner owner, int n) { if (n > 0) Link = owner; else Link = null; } public Child(Owner owner) : this(owner, 1) { }", false)]
    [InlineData("public Owner Link { get; set; } public Child(Owner owner) => Link = owner;", true)]
    [InlineData("public Owner Link { get; private set; } = default; public Child(Owner owner) { (Link, _) = (owner, 1); }", true)]
    [InlineData("public virtual Owner Link { get; set; } public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("public Owner Link { get; } public Child(Owner owner) { Link = owner; }", false)]
    [InlineData("protected Owner Link { get; set; } public Child(Owner owner) => (Link, _) = (owner, 0);", true)]
    public async Task In_the_oldest_language(string members, bool isWritable) => await BothForms(LanguageVersion.CSharp7_3, "class", members, isWritable, isNew: false);

    [Theory]
    [InlineData("class", "public Owner Link { get; init; } public Child(Owner owner) { Link = owner; }", false)]
    [InlineData("class", "public required Owner Link; [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("class", "public required Owner Link { get; set; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("record", "public Owner Link; public Child(Owner owner) { Link = owner; } public virtual bool Equals(Child other) => (object)this == other; public override int GetHashCode() => 1; public override string ToString() => Link.Name;", true)]
    [InlineData("record", "public Owner Link { get; init; } public Child(Owner owner) { Link = owner; } public virtual bool Equals(Child other) => (object)this == other; public override int GetHashCode() => 1;", false)]
    [InlineData("partial class", "public Owner Link { get; set; } public Child(Owner owner) { Link = owner; } } public partial class Child { public Owner Same() => Link;", true)]
    public async Task In_the_newest_language(string kind, string members, bool isWritable) => await BothForms(LanguageVersion.Preview, kind, members, isWritable, isNew: true);

    [Theory]
    [InlineData("(Owner owner)", "private Owner Link = owner;", true)]
    [InlineData("(Owner owner)", "private readonly Owner Link = owner;", false)]
    [InlineData("(Owner owner)", "public Owner Link { get; set; } = owner;", true)]
    [InlineData("(Owner owner)", "public Owner Link { get; } = owner;", false)]
    public async Task With_a_primary_constructor(string parameters, string members, bool isWritable) => await BothForms(LanguageVersion.Preview, "class", members, isWritable, isNew: true, parameters);

    [Theory]
    [InlineData("public abstract class Part { public abstract Owner Link { get; set; } }", "public override Owner Link { get; set; } public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("public abstract class Part { public abstract Owner Link { get; } }", "public override Owner Link { get; } public Child(Owner owner) { Link = owner; }", false)]
    [InlineData("public class Part { public virtual Owner Link { get => null; protected set { } } }", "public sealed override Owner Link { get; protected set; } public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("public interface Part { Owner Link { get; set; } }", "public Owner Link { get; set; } public Child(Owner owner) { Link = owner; }", true)]
    [InlineData("public interface Part { Owner Link { get; } }", "public Owner Link { get; } public Child(Owner owner) { Link = owner; }", false)]
    [InlineData("public class Part { public string Link = null; }", "public new Owner Link; public Child(Owner owner) { Link = owner; }", true)]
    public async Task Over_a_base_or_an_interface(string part, string members, bool isWritable) => await BothForms(LanguageVersion.Preview, "class", members, isWritable, isNew: true, "", " : Part", part);

    [Theory]
    [InlineData("{ get; set; }")]
    [InlineData("{ get; }")]
    public async Task That_implements_an_interface_by_name(string accessors)
    {
        var set = accessors.Contains("set");
        // Without a setter the constructor cannot assign it either, so a parameter initializes it.
        var child = set
            ? "public class Child : IChild { Owner IChild.Owner { get; set; } public Child(Owner owner) { ((IChild)this).Owner = owner; } public Owner Get() => ((IChild)this).Owner; }"
            : "public class Child(Owner owner) : IChild { Owner IChild.Owner { get; } = owner; public Owner Get() => ((IChild)this).Owner; }";
        var run = FixRun.On(Owner, $"public interface IChild {{ Owner Owner {accessors} }}", child, Behaviour.Helpers, """
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    Memory.Collect();
                    var text = owner.Child.Get().Name + ((IChild)owner.Child).Owner.Name + (((IChild)new Child(null)).Owner == null);
                    System.GC.KeepAlive(owner);
                    return text;
                }
            }
            """);
        await Behaviour.StaysTheSame(run, EquivalenceKeys.WeakOrNull);
        await Behaviour.StaysTheSame(run, EquivalenceKeys.WeakOrThrow);
    }

    private static async Task BothForms(LanguageVersion version, string kind, string members, bool isWritable, bool isNew, string parameters = "", string bases = "", string part = "")
    {
        var child = $"using System.Linq;\npublic {kind} Child{parameters}{bases}\n{{\n    {members}\n\n{Reads}\n{(isNew ? NewReads : "")}\n{(isWritable ? Writes : "")}\n{(isWritable && isNew ? NewWrites : "")}\n}}";
        var run = FixRun.On(version, NullableContextOptions.Disable, child, Owner, part, Behaviour.Helpers, $$"""
            public static class Program
            {
                public static string Run()
                {
                    var owner = new Owner();
                    var other = new Owner();
                    other.Name = "other";
                    Memory.Collect();
                    var text = owner.Child.Read();
                    Memory.Collect();
                    text += "; " + {{(isNew ? "owner.Child.ReadAgain()" : "\"\"")}};
                    text += "; " + {{(isWritable ? "owner.Child.Write(other)" : "\"\"")}};
                    text += "; " + {{(isWritable && isNew ? "owner.Child.WriteAgain(other)" : "\"\"")}};
                    System.GC.KeepAlive(owner);
                    System.GC.KeepAlive(other);
                    return text;
                }
            }
            """);
        await Behaviour.StaysTheSame(run, EquivalenceKeys.WeakOrNull, "Child.Link");
        await Behaviour.StaysTheSame(run, EquivalenceKeys.WeakOrThrow, "Child.Link");
    }
}
