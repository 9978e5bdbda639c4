using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeedStory;

/// <summary>
/// Each scene makes its objects in a method of its own, so that no local variable holds them afterwards, and hands out weak references to
/// watch them by. A weak reference keeps nothing alive.
/// </summary>
internal static class Scenes
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WeakReference[] Linked()
    {
        var a = new Node();
        var b = new Node();
        a.Child = b;
        b.Child = a;
        return [new(a), new(b)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WeakReference[] Unlinked()
    {
        var a = new Node();
        var b = new Node();
        a.Child = b;
        b.Child = a;
        b.Child = null;
        return [new(a), new(b)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (Part Kept, WeakReference Owner) PartOfOwner()
    {
        var owner = new Owner { Part = new Part() };
        owner.Part.Owner = owner;
        return (owner.Part, new(owner));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (WeakPart Kept, WeakReference Owner) PartOfWeakOwner()
    {
        var owner = new WeakOwner { Part = new WeakPart() };
        owner.Part.Owner = owner;
        return (owner.Part, new(owner));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WeakReference[] Subscribed()
    {
        var owner = new Owner { Part = new Part() };
        owner.Part.Owner = owner;
        Clock.Tick += owner.OnTick;
        return [new(owner), new(owner.Part)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Unsubscribe(WeakReference owner) => Clock.Tick -= ((Owner)owner.Target!).OnTick;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (GCHandle Handle, WeakReference[] Objects) Handled()
    {
        var session = new Session { Cursor = new Cursor() };
        session.Cursor.Session = session;

        // A long weak reference still sees an object whose finalizer has run.
        return (GCHandle.Alloc(session.Cursor), [new(session, trackResurrection: true), new(session.Cursor, trackResurrection: true)]);
    }
}
