using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.CodeFixes.BackReference;

/// <summary>The attribute that users declare themselves, wherever they put it.</summary>
internal static class BackReferenceAttributeType
{
    public const string Name = ContractNames.BackReference + "Attribute";

    /// <summary>All types of that name that the code of <paramref name="within"/> can see, in this project and those it refers to.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Declared(Compilation compilation, ISymbol within, CancellationToken cancellationToken)
    {
        var compilations = compilation.References.OfType<CompilationReference>().Select(static reference => reference.Compilation).Prepend(compilation);
        return compilations
            .SelectMany(one => one.GetSymbolsWithName(Name, SymbolFilter.Type, cancellationToken))
            .OfType<INamedTypeSymbol>()
            .Where(type => type.ContainingType is null && compilation.IsSymbolAccessibleWithin(type, (within as INamedTypeSymbol) ?? within.ContainingType))
            .OrderBy(static type => type.ToDisplayString(), StringComparer.Ordinal)
            .ToList();
    }

    public static bool Allows(INamedTypeSymbol type, AttributeTargets target)
    {
        if (type.Arity > 0 || type.BaseType?.ToDisplayString() != "System.Attribute" || !type.InstanceConstructors.Any(static c => c.Parameters.Length == 0))
            return false;
        var usage = type.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == "System.AttributeUsageAttribute");
        return usage is not { ConstructorArguments.Length: > 0 } || (usage.ConstructorArguments[0].Value is int targets && ((AttributeTargets)targets & target) != 0);
    }

    /// <summary>A namespace from which all code of the project sees it, as far as can be told.</summary>
    public static string NamespaceFor(Project project, INamedTypeSymbol user)
    {
        if (user.ContainingNamespace is not { IsGlobalNamespace: false } space)
            return "";
        var own = space.ToDisplayString();
        if (project.DefaultNamespace is { Length: > 0 } root && (own + ".").StartsWith(root + ".", StringComparison.Ordinal))
            return root;
        var outermost = own.Split('.')[0];
        return outermost is "System" or "Microsoft" ? own : outermost;
    }

    public static string Text(string space, Compilation compilation, LanguageVersion language, string newLine)
    {
        // A type of the project that is called Attribute must not be taken for the base.
        var isHidden = new[] { "Attribute", "AttributeUsage", "AttributeUsageAttribute", "AttributeTargets", "System" }
            .Any(name => compilation.ContainsSymbolsWithName(name, SymbolFilter.Namespace | SymbolFilter.Type));
        var system = isHidden ? "global::System." : "";
        var inBlock = space.Length > 0 && language < LanguageVersion.CSharp10;
        var indentation = inBlock ? "    " : "";
        var lines = new List<string>();
        if (!isHidden)
            lines.AddRange(["using System;", ""]);
        if (inBlock)
            lines.AddRange([$"namespace {space}", "{"]);
        else if (space.Length > 0)
            lines.AddRange([$"namespace {space};", ""]);
        lines.AddRange(
        [
            indentation + "/// <summary>The lifetime of what the member refers to is managed elsewhere: the reference is no link of a cycle.</summary>",
            $"{indentation}[{system}AttributeUsage({system}AttributeTargets.Field | {system}AttributeTargets.Property | {system}AttributeTargets.Parameter)]",
            $"{indentation}internal sealed class {Name} : {system}Attribute",
            indentation + "{",
            indentation + "}",
        ]);
        if (inBlock)
            lines.Add("}");
        return string.Join(newLine, lines) + newLine;
    }
}
