using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes.Records;

/// <summary>The text of <c>Equals</c>, <c>GetHashCode</c> and <c>PrintMembers</c>, line by line; a tab stands for one level.</summary>
internal sealed class RecordMethodText(RecordPlan plan)
{
    /// <summary><c>HashCode.Combine</c> takes no more.</summary>
    private const int MaxCombined = 8;

    /// <summary>A condition or call that gets longer than this goes over several lines.</summary>
    private const int MaxLine = 120;

    private readonly RecordTypeNames _names = new(plan);
    private readonly bool _isDerived = plan.Record.BaseType is { SpecialType: not SpecialType.System_Object };

    /// <summary>The methods, each as its lines.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Methods()
    {
        var methods = new List<IReadOnlyList<string>>();
        if (plan.WritesEquals)
            methods.Add(Equals());
        if (plan.WritesHash)
            methods.Add(Hash());
        if (!plan.Printed.IsDefault)
            methods.Add(Print());
        var leftOut = string.Join(" and ", plan.LeftOut.Select(static name => $"'{name}'"));
        methods[0] = [$"// {leftOut} {(plan.LeftOut.Length == 1 ? "is" : "are")} left out: {(plan.LeftOut.Length == 1 ? "it leads" : "they lead")} back to this object.", .. methods[0]];
        return methods;
    }

    private IReadOnlyList<string> Equals()
    {
        List<string> conditions = ["other is not null", _isDerived ? "base.Equals(other)" : "EqualityContract == other.EqualityContract"];
        conditions.AddRange(plan.Compared.Select(Comparison));
        return Expression($"public {(plan.Record.IsSealed ? "" : "virtual ")}bool Equals({_names.Own} other)", conditions, " && ", "&& ");
    }

    private string Comparison(ISymbol member)
    {
        var (own, others) = (Own(member, "other"), "other." + Escaped(member));
        var type = RecordMembers.TypeOf(member)!;
        return RecordTypeNames.ComparesByOperator(type) ? $"{own} == {others}" : $"{_names.Comparer(type)}.Default.Equals({own}, {others})";
    }

    private IReadOnlyList<string> Hash()
    {
        const string Head = "public override int GetHashCode()";
        var parts = plan.Compared.Select(static member => Own(member, "hash")).ToList();
        if (parts.Count == 0)
            return [Head + (_isDerived ? " => base.GetHashCode();" : " => EqualityContract.GetHashCode();")];
        if (_names.HashCode is { } hashCode && parts.Count + (_isDerived ? 1 : 0) <= MaxCombined)
            return [$"{Head} => {hashCode}.Combine({string.Join(", ", _isDerived ? parts.Prepend("base.GetHashCode()") : parts)});"];
        if (_names.HashCode is not null)
        {
            return
            [
                Head, "{", $"\tvar hash = new {_names.HashCode}();",
                .. (_isDerived ? parts.Prepend("base.GetHashCode()") : parts).Select(static part => $"\thash.Add({part});"),
                "\treturn hash.ToHashCode();", "}",
            ];
        }

        // Older frameworks have no HashCode.
        return
        [
            Head, "{", $"\tvar hash = {(_isDerived ? "base" : "EqualityContract")}.GetHashCode();",
            .. plan.Compared.Select(member => $"\thash = unchecked((hash * 31) + {_names.Comparer(RecordMembers.TypeOf(member)!)}.Default.GetHashCode({Own(member, "hash")}));"),
            "\treturn hash;", "}",
        ];
    }

    private IReadOnlyList<string> Print()
    {
        var head = (_isDerived ? "protected override" : plan.Record.IsSealed ? "private" : "protected virtual") + $" bool PrintMembers({_names.StringBuilder} builder)";
        if (plan.Printed.IsEmpty)
            return [head + (_isDerived ? " => base.PrintMembers(builder);" : " => false;")];
        var lines = new List<string> { head, "{" };
        // As the compiler does: a long list of records ends in an exception rather than in a stack overflow.
        if (plan.Printed.Any(static member => RecordMembers.TypeOf(member) is INamedTypeSymbol { IsRecord: true }))
            lines.Add($"\t{_names.RuntimeHelpers}.EnsureSufficientExecutionStack();");
        if (_isDerived)
            lines.AddRange(["\tif (base.PrintMembers(builder))", "\t\tbuilder.Append(\", \");"]);
        for (var i = 0; i < plan.Printed.Length; i++)
        {
            var member = plan.Printed[i];
            lines.Add($"\tbuilder.Append(\"{(i == 0 ? "" : ", ")}{member.Name} = \").Append({_names.PrintedAs(RecordMembers.TypeOf(member)!)}{Own(member, "builder")});");
        }

        return [.. lines, "\treturn true;", "}"];
    }

    private static IReadOnlyList<string> Expression(string head, IReadOnlyList<string> parts, string separator, string leading)
    {
        var line = $"{head} => {string.Join(separator, parts)};";
        if (line.Length <= MaxLine)
            return [line];
        return [head + " =>", "\t" + parts[0], .. parts.Skip(1).Select((part, i) => $"\t{leading}{part}{(i == parts.Count - 2 ? ";" : "")}")];
    }

    /// <summary>A parameter or local of the new method would hide a member of its name.</summary>
    private static string Own(ISymbol member, string hiding) => member.Name == hiding ? "this." + Escaped(member) : Escaped(member);

    private static string Escaped(ISymbol member) =>
        SyntaxFacts.GetKeywordKind(member.Name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(member.Name) == SyntaxKind.None ? member.Name : "@" + member.Name;
}
