using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>Finds a name for the weak field that nothing in the type's code or its bases uses.</summary>
internal static class WeakNames
{
    private const string Suffix = "Weak";

    public static string FieldFor(ISymbol member) => Unused(Base(member), member);

    /// <summary>For a property that stands in for a parameter, or behind another property.</summary>
    public static string PropertyFor(ISymbol member) => Unused("_" + char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1), member);

    private static string Unused(string name, ISymbol member)
    {
        var taken = Taken(member.ContainingType);
        var candidate = name;
        for (var i = 2; taken.Contains(candidate); i++)
            candidate = name + i;
        return candidate;
    }

    private static string Base(ISymbol member)
    {
        // An explicit implementation is called after its interface too.
        var name = member.Name.Substring(member.Name.LastIndexOf('.') + 1);
        if (name[0] == '_' || (!char.IsUpper(name[0]) && member.DeclaredAccessibility == Accessibility.Private))
            return name + Suffix;
        var camel = char.ToLowerInvariant(name[0]) + name.Substring(1) + Suffix;
        return UsesUnderscore(member) ? "_" + camel : camel;
    }

    private static bool UsesUnderscore(ISymbol member)
    {
        var fields = member.ContainingType.GetMembers().Where(other => !SymbolEqualityComparer.Default.Equals(other, member)
            && other is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Private, AssociatedSymbol: null }).ToList();
        return fields.Count == 0 || fields.Any(static field => field.Name[0] == '_');
    }

    /// <summary>Every word of the code: a name that means something else there must keep its meaning.</summary>
    private static HashSet<string> Taken(INamedTypeSymbol type)
    {
        var taken = new HashSet<string>();
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            foreach (var token in part.GetSyntax().DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken))
                    taken.Add(token.ValueText);
            }
        }

        for (var current = type.BaseType; current is not null; current = current.BaseType)
            taken.UnionWith(current.MemberNames);
        return taken;
    }
}
