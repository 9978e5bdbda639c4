using System;
using System.Collections.Generic;
using System.Linq;
using CycleRef.Analyzers.Retention.Evidence;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap;

/// <content>Reads the code of one type, once.</content>
internal sealed partial class Teardowns
{
    private BrokenLinks Read(INamedTypeSymbol type)
    {
        var broken = new BrokenLinks();
        var facts = new CodeFacts();
        var members = new HashSet<string>(type.GetMembers().Where(static m => m is IFieldSymbol or IPropertySymbol).Select(static m => m.Name), StringComparer.Ordinal);
        var parts = type.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
        foreach (var part in parts)
        {
            var reader = new CodeFactsReader(part, members, facts);
            foreach (var member in part.Members.Where(static m => m is not (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)))
                reader.Read(member, marks: null);
            foreach (var member in part.Members.Where(static m => m is BaseMethodDeclarationSyntax and not DestructorDeclarationSyntax or BasePropertyDeclarationSyntax))
                ReadRemovals(member, broken);
        }

        broken.CalledInTeardown.UnionWith(facts.OwnCalls.Where(c => _methods.Matches(c.Caller)).Select(static c => c.Callee));
        broken.CalledAtEnd.UnionWith(facts.OwnCalls.Where(static c => IsEnding(c.Caller)).Select(static c => c.Callee));
        broken.InTeardown.UnionWith(facts.Clears.Where(c => IsTeardown(c.Method)).Select(static c => c.Member));
        // What is disposed is still held, and what a constructor sets to null is no link yet.
        broken.Cleared.AddRange(facts.Clears.Where(static c => c.Method is not ("~" or ".ctor") && c.Kind != ClearKind.Release));
        broken.Released.UnionWith(facts.Clears.Where(c => c.Kind == ClearKind.Release && c.OnThis && SoundsLikeTeardown(c.Method)).Select(static c => c.Member));
        broken.Released.UnionWith(facts.Moves.Where(static m => m.OnThis && m.From == MemberMove.Restored).Select(static m => m.Member));
        broken.Setters.AddRange(facts.Writes.Where(static w => w.OnThis && w.Method != ".ctor" && (w.Source & ValueSource.HandedIn) != 0).Select(static w => new KeyValuePair<string, string>(w.Method, w.Member)));
        foreach (var method in parts.SelectMany(static p => p.Members).OfType<MethodDeclarationSyntax>().Where(m => IsTeardown(m.Identifier.ValueText)))
            ReadReleases(method, broken.InTeardown);
        return broken;

        bool IsTeardown(string method) => _methods.Matches(method) || broken.CalledInTeardown.Contains(method);
    }

    /// <summary><c>-=</c>, and handlers that are handed back. A lambda written down anew removes nothing; <c>remove { _inner.E -= value; }</c> only passes on.</summary>
    private void ReadRemovals(MemberDeclarationSyntax member, BrokenLinks broken)
    {
        foreach (var node in member.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when (assignment.IsKind(SyntaxKind.SubtractAssignmentExpression) && IsHandler(assignment.Right)) || IsDelegateRemove(assignment.Right):
                    if (LastName(assignment.Left) is { } name)
                        broken.Unsubscribed.Add(new KeyValuePair<string, SyntaxNode>(name, assignment));
                    break;
                case InvocationExpressionSyntax call when LastName(call.Expression) is { } called:
                    if (TakesHandlers(called))
                        broken.TakenBack.UnionWith(call.ArgumentList.Arguments.Select(static a => LastName(HandlerOf(a.Expression))).OfType<string>());
                    // Collections of the program itself take out by names of their own: _children.RemoveChild(child), _map.TryGetAndRemoveValue(key).
                    if (member is ConstructorDeclarationSyntax || ReceiverOf(call) is not { } receiver)
                        break;
                    broken.Calls.Add((receiver, called, CodeFactsReader.NameOf(member)));
                    if (called.Contains("Remove"))
                        broken.Cleared.Add(new MemberClear(receiver, true, null, CodeFactsReader.NameOf(member), ClearKind.Elements));
                    break;
            }
        }

        bool IsHandler(ExpressionSyntax value) =>
            value is not AnonymousFunctionExpressionSyntax && !(member is EventDeclarationSyntax && value is IdentifierNameSyntax { Identifier.ValueText: "value" });
    }

    private static string? ReceiverOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => LastName(access.Expression),
        MemberBindingExpressionSyntax when call.Parent is ConditionalAccessExpressionSyntax access => LastName(access.Expression),
        _ => null,
    };

    private static bool TakesHandlers(string method) => HandlerVerbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal));

    /// <summary><c>new EventHandler(OnChanged)</c> is as good as <c>OnChanged</c>.</summary>
    private static ExpressionSyntax HandlerOf(ExpressionSyntax value) => value is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } only } ? only[0].Expression : value;

    /// <summary>What a teardown method lets go of beyond what <see cref="CodeFacts"/> calls cleared: in doubt a link counts as managed.</summary>
    private void ReadReleases(SyntaxNode method, HashSet<string> broken)
    {
        foreach (var node in method.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.SubtractAssignmentExpression):
                    Add(assignment.Left);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when SoundsLikeTeardown(access.Name.Identifier.ValueText):
                    Add(access.Expression);
                    break;
                case ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } access
                    when SoundsLikeTeardown(binding.Name.Identifier.ValueText):
                    Add(access.Expression);
                    break;
                case ForEachStatementSyntax loop when loop.Statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(i => LastName(i.Expression) is { } name && SoundsLikeTeardown(name)):
                    Add(loop.Expression);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument:
                    // Interlocked.Exchange(ref _field, null)
                    Add(argument.Expression);
                    break;
            }
        }

        void Add(ExpressionSyntax expression)
        {
            if (LastName(expression) is { } name)
                broken.Add(name);
        }
    }

    private static bool IsDelegateRemove(ExpressionSyntax value) =>
        (value is CastExpressionSyntax cast ? cast.Expression : value) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove", Expression: IdentifierNameSyntax { Identifier.ValueText: "Delegate" } } };
}
