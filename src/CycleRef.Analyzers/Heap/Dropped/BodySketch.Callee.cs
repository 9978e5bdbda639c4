using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>The same for a callee: what it does to the objects that it is given.</summary>
internal sealed partial class BodySketch
{
    /// <summary>Effects that are told apart; a callee that has more is looked at no further.</summary>
    private const int MaxEffects = 64;

    /// <summary>The variables of its parameters.</summary>
    private readonly List<int> _parameters = [];

    /// <summary>What a callee may do.</summary>
    /// <param name="callee">Its declaration.</param>
    /// <param name="names">What names stand for.</param>
    /// <param name="code">What it calls itself.</param>
    /// <param name="callsLeft">How many more calls deep those are followed.</param>
    /// <param name="cancellationToken">Checked at every piece of syntax.</param>
    public static CalleeEffects EffectsOf(Callee callee, SourceNames names, CalledCode code, int callsLeft, CancellationToken cancellationToken)
    {
        using var sketch = new BodySketch(names, code, code.Memory, callsLeft, cancellationToken);
        var parameters = sketch.Begin(callee);
        sketch.VisitCallee(callee);
        sketch.Solve();
        sketch.ApplyCalls(code, sketch.LinksTwo);
        sketch.Solve();
        sketch.HandOut();
        return sketch._heap.GaveUp ? CalleeEffects.None : sketch.Effects(parameters);
    }

    private List<(int Slot, Local Local)> Begin(Callee callee)
    {
        _result = _heap.Add();
        _owner = OwnerOf(callee.Declaration);
        if (!callee.IsStatic)
            _this = _heap.AddSite(SiteKind.Given, 0, hasInner: true, slot: 0);
        var written = new List<(int Slot, Local Local)>();
        for (var i = 0; i < callee.Parameters.Count; i++)
        {
            var (name, type, isByReference) = callee.Parameters[i];
            if (_names.IsInert(type))
            {
                _variables.Declare(name, null);
                continue;
            }

            var local = new Local(_heap.AddSite(SiteKind.Given, 0, hasInner: true, slot: i + 1));
            _variables.Declare(name, local);
            _parameters.Add(local.Variable);
            if (isByReference)
                written.Add((i + 1, local));
        }

        return written;
    }

    private void VisitCallee(Callee callee)
    {
        switch (callee.Declaration)
        {
            case BaseMethodDeclarationSyntax method:
                if (method is ConstructorDeclarationSyntax { Initializer: { } initializer } constructor)
                    CallConstructor(constructor, initializer);
                Visit(method.Body);
                VisitArrow(method.ExpressionBody);
                break;
            case AccessorDeclarationSyntax accessor:
                Visit(accessor.Body);
                VisitArrow(accessor.ExpressionBody);
                break;
            // A primary constructor: whatever it gets, a member may keep.
            case TypeDeclarationSyntax:
                foreach (var (name, _, _) in callee.Parameters)
                {
                    if (_variables.TryFind(name, out var local) && local is not null)
                        _heap.Store(_this, local.Variable);
                }

                break;
        }
    }

    /// <summary>Two objects take part that the caller knows of, or may get to know: else there is nothing to tell.</summary>
    private bool LinksTwo(SketchedCall call)
    {
        var count = _heap.SitesOf(call.Receiver).Count > 0 ? 1 : 0;
        foreach (var argument in call.Arguments)
            count += _heap.SitesOf(argument.Value).Count > 0 ? 1 : 0;
        return count > 1;
    }

    private void VisitArrow(ArrowExpressionClauseSyntax? arrow)
    {
        if (arrow is not null)
            _heap.Flow(Visit(arrow.Expression), _result);
    }

    private void CallConstructor(ConstructorDeclarationSyntax constructor, ConstructorInitializerSyntax initializer)
    {
        var arguments = ArgumentsOf(initializer.ArgumentList);
        var type = constructor.Parent as TypeDeclarationSyntax;
        var name = initializer.ThisOrBaseKeyword.ValueText == "this" ? type?.Identifier.ValueText : NameOf(type?.BaseList);
        if (name is not null && _names.IsType(name))
            _calls.Add(new SketchedCall(initializer, name, CalleeKind.Constructor, name, true, _this, arguments, None));
    }

    private static string? NameOf(BaseListSyntax? bases) => bases?.Types.Count > 0 ? DeclaredType.SimpleNameOf(bases.Types[0].Type) : null;

    private CalleeEffects Effects(List<(int Slot, Local Local)> written)
    {
        var effects = new CalleeEffects { Weight = _weight };
        for (var site = 0; site < _heap.SiteCount && effects.Holds.Count < MaxEffects; site++)
        {
            if (_heap[site] is { Escapes: true, Slot: not None })
                effects.HandedOut.Add(Shared(site));
            foreach (var held in _heap.SitesOf(_heap[site].Content))
            {
                if (held != _heap[site].Inner)
                    effects.Holds.Add((Shared(site), Shared(held)));
            }
        }

        effects.ReturnsMade = _heap.SitesOf(_result).Count > 0;
        foreach (var site in _heap.SitesOf(_result))
        {
            effects.Returned.Add(Shared(site));
            effects.ReturnsMade &= _heap[site].Kind == SiteKind.Made;
        }

        foreach (var (slot, local) in written)
        {
            foreach (var site in _heap.SitesOf(local.Variable))
            {
                if (Shared(site) is var value && value != new SharedObject(SiteKind.Given, slot))
                    effects.Written.Add((slot, value));
            }
        }

        return effects;
    }

    private SharedObject Shared(int site) =>
        _heap[site] is { Slot: not None } given ? new SharedObject(given.Kind, given.Slot) : new SharedObject(SiteKind.FromCallee, site);
}
