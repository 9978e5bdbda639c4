using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CycleRef.Analyzers.Tests.CodeFixes.Records;

/// <summary>How the methods are written.</summary>
public sealed class LeavesOut
{
    private const string Order = "record Order { public Invoice Invoice { get; set; } }";

    private static Task<string> Fixed(string invoice) => Fixed(LanguageVersion.Preview, NullableContextOptions.Disable, "using System;\nusing System.Collections.Generic;\nusing System.Text;\n" + invoice);

    private static async Task<string> Fixed(LanguageVersion version, NullableContextOptions nullable, string invoice)
    {
        var order = nullable == NullableContextOptions.Enable ? Order.Replace("Invoice Invoice", "Invoice? Invoice") : Order;
        return (await FixRun.On(version, nullable, invoice, order).ForRule(RuleIds.RecordRecursion).ApplyAsync(EquivalenceKeys.LeaveOut)).Text;
    }

    [Fact]
    public async Task Of_all_three_methods() => Code.Contains(
        """
        record Invoice
        {
            public Order Order { get; set; }
            public decimal Amount { get; set; }
            private readonly string _note = "";

            // 'Order' is left out: it leads back to this object.
            public virtual bool Equals(Invoice other) =>
                other is not null
                && EqualityContract == other.EqualityContract
                && Amount == other.Amount
                && _note == other._note;

            public override int GetHashCode() => HashCode.Combine(Amount, _note);

            protected virtual bool PrintMembers(StringBuilder builder)
            {
                builder.Append("Amount = ").Append(Amount);
                return true;
            }
        }
        """,
        await Fixed("record Invoice\n{\n    public Order Order { get; set; }\n    public decimal Amount { get; set; }\n    private readonly string _note = \"\";\n}"));

    [Fact]
    public async Task Of_a_sealed_record_without_anything_else()
    {
        var text = await Fixed("sealed record Invoice\n{\n    public Order Order { get; set; }\n}");
        Code.Contains("    public bool Equals(Invoice other) => other is not null && EqualityContract == other.EqualityContract;\n", text);
        Code.Contains("    public override int GetHashCode() => EqualityContract.GetHashCode();\n", text);
        Code.Contains("    private bool PrintMembers(StringBuilder builder) => false;\n", text);
    }

    [Fact]
    public async Task Of_a_derived_record()
    {
        var text = await Fixed("record Base(int Id);\nrecord Invoice(int Id) : Base(Id)\n{\n    public Order Order { get; set; }\n    public double Amount { get; set; }\n}");
        Code.Contains("public virtual bool Equals(Invoice other) =>\n        other is not null\n        && base.Equals(other)\n        && EqualityComparer<double>.Default.Equals(Amount, other.Amount);\n", text.Replace("    public virtual", "public virtual"));
        Code.Contains("    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Amount);\n", text);
        Code.Contains("    protected override bool PrintMembers(StringBuilder builder)\n    {\n        if (base.PrintMembers(builder))\n            builder.Append(\", \");\n        builder.Append(\"Amount = \")", text);
    }

    [Fact]
    public async Task Of_a_derived_record_that_adds_nothing_else() => Code.Contains(
        "    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);\n",
        await Fixed("record Base(int Id);\nsealed record Invoice(int Id) : Base(Id)\n{\n    public Order Order { get; set; }\n}"));

    [Fact]
    public async Task Of_a_positional_record_which_gets_a_body()
    {
        var text = await Fixed("record Invoice(Order Order, int Number);");
        Code.Contains("record Invoice(Order Order, int Number)\n{\n    // 'Order' is left out: it leads back to this object.\n    public virtual bool Equals", text);
        Code.Contains("        return true;\n    }\n}\n", text);
    }

    [Fact]
    public async Task Of_a_record_on_one_line() =>
        Code.Contains("record Invoice { public Order Order { get; set; }\n\n    // 'Order' is", await Fixed("record Invoice { public Order Order { get; set; } }"));

    [Fact]
    public async Task With_nullable_types()
    {
        var text = await Fixed(LanguageVersion.CSharp9, NullableContextOptions.Enable, "sealed record Invoice\n{\n    public Order? Order { get; set; }\n    public System.Collections.Generic.List<string?> Notes { get; } = new();\n}");
        Code.Contains("public bool Equals(Invoice? other)", text);
        Code.Contains("System.Collections.Generic.EqualityComparer<System.Collections.Generic.List<string?>>.Default.Equals(Notes, other.Notes)", text);
        Code.Contains("System.HashCode.Combine(Notes)", text);
        Code.Contains("private bool PrintMembers(System.Text.StringBuilder builder)", text);
    }

    [Fact]
    public async Task Of_a_generic_record()
    {
        var text = (await FixRun.On("using System.Collections.Generic;\nrecord A<T>\n{\n    public B<T> Item { get; set; }\n}\nrecord B<T>\n{\n    public A<T> Owner { get; set; }\n    public T Value { get; set; }\n}")
            .ForRule(RuleIds.RecordRecursion).ApplyAsync(EquivalenceKeys.LeaveOut)).Text;
        Code.Contains("public virtual bool Equals(B<T> other) =>", text);
        Code.Contains("EqualityComparer<T>.Default.Equals(Value, other.Value)", text);
    }

    [Theory]
    [InlineData("public override string ToString() => \"\";", "Equals(Invoice other);GetHashCode()", "PrintMembers")]
    [InlineData("protected virtual bool PrintMembers(StringBuilder builder) => false;", "Equals(Invoice other);GetHashCode()", "bool PrintMembers(StringBuilder builder)\n")]
    [InlineData("public virtual bool Equals(Invoice other) => true; public override int GetHashCode() => 1;", "PrintMembers", "EqualityContract")]
    [InlineData("public override int GetHashCode() => Number;", "PrintMembers;Equals(Invoice other)", "HashCode.Combine")]
    public async Task Only_of_methods_that_are_not_written_yet(string own, string expected, string unexpected)
    {
        var text = await Fixed("record Invoice\n{\n    public Order Order { get; set; }\n    public int Number { get; set; }\n    " + own + "\n}");
        foreach (var part in expected.Split(';'))
            Code.Contains(part, text);
        Code.DoesNotContain(unexpected, text);
    }

    [Fact]
    public async Task Of_names_that_the_new_code_would_hide()
    {
        var text = await Fixed("record Invoice\n{\n    public Order Order { get; set; }\n    public int other, builder, @class, HashCode;\n    public char[] Text;\n    public bool StringBuilder() => true;\n}");
        Code.Contains("this.other == other.other", text);
        Code.Contains(".Append(this.builder)", text);
        Code.Contains("@class == other.@class", text);
        Code.Contains("global::System.HashCode.Combine(", text);
        Code.Contains("Text = \").Append((object)Text)", text);
        Code.Contains("global::System.Text.StringBuilder builder", text);
    }

    [Fact]
    public async Task Both_of_two_back_references()
    {
        var text = (await FixRun.On(
            "record Order { public Line Line { get; set; } }\nrecord Shop { public Line Last { get; set; } }\nrecord Line\n{\n    public Order Order { get; set; }\n    public Shop Shop { get; set; }\n    public int N { get; set; }\n}")
            .ForRule(RuleIds.RecordRecursion).ApplyAsync(EquivalenceKeys.LeaveOut, "Line.Order")).Text;
        Code.Contains("// 'Order' and 'Shop' are left out: they lead back to this object.", text);
        Code.DoesNotContain("Shop == other.Shop", text);
    }

    [Fact]
    public async Task Of_more_members_than_can_be_combined() => Code.Contains(
        "        var hash = new HashCode();\n        hash.Add(A);",
        await Fixed("record Invoice(int A, int B, int C, int D, int E, int F, int G, int H, int I)\n{\n    public Order Order { get; set; }\n}"));

    [Fact]
    public async Task In_the_style_of_the_file()
    {
        var source = "record Order { public Invoice Invoice { get; set; } }\nnamespace App {\n\trecord Invoice {\n\t\tpublic Order Order { get; set; }\n\t}\n}".Replace("Order { public", "Order { public App.").Replace("App. Invoice", "App.Invoice");
        var text = (await FixRun.On(source).ForRule(RuleIds.RecordRecursion).ApplyAsync(EquivalenceKeys.LeaveOut)).Text;
        Code.Contains("\t\t// 'Order' is left out: it leads back to this object.\n\t\tpublic virtual bool Equals(", text);
    }
}
