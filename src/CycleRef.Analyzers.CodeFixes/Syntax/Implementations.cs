using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes;

internal static class Implementations
{
    /// <summary>The member implements one of an interface, implicitly or by name.</summary>
    public static bool IsAny(ISymbol member) =>
        member is IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false }
        || member.ContainingType.AllInterfaces.SelectMany(static i => i.GetMembers())
            .Any(declared => declared.Name == member.Name
                && SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(declared), member));
}
