using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

internal sealed partial class Evaluator
{
    /// <summary>
    /// Carries one outcome of a callee over to the caller: finds the caller's objects for the callee's, checks that the outcome's conditions
    /// can hold, then makes its stores, removals and escapes.
    /// </summary>
    private sealed class SummaryApplication
    {
        private readonly Evaluator _caller;
        private readonly Summary _summary;
        private readonly SummaryEffects _exit;
        private readonly Call _call;
        private readonly int _round;
        private readonly Dictionary<int, int> _map = [];

        public SummaryApplication(Evaluator caller, Summary summary, SummaryEffects exit, Call call)
        {
            _caller = caller;
            _summary = summary;
            _exit = exit;
            _call = call;
            _round = caller._state.NextRound(call.Site);
        }

        private HeapState State => _caller._state;

        /// <summary>The place that the callee returns a reference to, after <see cref="TryRun"/>.</summary>
        public Place Returned { get; private set; } = Place.Nowhere;

        public bool TryRun(out int result)
        {
            result = ObjectTable.NoValue;
            for (var i = ObjectTable.Null; i <= ObjectTable.Statics; i++)
                _map[i] = i;
            if (_call.Receiver != NoReceiver)
                _map[_summary.This] = _call.Receiver;
            for (var i = 0; i < _summary.Parameters.Length && i < _call.Arguments.Length; i++)
                _map[_summary.Parameters[i]] = _call.Arguments[i];
            foreach (var found in _exit.Found)
            {
                var type = _summary.Objects[found.Value].Type;
                _map[found.Value] = _caller.ReadMember(Map(found.Key.Holder), found.Key.Member, type);
                if (State.IsDead)
                    return false;
            }

            if (!CheckFacts())
                return false;
            MakeStores();
            foreach (var reference in _exit.References)
                _caller.SetReference(new Slot(Map(reference.Key.Holder), reference.Key.Member), Map(reference.Value));
            ChangeContents();
            foreach (var escaped in _exit.Escaped)
                _caller.Escape(Map(escaped));
            foreach (var torn in _exit.TornDown)
                _caller.TearDown(Map(torn));
            foreach (var doubted in _exit.Doubted)
                State.Doubted = State.Doubted.Add(Map(doubted));
            foreach (var handled in _exit.Handled)
                State.Handled = State.Handled.Add(Map(handled));
            foreach (var timed in _exit.Timed)
                State.Timed = State.Timed.Add(Map(timed));
            result = Map(_exit.Result);
            Returned = Map(_exit.Returned);
            if (_call.References is not null && _exit.Outs is { } outs)
                _caller.SetReferences(_call, outs.Select(Map).ToArray());
            return !State.IsDead;
        }

        /// <summary>What the callee's path took for granted must be possible here; from now on it is known here, too.</summary>
        private bool CheckFacts()
        {
            foreach (var fact in _exit.Facts)
            {
                if (Translate(fact.Key) is not { } condition)
                    continue;
                var holds = fact.Value is Fact.True or Fact.Null;
                if (fact.Value is Fact.Null or Fact.NotNull)
                    condition = _caller.IsNull(condition);
                // Two objects from outside are taken to be different.
                if (holds && _caller.Objects[condition].Payload is ObjectTable.Expression { Shape: EqualTest } same && _caller.Objects[same.Left].HasEdges && _caller.Objects[same.Right].HasEdges)
                    return false;
                if (!_caller.Assume(State, condition, holds))
                    return false;
            }

            return true;
        }

        /// <summary>A value of the callee in terms of the caller, where it only depends on what the caller knows.</summary>
        private int? Translate(int value, int depth = 0)
        {
            if (_map.TryGetValue(value, out var known))
                return known;
            var o = _summary.Objects[value];
            if (o.Kind != ObjectKind.Value || o.Payload is null || depth > 8)
                return null;
            if (o.Payload is not ObjectTable.Expression expression)
                return IsConstant(o) ? _caller.Objects.OfConstant(o.Payload) : null;
            if (expression.Shape is not (NullTest or NotTest or EqualTest or AndTest or "op" or "is" or "unary") || Translate(expression.Left, depth + 1) is not { } left)
                return null;
            switch (expression.Shape)
            {
                case NullTest:
                    return _caller.IsNull(left);
                case NotTest:
                    return _caller.Not(left);
                case "is":
                    // Only for what is not made here: the exact type of the others is known to the caller but not the type symbol asked for.
                    return _caller.Objects[left].IsMade ? null : _caller.Objects.OfExpression("is", left, 0, expression.Extra);
                case "unary":
                    return _caller.Objects.OfExpression("unary", left, 0, expression.Extra);
            }

            if (Translate(expression.Right, depth + 1) is not { } right)
                return null;
            return expression.Shape switch
            {
                EqualTest => _caller.Equal(left, right),
                AndTest => _caller.And(left, right),
                _ => _caller.Compute((Microsoft.CodeAnalysis.Operations.BinaryOperatorKind)expression.Extra!, left, right),
            };
        }

        private int Map(int value)
        {
            if (_map.TryGetValue(value, out var mapped))
                return mapped;
            var o = _summary.Objects[value];
            var key = (_summary, value, _call.Site);
            mapped = o.Kind switch
            {
                ObjectKind.Value => Translate(value) ?? ObjectTable.NoValue,
                _ when o.IsMade => _caller.Objects.Made(o.Kind, Substituted(o.Type), key, _round, made => CopyOf(o, made)),
                _ => _caller.Objects.Unknown(o.Type, -1, key, _round),
            };
            _map[value] = mapped;
            return mapped;
        }

        private Place Map(Place place) => place.Kind switch
        {
            PlaceKind.Member => _caller.Referred(Place.Member(Map(place.Holder), place.Key, place.Type)),
            PlaceKind.Element => Place.Element(Map(place.Holder), Map((int)place.Key), place.Type),
            _ => _caller.InCaller(place, _call),
        };

        /// <summary>The callee's type parameters are what the call says.</summary>
        private ITypeSymbol? Substituted(ITypeSymbol? type)
        {
            if (!_call.Method.IsGenericMethod)
                return type;
            if (type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(a => !ReferenceEquals(Argument(a), a)))
                return generic.ConstructedFrom.Construct(generic.TypeArguments.Select(Argument).ToArray());
            return type is null ? null : Argument(type);

            ITypeSymbol Argument(ITypeSymbol argument) =>
                argument is ITypeParameterSymbol { DeclaringMethod: { } method } parameter && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, _call.Method.OriginalDefinition)
                    ? _call.Method.TypeArguments[parameter.Ordinal]
                    : argument;
        }

        private void CopyOf(HeapObject o, HeapObject made)
        {
            made.Site = _call.Site;
            made.MadeByCallee = true;
            made.StartsEmpty = o.StartsEmpty;
            made.IsCollection = o.IsCollection;
            made.IsDeferred = o.IsDeferred;
            made.MayDerive = o.MayDerive;
            // A lambda's variables are the callee's; only a method can be called from here.
            made.Iterator = _exit.Begun.Contains(o.Id) ? o.Iterator! with { Graph = null } : o.Iterator;
            _caller._run.RunsLater |= made.Iterator is not null;
            if (made.Iterator is { Method.MethodKind: MethodKind.LocalFunction, Graph: { } graph })
                _caller._run.Include(graph);
            made.Target = o.Target is { Lambda: null } target && target.This < 0 ? target : null;
        }

        private void MakeStores()
        {
            foreach (var slot in _exit.Stores)
            {
                var holder = Map(slot.Key.Holder);
                var value = Map(slot.Value.Value);
                // `_all.Add(this)` in a structure keeps a copy of it.
                if (value == _call.Receiver)
                    value = _caller.Copy(value, _call.Site);
                _caller.WriteMember(holder, slot.Key.Member, value, slot.Value.Writer is { } writer ? WriterOf(writer) : null);
            }
        }

        private Writer WriterOf(Writer? writer) => _caller.NewWriter(_call.Site, isCall: true, writer is not null && (writer.OnCycleOfCallee == true || _exit.OnCycles.Contains(writer)));

        private void ChangeContents()
        {
            foreach (var removed in _exit.Removed)
            {
                if (!_map.TryGetValue(removed.Key, out var collection))
                    continue;
                if (removed.Value == HeapState.Everything)
                    _caller.ClearContent(collection);
                else if (_map.TryGetValue(removed.Value, out var element))
                    _caller.RemoveContent(collection, element);
            }

            foreach (var content in _exit.Contents)
            {
                var made = _summary.Objects[content.Key].IsMade;
                var collection = Map(content.Key);
                if (made)
                    State.SetContent(collection, content.Value.IsExact ? Content.Empty : Content.Unknown);
                foreach (var item in content.Value.Items.Where(i => made || i.Writer is not null))
                    State.SetContent(collection, State.ContentOf(collection).Add(new Cell(Map(item.Value), WriterOf(item.Writer))));
            }
        }
    }
}
