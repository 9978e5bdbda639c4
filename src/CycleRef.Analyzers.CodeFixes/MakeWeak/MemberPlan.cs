using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.CodeFixes.MakeWeak;

/// <summary>A field or auto-property becomes a property over a weak field.</summary>
internal sealed record MemberPlan : WeakPlan
{
    private readonly WeakCandidate _candidate;
    private readonly MemberUses _uses;

    private MemberPlan(WeakCandidate candidate, SharedFile file, MemberUses uses)
        : base(
            candidate.Document,
            candidate.Model,
            file,
            candidate.WeakReference,
            candidate.Declaration.SpanStart,
            candidate.Member.ContainingType.Name + "." + candidate.Member.Name,
            candidate.IsNonNullable,
            !uses.MustNotBeNull && !candidate.Member.IsVirtual && !candidate.Member.IsOverride && !Implementations.IsAny(candidate.Member),
            uses.IsAssigned || candidate.Initializer is { } initial && !Expressions.IsNull(initial)) =>
        (_candidate, _uses) = (candidate, uses);

    public static async Task<MemberPlan?> ForAsync(WeakCandidate candidate, SharedFile file, CancellationToken cancellationToken)
    {
        var uses = await MemberUses.OfAsync(candidate.Member, candidate.Initializer, candidate.Document, candidate.Model, cancellationToken).ConfigureAwait(false);
        if (uses.NeedsVariable || uses.MayBeOnlyHolder)
            return null;
        // What may get no setter is assigned through its weak field, which takes a name and a place in this file.
        if (candidate.MustStayGetOnly && uses.IsAssigned
            && (!uses.Writes.All(write => CanWriteField(write, candidate)) || DisabledCode.Mentions(candidate.Member.ContainingType, candidate.Member.Name, cancellationToken)))
            return null;
        return new MemberPlan(candidate, file, uses);
    }

    public override IReadOnlyDictionary<DocumentId, SyntaxNode> Rewrite(WeakForm form, CancellationToken cancellationToken)
    {
        var layout = Layout.Of(_candidate.Declaration);
        var shape = MemberShape.Of(_candidate, File, _uses.IsAssigned);
        var members = Members(shape, form, layout);
        var root = _candidate.Declaration.SyntaxTree.GetRoot(cancellationToken);
        var assignments = _candidate.MustStayGetOnly ? _uses.Writes.Select(static write => write!).ToList() : [];
        root = root.TrackNodes(assignments.Append<SyntaxNode>(_candidate.Declaration));
        root = WeakMemberRewriter.Rewrite(root, _candidate, members, layout);
        root = root.ReplaceNodes(
            root.GetCurrentNodes<AssignmentExpressionSyntax>(assignments),
            (_, current) => current.WithLeft(SyntaxFactory.IdentifierName(shape.Field).WithTriviaFrom(current.Left)).WithRight(Wrapped(current.Right, members)));
        return new Dictionary<DocumentId, SyntaxNode> { [Document.Id] = root };
    }

    private ExpressionSyntax Wrapped(ExpressionSyntax value, NewMembers members) =>
        Expressions.IsNull(value) ? value : members.Wrap(Expressions.Bare(value).ToString(), this).WithTriviaFrom(value);

    private static bool CanWriteField(AssignmentExpressionSyntax? write, WeakCandidate candidate) =>
        write is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax }
        && write.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && write.SyntaxTree == candidate.Declaration.SyntaxTree
        && Expressions.Bare(write.Right) is IdentifierNameSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression };
}
