using System.Linq;

namespace CycleRef.Analyzers.Heap;

/// <summary>What keeps objects alive without being an object of the heap: handles, running timers; and what native parents let go of.</summary>
internal sealed partial class Evaluator
{
    /// <summary>A handle remembers its target, so that freeing it is seen. The collector follows the handle table, not this.</summary>
    public const string HandleTarget = "<handle>";

    /// <summary><c>GCHandleType.Weak</c> and <c>WeakTrackResurrection</c> come before the strong kinds.</summary>
    private const int FirstStrongKind = 2;

    private int Handle(Call call)
    {
        var handle = call.Receiver != NoReceiver ? call.Receiver : New(call.Type, call.Site);
        if (call.Arguments.Length == 0 || !Objects[call.Arguments[0]].HasEdges || (call.Arguments.Length > 1 && Objects[call.Arguments[1]].Payload is int and < FirstStrongKind))
            return handle;
        _state.Handled = _state.Handled.Add(call.Arguments[0]);
        WriteMember(handle, HandleTarget, call.Arguments[0], null);
        return handle;
    }

    private void Free(int handle)
    {
        if (handle != NoReceiver && _state.Slots.TryGetValue(new Slot(handle, HandleTarget), out var target))
            _state.Handled = _state.Handled.Remove(target.Value);
    }

    /// <summary>A timer without a due time, or with an infinite one, does not run yet.</summary>
    private void Start(Call call)
    {
        if (call.Method.MethodKind != Microsoft.CodeAnalysis.MethodKind.Constructor)
        {
            _state.Timed = _state.Timed.Add(call.Receiver);
            return;
        }

        foreach (var argument in call.Arguments)
            Escape(argument);
        if (call.Arguments.Length > 2 && Objects[call.Arguments[2]].Payload is not -1)
            _state.Timed = _state.Timed.Add(call.Arguments[0]);
    }

    /// <summary><c>child.RemoveFromSuperview()</c>: no native parent of ours holds the child any more.</summary>
    private void LeaveParent(int child)
    {
        foreach (var content in _state.Contents.Where(c => c.Value.Items.Any(i => i.Value == child)).ToList())
            _state.SetContent(content.Key, content.Value.Remove(child));
        TearDown(child);
    }
}
