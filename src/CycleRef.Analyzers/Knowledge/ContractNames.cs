using CycleRef.Analyzers.Retention.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>
/// Attributes that count by name, in whatever namespace they are declared: users declare the contracts themselves and need no
/// run-time dependency.
/// </summary>
internal static class ContractNames
{
    /// <summary>On a type: its instances must not take part in any cycle.</summary>
    public const string Acyclic = "Acyclic";

    /// <summary>On a member: its lifetime is managed elsewhere, it is no edge.</summary>
    public const string BackReference = "BackReference";

    private const string Suffix = "Attribute";

    public static bool Is(AttributeData attribute, string contract) =>
        attribute.AttributeClass?.Name is { } name && (name == contract || name == contract + Suffix);

    public static bool Has(ISymbol symbol, string contract)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Is(attribute, contract))
                return true;
        }

        return false;
    }

    /// <summary>The same by syntax, for an attribute on a type.</summary>
    public static bool Has(SyntaxList<AttributeListSyntax> lists, string contract)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (MentionedNames.OuterName(attribute.Name) is { } name && (name == contract || name == contract + Suffix))
                    return true;
            }
        }

        return false;
    }
}
