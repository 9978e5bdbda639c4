using System;

namespace SeedStory;

/// <summary>The node of the story: it can hold another one.</summary>
internal sealed class Node
{
    public Node? Child { get; set; }
}

/// <summary>An owner and its part, each holding the other.</summary>
internal sealed class Owner
{
    public Part? Part { get; set; }

    public void OnTick(object? sender, EventArgs e) => _ = Part;
}

internal sealed class Part
{
    public Owner? Owner { get; set; }
}

/// <summary>The same pair with a weak reference back: no cycle.</summary>
internal sealed class WeakOwner
{
    public WeakPart? Part { get; set; }
}

internal sealed class WeakPart
{
    private readonly WeakReference<WeakOwner?> _owner = new(null);

    public WeakOwner? Owner
    {
        get => _owner.TryGetTarget(out var owner) ? owner : null;
        set => _owner.SetTarget(value);
    }
}

/// <summary>A pair whose clean-up sits in a finalizer.</summary>
internal sealed class Session
{
    public static int CleanedUp { get; private set; }

    public Cursor? Cursor { get; set; }

    ~Session() => CleanedUp++;
}

internal sealed class Cursor
{
    public Session? Session { get; set; }
}

/// <summary>Lives as long as the process, and so does whatever subscribes to it.</summary>
internal static class Clock
{
    public static event EventHandler? Tick;

    public static void Ring() => Tick?.Invoke(null, EventArgs.Empty);
}
