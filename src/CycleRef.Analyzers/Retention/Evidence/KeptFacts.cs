using System;
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

    /// <summary>Null for a part that has not been read to answer this question last, or one that differs only in names that the part does not mention.</summary>
    /// <param name="part">The part.</param>
    /// <param name="question">The question.</param>
    /// <param name="mayCapture">The type has a primary constructor.</param>
    /// <param name="mentions">Whether one of some words stands in the part.</param>
    public PartFacts? Of(TypeDeclarationSyntax part, FactsQuestion question, bool mayCapture, Func<WordSet, bool> mentions)
    {
        if (!_byTree.TryGetValue(part.SyntaxTree, out var parts) || !parts.TryGetValue(part.SpanStart, out var facts) || facts.MayCapture != mayCapture)
            return null;
        if (ReferenceEquals(facts.Question, question))
            return facts;
        if (question.DifferenceTo(facts.Question) is not { } names || mentions(names))
            return null;
        return parts[part.SpanStart] = new PartFacts(question, facts);
    }

    /// <summary>One answer for each part: while declarations change, questions come and go.</summary>
    public void Add(TypeDeclarationSyntax part, PartFacts facts) => _byTree.GetValue(part.SyntaxTree, static _ => new())[part.SpanStart] = facts;
}

/// <summary>What facts are read for. Asked anew by each compilation, and mostly the same; compared by reference once it has been found among the last.</summary>
internal sealed class FactsQuestion(HashSet<string> members, NamePatterns teardownMethods)
{
    /// <summary>Names by which a question may differ from one before. Components that grow together differ by many, and then their code is read anew.</summary>
    private const int MaxDifference = 16;

    private NextQuestion? _next;
    private Difference? _difference;

    public HashSet<string> Members => members;

    public NamePatterns TeardownMethods => teardownMethods;

    public bool Asks(HashSet<string> otherMembers, NamePatterns otherTeardownMethods) =>
        otherMembers.Count == members.Count && teardownMethods.Text == otherTeardownMethods.Text && members.SetEquals(otherMembers);

    /// <summary>The members that only one of the questions is about; null where they differ in more.</summary>
    public WordSet? DifferenceTo(FactsQuestion other)
    {
        var last = Volatile.Read(ref _difference);
        if (last is null || !ReferenceEquals(last.Other, other))
            Volatile.Write(ref _difference, last = new Difference(other, ReadDifference(other)));
        return last.Names;
    }

    private WordSet? ReadDifference(FactsQuestion other)
    {
        if (teardownMethods.Text != other.TeardownMethods.Text)
            return null;
        var names = new HashSet<string>(members, StringComparer.Ordinal);
        names.SymmetricExceptWith(other.Members);
        return names.Count <= MaxDifference ? new WordSet(names) : null;
    }

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

    private sealed record Difference(FactsQuestion Other, WordSet? Names);
}

/// <param name="Storing">Types whose constructors, and methods, that store a parameter.</param>
/// <param name="Helpers">What teardown methods call.</param>
internal sealed record NextQuestion(HashSet<string> Storing, HashSet<string> Helpers)
{
    public bool Asks(NextQuestion other) => ReferenceEquals(this, other) || (Storing.SetEquals(other.Storing) && Helpers.SetEquals(other.Helpers));
}

/// <summary>The answer of one part of a type. Does not change once it is kept, but for what the last further question brought.</summary>
internal sealed class PartFacts
{
    private sealed record Further(NextQuestion Question, CodeFacts Facts);

    private Further? _more;

    public PartFacts(FactsQuestion question, bool mayCapture)
    {
        Question = question;
        MayCapture = mayCapture;
        Facts = new CodeFacts();
        Others = [];
    }

    /// <summary>The same answer to another question.</summary>
    public PartFacts(FactsQuestion question, PartFacts same)
    {
        Question = question;
        MayCapture = same.MayCapture;
        Facts = same.Facts;
        Others = same.Others;
        _more = Volatile.Read(ref same._more);
    }

    public FactsQuestion Question { get; }

    public bool MayCapture { get; }

    public CodeFacts Facts { get; }

    /// <summary>Members, by index, that name nothing in question, and whether they may hand their object on.</summary>
    public List<(int Index, bool PassesThis)> Others { get; }

    public CodeFacts? More(NextQuestion next) => Volatile.Read(ref _more) is { } known && known.Question.Asks(next) ? known.Facts : null;

    public void Keep(NextQuestion next, CodeFacts facts) => Volatile.Write(ref _more, new Further(next, facts));
}
