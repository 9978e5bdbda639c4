using System;
using System.Collections.Generic;
using System.Threading;
using CycleRef.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>
/// Reads the <see cref="CodeFacts"/> of the types of a component, and passes over the code that can tell nothing: most methods of real code
/// change none of the members in question. To see that costs one look at their text; to walk their syntax costs many times as much.
/// </summary>
internal sealed class RelevantCode
{
    private readonly FactsQuestion _question;
    private readonly HashSet<int> _hashes = [];
    private readonly ChangesSource _changesOf;
    private readonly KeptFacts _kept;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<INamedTypeSymbol, CodeFacts> _facts = new(SymbolEqualityComparer.Default);
    private readonly List<(CodeFacts OfType, TypeDeclarationSyntax Part, bool MayCapture, PartFacts OfPart)> _parts = [];
    private readonly List<ReadPart> _read = [];
    private readonly Dictionary<string, bool> _isTeardown = new(StringComparer.Ordinal);
    private readonly CodeText _text = new();

    private RelevantCode(FactsQuestion question, ChangesSource changesOf, KeptFacts kept, CancellationToken cancellationToken)
    {
        foreach (var member in question.Members)
            _hashes.Add(WordSet.Hash(member));
        _question = question;
        _changesOf = changesOf;
        _kept = kept;
        _cancellationToken = cancellationToken;
    }

    /// <param name="types">The types whose code is read.</param>
    /// <param name="members">The names of the members in question.</param>
    /// <param name="teardownMethods">Names of methods in which a type lets go of what it holds.</param>
    /// <param name="changesOf">What the members of a tree may change.</param>
    /// <param name="kept">What is known of trees that have been read before.</param>
    /// <param name="cancellationToken">Checked at every member.</param>
    public static ReadCode Read(
        IEnumerable<INamedTypeSymbol> types,
        HashSet<string> members,
        NamePatterns teardownMethods,
        ChangesSource changesOf,
        KeptFacts kept,
        CancellationToken cancellationToken)
    {
        var code = new RelevantCode(kept.QuestionOf(members, teardownMethods), changesOf, kept, cancellationToken);
        foreach (var type in types)
            code.ReadType(type);
        var next = code.ReadOthers();
        return new ReadCode(code._facts, code._read, code._question, next);
    }

    /// <summary>The parts still tell what they told, each in its old place in a changed tree.</summary>
    /// <param name="parts">The parts as they are now, and what they told before.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="next">What was asked then.</param>
    /// <param name="changesOf">What the members of a tree may change.</param>
    /// <param name="kept">What is known of trees that have been read before.</param>
    /// <param name="cancellationToken">Checked at every member.</param>
    public static bool StillTell(IEnumerable<ReadPart> parts, FactsQuestion question, NextQuestion next, ChangesSource changesOf, KeptFacts kept, CancellationToken cancellationToken)
    {
        var code = new RelevantCode(question, changesOf, kept, cancellationToken);
        var words = code.WordsOf(next);
        foreach (var (part, mayCapture, facts, more) in parts)
        {
            var now = code.FactsOf(part, mayCapture);
            if (!now.Facts.IsSame(facts) || !code.MoreOf(part, now, next, words).IsSame(more))
                return false;
        }

        return true;
    }

    /// <summary>First what names a member in question, and what tears down: it tells which other names matter.</summary>
    private void ReadType(INamedTypeSymbol type)
    {
        var facts = new CodeFacts();
        _facts[type] = facts;
        var parts = new List<TypeDeclarationSyntax>();
        var mayCapture = false;
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(_cancellationToken) is not TypeDeclarationSyntax part)
                continue;
            parts.Add(part);
            mayCapture |= part.ParameterList is not null;
        }

        foreach (var part in parts)
        {
            var known = FactsOf(part, mayCapture);
            facts.Add(known.Facts);
            _parts.Add((facts, part, mayCapture, known));
        }
    }

    private PartFacts FactsOf(TypeDeclarationSyntax part, bool mayCapture)
    {
        var known = _kept.Of(part, _question, mayCapture, names => Mentions(part, names));
        if (known is null)
            _kept.Add(part, known = Read(part, mayCapture));
        return known;
    }

    private PartFacts Read(TypeDeclarationSyntax part, bool mayCapture)
    {
        var facts = new PartFacts(_question, mayCapture);
        var reader = new CodeFactsReader(part, _question.Members, facts.Facts);
        var changes = _changesOf(part.SyntaxTree);
        for (var i = 0; i < part.Members.Count; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var member = part.Members[i];
            // Nested types have facts of their own.
            if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                continue;
            var name = CodeFactsReader.NameOf(member);
            var change = changes.Of(member);
            // Everything: an accessor may mean the property in question by `field`, and to use a constructor parameter is to capture it.
            if (mayCapture || IsTeardown(name) || (member is PropertyDeclarationSyntax && _question.Members.Contains(name)))
                reader.Read(member, marks: null);
            else if (change.MayInclude(_hashes))
                Read(reader, member);
            else
                facts.Others.Add((i, change.PassesThis));
        }

        return facts;
    }

    private void Read(CodeFactsReader reader, MemberDeclarationSyntax member)
    {
        Load(member);
        reader.Read(member, _text.Marks(member.SpanStart));
    }

    /// <summary>Then what hands <c>this</c> to a constructor or setter that stores it, and what helps a teardown method to clear one.</summary>
    private NextQuestion ReadOthers()
    {
        var (storing, helpers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var pair in _facts)
        {
            foreach (var write in pair.Value.Writes)
            {
                if ((write.Source & ValueSource.HandedIn) != 0)
                    storing.Add(write.Method == ".ctor" ? pair.Key.Name : write.Method);
            }

            foreach (var (caller, callee) in pair.Value.OwnCalls)
            {
                if (IsTeardown(caller))
                    helpers.Add(callee);
            }
        }

        var next = _question.Next(storing, helpers);
        var words = WordsOf(next);
        foreach (var (ofType, part, mayCapture, ofPart) in _parts)
        {
            var more = MoreOf(part, ofPart, next, words);
            ofType.Add(more);
            _read.Add(new ReadPart(part, mayCapture, ofPart.Facts, more));
        }

        return next;
    }

    private (WordSet Storing, WordSet All) WordsOf(NextQuestion next) => (new WordSet(next.Storing), new WordSet([.. next.Storing, .. _question.Members]));

    private CodeFacts MoreOf(TypeDeclarationSyntax part, PartFacts ofPart, NextQuestion next, (WordSet Storing, WordSet All) words)
    {
        var more = ofPart.More(next);
        if (more is null)
            ofPart.Keep(next, more = ReadOthers(part, ofPart, next.Helpers, words.Storing, words.All));
        return more;
    }

    private CodeFacts ReadOthers(TypeDeclarationSyntax part, PartFacts known, HashSet<string> helpers, WordSet words, WordSet allWords)
    {
        var facts = new CodeFacts();
        var reader = new CodeFactsReader(part, _question.Members, facts);
        foreach (var (index, passesThis) in known.Others)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var member = part.Members[index];
            var helps = helpers.Contains(CodeFactsReader.NameOf(member));
            if (!passesThis && !helps)
                continue;
            Load(member);
            // A helper clears by a call as well: Next(null), _owner.Forget(this).
            if ((helps && passesThis) || _text.HasAny(helps ? allWords : words) || _text.HasImplicitNew())
                reader.Read(member, _text.Marks(member.SpanStart));
        }

        return facts;
    }

    private bool Mentions(TypeDeclarationSyntax part, WordSet names)
    {
        Load(part);
        return _text.HasAny(names);
    }

    private void Load(MemberDeclarationSyntax member) => _text.Load(member.SyntaxTree.GetText(_cancellationToken), member.Span);

    /// <summary>Names repeat, and patterns are many.</summary>
    private bool IsTeardown(string name)
    {
        if (!_isTeardown.TryGetValue(name, out var isTeardown))
            _isTeardown[name] = isTeardown = _question.TeardownMethods.Matches(name);
        return isTeardown;
    }
}
