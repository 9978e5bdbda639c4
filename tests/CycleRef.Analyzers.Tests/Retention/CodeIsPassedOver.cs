using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CycleRef.Analyzers.Tests.Retention;

/// <summary>Code is judged by its text before its syntax is walked: whatever tells something must be found.</summary>
public sealed class CodeIsPassedOver
{
    [Theory]
    [InlineData("_x = v;")]
    [InlineData("this._x = v;")]
    [InlineData("other._x = v;")]
    [InlineData("_x ??= v;")]
    [InlineData("_x! = v;")]
    [InlineData("(_x) = v;")]
    [InlineData("(a, _x) = (1, v);")]
    [InlineData("(_x, a) = pair;")]
    [InlineData("_x[0] = v;")]
    [InlineData("_x[a[1]] = v;")]
    [InlineData("_x.Add(v);")]
    [InlineData("_x\n    .Add(v);")]
    [InlineData("_x?.Dispose();")]
    [InlineData("_x!.Clear();")]
    [InlineData("(_x as IDisposable)?.Dispose();")]
    [InlineData("((IDisposable)_x).Dispose();")]
    [InlineData("Interlocked.Exchange(ref _x, null);")]
    [InlineData("Interlocked.Exchange(ref ((Base)this)._x, null);")]
    [InlineData("TryGet(key, out this._x);")]
    [InlineData("foreach (var child in _x) child.Dispose();")]
    [InlineData("foreach (var child in (List<Node>)this._x) child.Dispose();")]
    [InlineData("return new Node { _x = v };")]
    [InlineData("if (a) b(); else _x = v;")]
    [InlineData("do _x = v; while (a);")]
    [InlineData("// what is said of it\n_x = v;")]
    [InlineData("#if DEBUG\n_x = v;\n#endif")]
    [InlineData("_x /* of old */ = v;")]
    [InlineData("\\u005fx = v;")]
    public void What_may_change_a_member_is_found(string code) => Assert.True(MayChange(code));

    [Theory]
    [InlineData("return _x.Count;")]
    [InlineData("if (_x == null) return;")]
    [InlineData("if (_x != null) return;")]
    [InlineData("Use(_x);")]
    [InlineData("var _x = v;")]
    [InlineData("Node _x = v;")]
    [InlineData("return _x[3];")]
    [InlineData("Do(() => _x);")]
    [InlineData("_xx = v;")]
    [InlineData("x = v;")]
    [InlineData("_x(v);")]
    public void What_only_reads_it_is_passed_over(string code) => Assert.False(MayChange(code));

    [Theory]
    [InlineData("_x = v; Use(Other(v), v.Next.Next); _x = new Node(this);")]
    [InlineData("Node local = null; while ((local = v.Next) != null) _x = local;")]
    [InlineData("if (v is Node found && found.Ok) _x = found;")]
    [InlineData("if (TryGet(v, out Node found)) _x = found;")]
    [InlineData("switch (v) { case Node found: _x = found; break; default: _x = null; break; }")]
    [InlineData("_x = v switch { Node found => found, _ => null };")]
    [InlineData("Run(item => { _x = item; Use(item.Parts); });")]
    [InlineData("Run(delegate (Node item) { other._x = this; });")]
    [InlineData("var owner = this; var made = new Node(owner); _x = made;")]
    [InlineData("foreach (var child in _x) { Log(child); child.Dispose(); }")]
    [InlineData("void Inner(Node part) { _x = part; } Inner(v);")]
    [InlineData("Register(this); SetParent(null); Use(new Node { _x = this, Other = v });")]
    [InlineData("var (left, right) = v; _x = left;")]
    [InlineData("_x = v; Use(v); SetParent(default(Node));")]
    [InlineData("try { Go(v); } catch (Exception e) when (e.Data != null) { _x = null; } finally { _x.Clear(); }")]
    [InlineData("using (var scope = Open(this)) { for (var i = 0; i < 3; i++) _x.Add(Make(i)); }")]
    [InlineData("_x = Guard.NotNull(v) ?? throw new Error(nameof(v)); Interlocked.Exchange(ref _x, null);")]
    public void Walking_only_to_the_marks_tells_what_walking_everywhere_tells(string code)
    {
        var (part, member, text) = Method(code);
        text.Load(part.SyntaxTree.GetText(), member.Span);

        var (everything, marked) = (Facts(part, member, null), Facts(part, member, text.Marks(member.SpanStart)));

        Assert.NotEmpty(everything.Writes.Select(static w => w.Member).Concat(everything.Clears.Select(static c => c.Member)));
        Assert.Equal(everything.Writes, marked.Writes);
        Assert.Equal(everything.Clears, marked.Clears);
        Assert.Equal(everything.ThisArguments, marked.ThisArguments);
    }

    private static bool MayChange(string code)
    {
        var (part, member, text) = Method(code);
        text.Load(part.SyntaxTree.GetText(), member.Span);
        return text.Changes(isField: false).MayInclude([WordSet.Hash("_x")]);
    }

    private static (TypeDeclarationSyntax Part, MethodDeclarationSyntax Member, CodeText Text) Method(string code)
    {
        var root = CSharpSyntaxTree.ParseText($"class Node\n{{\n    public void Method(Node v)\n    {{\n{code}\n    }}\n}}\n").GetCompilationUnitRoot();
        var part = (TypeDeclarationSyntax)root.Members[0];
        return (part, (MethodDeclarationSyntax)part.Members[0], new CodeText());
    }

    private static CodeFacts Facts(TypeDeclarationSyntax part, MethodDeclarationSyntax member, CodeMarks? marks)
    {
        var facts = new CodeFacts();
        new CodeFactsReader(part, new HashSet<string> { "_x" }, facts).Read(member, marks);
        return facts;
    }
}
