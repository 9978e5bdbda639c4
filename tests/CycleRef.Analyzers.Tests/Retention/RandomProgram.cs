using System;
using System.Linq;
using System.Text;

namespace CycleRef.Analyzers.Tests.Retention;

/// <summary>Random declarations in which types hold each other in every way that C# has. They need not make sense, and may not compile.</summary>
internal sealed class RandomProgram(int seed)
{
    private const int Classes = 6;

    private readonly Random _random = new(seed);

    public string Write()
    {
        var source = new StringBuilder("using System; using System.Collections.Generic; using System.Threading.Tasks;\n");
        source.Append("using AliasOne = C0; using AliasMany = System.Collections.Generic.List<C1>;\n");
        source.Append($"struct S {{ public {Type(1)} First; public {Type(1)} Second; }}\n");
        source.Append($"interface I0 {{ }} interface I1 : I0 {{ }} interface IG<T> {{ }}\n");
        source.Append($"class Box<T> {{ public T Value; public {Type(1)} Other; public Box<T> Twin; }}\n");
        source.Append($"class Outer<T> {{ public Inner In; public class Inner {{ public T Value; public List<{Type(0)}> More; }} }}\n");
        source.Append($"class Pair<X, Y> : Box<Y> where X : C{_random.Next(Classes)} {{ public X First; }}\n");
        for (var i = 0; i < Classes; i++)
            source.Append(Class(i));
        return source.ToString();
    }

    private string Class(int index)
    {
        var bases = _random.Next(6) switch
        {
            0 when index > 0 => $" : C{_random.Next(index)}",
            1 => $" : Box<{Type(1)}>",
            2 => $" : I{_random.Next(2)}",
            3 => $" : List<{Type(1)}>, IG<C{index}>",
            4 => $" : Outer<{Type(0)}>.Inner",
            _ => "",
        };
        var members = string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(i => $" public {Type(2)} M{i}{(_random.Next(2) == 0 ? ";" : " { get; set; }")}"));
        var nested = _random.Next(4) == 0 ? $" public class Nested {{ public {Type(1)} Up; }} public Nested Down;" : "";
        return $"class C{index}{bases} {{{members}{nested} }}\n";
    }

    private string Type(int depth)
    {
        if (depth == 0)
            return _random.Next(3) == 0 ? $"I{_random.Next(2)}" : $"C{_random.Next(Classes)}";
        return _random.Next(16) switch
        {
            0 => $"List<{Type(depth - 1)}>",
            1 => $"Box<{Type(depth - 1)}>",
            2 => $"{Type(depth - 1)}[]",
            3 => $"({Type(depth - 1)}, int)",
            4 => $"Outer<{Type(depth - 1)}>.Inner",
            5 => $"Outer<{Type(depth - 1)}>",
            6 => $"Pair<{Type(depth - 1)}, {Type(depth - 1)}>",
            7 => $"Dictionary<string, {Type(depth - 1)}>",
            8 => $"Lazy<Task<{Type(depth - 1)}>>",
            9 => "S",
            10 => "S?",
            11 => "AliasOne",
            12 => "AliasMany",
            13 => $"IG<{Type(depth - 1)}>",
            14 => $"Func<{Type(depth - 1)}>",
            _ => Type(0),
        };
    }
}
