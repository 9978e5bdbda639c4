using System;
using System.Linq;
using System.Text;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>A few types with members of each other's types, and methods that link their objects in every way that one statement can.</summary>
internal sealed class RandomProgram
{
    private const int Types = 5;
    private const int Methods = 8;
    private const int MaxStatements = 5;

    private readonly Random _random;

    // The types of the members A, B and of the elements of L, by declaring type.
    private readonly int[] _a;
    private readonly int[] _b;
    private readonly int[] _l;

    private RandomProgram(int seed)
    {
        _random = new Random(seed);
        _a = Picks();
        _b = Picks();
        _l = Picks();
    }

    public static string Of(int seed)
    {
        var program = new RandomProgram(seed);
        var source = new StringBuilder("using System; using System.Collections.Generic;\n");
        for (var type = 0; type < Types; type++)
            source.Append(program.Type(type));
        return source.ToString();
    }

    private string Type(int type)
    {
        var @base = type > 0 && _random.Next(3) == 0 ? " : T" + (type - 1) : "";
        var methods = string.Concat(Enumerable.Range(0, Methods).Select(i => Method(type, i)));
        return $$"""
            class T{{type}}{{@base}}
            {
                public T{{_a[type]}} A{{type}}; private T{{_b[type]}} _b{{type}}; public object Any{{type}}; public Action Run{{type}}; public event Action Done{{type}};
                public readonly List<T{{_l[type]}}> L{{type}} = new List<T{{_l[type]}}>();
                public T{{_b[type]}} B{{type}} { get => _b{{type}}; set { _b{{type}} = value; } }
                public T{{type}}() { }
                public T{{type}}(T{{_b[type]}} b) { _b{{type}} = b; }
                public void Keep{{type}}(T{{_l[type]}} x) { L{{type}}.Add(x); }
                public void Listen{{type}}(Action action) { Done{{type}} += action; }
            {{methods}}
            }

            """;
    }

    private string Method(int type, int number)
    {
        var parameters = string.Join(", ", Enumerable.Range(0, Types).Select(static i => $"T{i} p{i}"));
        var locals = string.Concat(Enumerable.Range(0, Types).Select(static i => $"var v{i} = new T{i}(); "));
        var statements = string.Concat(Enumerable.Range(0, _random.Next(1, MaxStatements)).Select(_ => "        " + Statement() + "\n"));
        return $"    public void M{type}_{number}({parameters})\n    {{\n        {locals}\n{statements}    }}\n";
    }

    private string Statement()
    {
        var x = Pick();
        var holder = Name(x);
        var any = Name(Pick());
        return _random.Next(14) switch
        {
            0 or 1 => $"{holder}.A{x} = {Name(_a[x])};",
            2 or 3 => $"{holder}.B{x} = {Name(_b[x])};",
            4 => $"{holder}.L{x}.Add({Name(_l[x])});",
            5 => $"{holder}.Keep{x}({Name(_l[x])});",
            6 => $"{holder} = new T{x}({Name(_b[x])});",
            7 => $"{Name(_a[x])} = {holder}.A{x};",
            8 => $"{Name(_b[x])} = {holder}.B{x};",
            9 => $"{holder}.Any{x} = {any};",
            10 => $"{holder}.Run{x} = () => {any}.ToString();",
            11 => $"{holder}.Listen{x}(() => {any}.ToString());",
            12 => $"{holder}.Any{x} = new List<object> {{ {any} }};",
            _ => $"{holder}.A{x} = null;",
        };
    }

    private string Name(int type) => (_random.Next(2) == 0 ? "v" : "p") + type;

    private int[] Picks() => [.. Enumerable.Range(0, Types).Select(_ => Pick())];

    private int Pick() => _random.Next(Types);
}
