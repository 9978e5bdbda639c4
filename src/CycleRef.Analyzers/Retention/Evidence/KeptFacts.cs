using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>
/// What the code of single parts of types tells, from one compilation to the next: a key in one file leaves the facts of all other files as they are.
/// One per analyzer instance. Facts are names, and go with the tree that they are about. Thread-safe: two threads may read the same part, with the same result.
/// </summary>
internal sealed class KeptFacts
{
    /// <summary>Components of a compilation whose members in question are remembered; for more, facts are read anew.</summary>
    private const int MaxQuestions = 256;

    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, PartFacts>> _byTree = new();
    private readonly object _gate = new();
    private readonly Queue<FactsQuestion> _questions = new();

    /// <summary>The very question that has been asked before, if it has been.</summary>
    public FactsQuestion QuestionOf(HashSet<string> members, NamePatterns teardownMethods)
    {
        lock (_gate)
        {
            foreach (var asked in _questions)
            {
                if (asked.Asks(members, teardownMethods))
                    return asked;
            }

            if (_questions.Count == MaxQuestions)
                _questions.Dequeue();
            var question = new FactsQuestion(members, teardownMethods);
            _questions.Enqueue(question);
            return question;
        }
    }

    /// <summary>Null for a part that has not been read to answer this question last.</summary>
    public PartFacts? Of(TypeDeclarationSyntax part, FactsQuestion question, bool mayCapture) =>
        _byTree.TryGetValue(part.SyntaxTree, out var parts) && parts.TryGetValue(part.SpanStart, out var facts) && facts.Answers(question, mayCapture) ? facts : null;

    /// <summary>One answer for each part: while declarations change, questions come and go.</summary>
    public void Add(TypeDeclarationSyntax part, PartFacts facts) => _byTree.GetValue(part.SyntaxTree, static _ => new())[part.SpanStart] = facts;
}

/// <summary>What facts are read for. Asked anew by each compilation, and mostly the same; compared by reference once it has been found among the last.</summary>
internal sealed class FactsQuestion(HashSet<string> members, NamePatterns teardownMethods)
{
    private NextQuestion? _next;

    public HashSet<string> Members => members;

    public bool Asks(HashSet<string> otherMembers, NamePatterns otherTeardownMethods) =>
        otherMembers.Count == members.Count && teardownMethods.Text == otherTeardownMethods.Text && members.SetEquals(otherMembers);

    /// <summary>What is asked of the rest of the code once the facts of all parts are known.</summary>
    /// <param name="storing">Types whose constructors, and methods, that store a parameter.</param>
    /// <param name="helpers">What teardown methods call.</param>
    public NextQuestion Next(HashSet<string> storing, HashSet<string> helpers)
    {
        var last = Volatile.Read(ref _next);
        if (last is not null && last.Storing.SetEquals(storing) && last.Helpers.SetEquals(helpers))
            return last;
        var next = new NextQuestion(storing, helpers);
        Volatile.Write(ref _next, next);
        return next;
    }
}

/// <param name="Storing">Types whose constructors, and methods, that store a parameter.</param>
/// <param name="Helpers">What teardown methods call.</param>
internal sealed record NextQuestion(HashSet<string> Storing, HashSet<string> Helpers);

/// <summary>The answer of one part of a type. Does not change once it is kept, but for what the last further question brought.</summary>
internal sealed class PartFacts(FactsQuestion question, bool mayCapture)
{
    private sealed record Further(NextQuestion Question, CodeFacts Facts);

    private Further? _more;

    public CodeFacts Facts { get; } = new();

    /// <summary>Members, by index, that name nothing in question, and whether they may hand their object on.</summary>
    public List<(int Index, bool PassesThis)> Others { get; } = [];

    public bool Answers(FactsQuestion other, bool otherMayCapture) => ReferenceEquals(question, other) && mayCapture == otherMayCapture;

    public CodeFacts? More(NextQuestion next) => Volatile.Read(ref _more) is { } known && ReferenceEquals(known.Question, next) ? known.Facts : null;

    public void Keep(NextQuestion next, CodeFacts facts) => Volatile.Write(ref _more, new Further(next, facts));
}
