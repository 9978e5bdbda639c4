using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace CycleRef.Corpus.Stress;

/// <summary>Programs of a size that nobody writes. Each asks for one of the bounds of the statement rules.</summary>
internal static class StressPrograms
{
    private const string Types = "public class N { public N A, B; public N[] S; public object T; public System.Action F; public System.Collections.Generic.List<N> L = new(); public void Use() { } public N With(N x) { if (x.A == null) A = x; else B = x; return this; } }\n";

    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new SortedDictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["nothing"] = static () => Method("x.Use();"),
        ["statements-5000"] = static () => Method(Repeat(5000, static i => i % 2 == 0 ? "x.A = new N { B = x.B };\n" : "y = new N { A = y };\n")),
        ["locals-200-in-a-cycle"] = static () => Method(Repeat(200, static i => $"var v{i} = new N();\n") + Repeat(200, static i => $"v{i}.A = v{(i + 1) % 200};\n")),
        ["branches-64-nested"] = static () => Method(Repeat(64, static i => $"if (n > {i}) {{\n") + "x.A = y; y.A = x;\n" + new string('}', 64)),
        ["branches-64-in-sequence"] = static () => Method("y.A = x;\n" + Repeat(64, static i => $"if (b[{i}]) x.B = new N();\n") + "x.A = y;\n"),
        ["methods-50-recursive"] = static () => Types + "class C {\n" + Repeat(50, static i =>
            $"static N M{i}(N x, N y, int n) {{ if (n > {i}) return M{(i + 1) % 50}(x, y, n - 1); x.A = M{(i + 7) % 50}(y, x, n); y.B = M{(i + 13) % 50}(x, x, n - 2); return x; }}\n") + "}",
        ["lambdas-500-in-a-scope"] = static () => Method(Repeat(500, static i => $"var v{i} = new N();\n") + Repeat(500, static i => $"v{i}.F = () => v{(i + 1) % 500}.Use();\n")),
        ["lambdas-500-and-queries"] = static () => Types + "class C { System.Action _f; void M(System.Collections.Generic.List<N> all) {\n" + Repeat(250, static i => $"var v{i} = new N(); var w{i} = new N(); _f = () => v{i}.Use(); System.Linq.Enumerable.Count(all, z => z == w{i});\n") + "} }",
        ["switch-300-cases"] = static () => Method("switch (n) {\n" + Repeat(300, static i => $"case {i}: x.A = new N {{ A = y }}; y.A = x; break;\n") + "}"),
        ["loops-12-nested"] = static () => Method(Repeat(12, static i => $"for (var i{i} = 0; i{i} < n; i{i}++) {{ x.A = new N {{ A = y }};\n") + "y.A = x;\n" + new string('}', 12)),
        ["initializer-3000-members"] = static () => Types + "public class W {\n" + Repeat(3000, static i => $"public N M{i};\n") + "}\nclass C { static void M() { var x = new N(); var w = new W {\n" + Repeat(3000, static i => $"M{i} = new N {{ A = x }},\n") + "}; x.T = w; } }",
        ["collection-2000-elements"] = static () => Method("N[] all = [" + Repeat(2000, static _ => "new N { A = x },\n") + "]; x.S = all;"),
        ["list-2000-adds"] = static () => Method(Repeat(2000, static i => $"x.L.Add(new N {{ A = x, B = x.L[{i / 2}] }});\n")),
        ["calls-200-in-a-statement"] = static () => Method("x.A = x" + Repeat(200, static _ => ".With(new N())") + ";"),
        ["calls-80-nested"] = static () => Types + "class C { static N Put(N x, N y, bool c) { if (c) x.A = y; else x.B = y; y.T = x; return x; }\nstatic void M(N x, bool[] c) { x.A = "
            + Repeat(80, static _ => "Put(") + "x" + Repeat(80, static i => $", new N(), c[{i}])") + "; } static void M2(N x, bool[] c) { M(x, c); x.A.A = x; } }",
        ["generics-12-deep"] = static () => Types + "public class G<T> { public T V; public N A; public G<G<T>> D; }\nclass C { static void M() {\n" + Repeat(12, static i => $"var g{i} = new {Nested(i)}(); var x{i} = new N {{ T = g{i} }}; g{i}.A = x{i};\n") + "} }",
        ["try-40-nested"] = static () => Method(Repeat(40, static _ => "try {\n") + "x.A = y; y.A = x;\n" + Repeat(40, static i => $"}} catch (System.Exception e{i}) {{ x.A = null; }} finally {{ y.B = x.B; }}\n")),
        ["structs-16-nested"] = static () => Types + "public struct S0 { public N V, W; }\n" + Repeat(16, static i => $"public struct S{i + 1} {{ public S{i} P, Q; }}\n")
            + "class C { static void M() { var x = new N(); var s = new S16(); s" + string.Concat(Enumerable.Repeat(".P", 16)) + ".V = x; s" + string.Concat(Enumerable.Repeat(".Q", 16)) + ".V = x;\n" + Repeat(50, static i => $"var t{i} = s; x.T = t{i};\n") + "} }",
    };

    private static string Method(string body) => Types + "class C { static void M(int n, bool[] b) {\nvar x = new N(); var y = new N();\n" + body + "\n} }";

    private static string Nested(int depth) => depth == 0 ? "G<N>" : "G<" + Nested(depth - 1) + ">";

    private static string Repeat(int count, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(part(i));
        return text.ToString();
    }
}
