using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>Names for the locals that keep a returned value until the link is cut. Two of them clash where one's block lies within the other's.</summary>
internal sealed class ResultNames
{
    private readonly HashSet<string> _taken;
    private readonly List<(SyntaxNode Scope, string Name)> _given = [];

    public ResultNames(SyntaxNode body)
    {
        var member = body.AncestorsAndSelf().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? body.SyntaxTree.GetRoot();
        _taken = [.. member.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
    }

    public string For(StatementSyntax jump)
    {
        var scope = ScopeOf(jump);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? "result" : "result" + number;
            if (_taken.Contains(name) || _given.Any(other => other.Name == name && (other.Scope.Span.Contains(scope.Span) || scope.Span.Contains(other.Scope.Span))))
                continue;
            _given.Add((scope, name));
            return name;
        }
    }

    /// <summary>The sections of a switch share one scope; the only statement of an <c>if</c> gets a block of its own.</summary>
    private static SyntaxNode ScopeOf(StatementSyntax jump) => FunctionBody.ContainerOf(jump) switch
    {
        SwitchSectionSyntax section => section.Parent!,
        var container => container ?? jump,
    };
}
