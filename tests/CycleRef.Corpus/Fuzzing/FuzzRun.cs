using System;
using Microsoft.CodeAnalysis;

namespace CycleRef.Corpus.Fuzzing;

/// <summary>Mutants by number: the same seed and number give the same mutant, whichever process makes it.</summary>
internal sealed class FuzzRun(FuzzBody body, MutantTrial trial, int seed)
{
    /// <summary>Mutants of one file: its siblings are parsed and compiled once for all of them.</summary>
    public const int MutantsPerInput = 10;

    private int _opened = -1;
    private FuzzInput? _input;
    private Document? _document;

    public Mutant Make(int number)
    {
        var group = number / MutantsPerInput;
        if (_opened != group)
        {
            _input = body.Pick(Numbers(group, 0));
            _document = null;
            _opened = group;
        }

        var random = Numbers(group, 1 + (number % MutantsPerInput));
        var (text, kinds) = new Mutator(random).Mutate(_input!.File.Text, body.Other(random).Text);
        return new Mutant(_input, text, kinds);
    }

    /// <param name="number">Which mutant.</param>
    /// <param name="phase">See <see cref="MutantTrial.On"/>.</param>
    public (Mutant Mutant, MutantResult Result) Try(int number, Action<string> phase)
    {
        var mutant = Make(number);
        _document ??= trial.Open(mutant.Input);
        return (mutant, trial.On(_document, mutant.Text, phase));
    }

    private Random Numbers(int group, int part) => new(unchecked((((seed * 1_000_003) + group) * 31) + part));
}
