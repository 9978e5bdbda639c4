using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using CycleRef.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Answers who lets go of what a member holds, from the uses of the member. A finalizer is no teardown.</summary>
internal sealed class Releases
{
    private readonly NamePatterns _teardowns;

    public Releases(KnowledgeBase knowledge, CycleRefOptions options) =>
        _teardowns = new NamePatterns(knowledge[TableNames.TeardownMethods].Rows.Select(static row => row.Id).Concat(options.TeardownMethods), ignoreCase: false);

    public bool IsTeardown(string method) => _teardowns.Matches(method);

    /// <param name="member">The field or property.</param>
    /// <param name="uses">Its uses.</param>
    /// <param name="isRelease">Whether a use lets go: for most things <see cref="Disposes"/>.</param>
    /// <param name="cancellationToken">Checked at every member declaration.</param>
    public Release Of(ISymbol member, MemberUses uses, Func<MemberUse, bool> isRelease, CancellationToken cancellationToken)
    {
        var answer = uses.Escape ? Release.Unknown : Release.Never;
        HashSet<string>? helpers = null;
        foreach (var use in uses.All)
        {
            if (!isRelease(use))
                continue;
            var found = use.IsInFinalizer ? Release.InFinalizer
                : IsTeardown(use.Method) || (helpers ??= CalledByTeardowns(member.ContainingType, cancellationToken)).Contains(use.Method) ? Release.InTeardown
                : Release.Elsewhere;
            if (found > answer)
                answer = found;
        }

        return answer;
    }

    /// <summary>Dispose, Close, Stop and the like, or null stored over it.</summary>
    public static bool Disposes(MemberUse use) => use.Kind switch
    {
        UseKind.Cleared => true,
        UseKind.Called => use.Name is "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "Stop" or "StopAsync" or "Free" or "Release" or "Unregister" or "Shutdown",
        // A nullable registration: _registration.Value.Dispose()
        UseKind.Read => use.Name == "Value" && use.Node.Ancestors().OfType<MemberAccessExpressionSyntax>().Take(3)
            .Any(static access => access is { Name.Identifier.ValueText: "Dispose" or "DisposeAsync" or "Unregister" or "Free", Parent: InvocationExpressionSyntax }),
        _ => false,
    };

    /// <summary>The methods that a teardown method of the type or of a base calls: one call deep, by name.</summary>
    private HashSet<string> CalledByTeardowns(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        var steps = 0;
        for (INamedTypeSymbol? current = type; current is not null && steps++ < KnownTypes.MaxBaseTypes; current = current.BaseType)
        {
            foreach (var reference in current.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax part)
                    continue;
                foreach (var method in part.Members.OfType<MethodDeclarationSyntax>().Where(m => IsTeardown(m.Identifier.ValueText)))
                {
                    foreach (var call in method.DescendantNodes().OfType<InvocationExpressionSyntax>())
                    {
                        if (call.Expression is SimpleNameSyntax name)
                            called.Add(name.Identifier.ValueText);
                        else if (call.Expression is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } access)
                            called.Add(access.Name.Identifier.ValueText);
                    }
                }
            }
        }

        return called;
    }
}
