using System;
using System.Linq;
using SeedStory;

// What it prints was measured just now: a weak reference tells whether an object is still there after a full collection.
Console.WriteLine("1. Two nodes hold each other: a.Child = b, b.Child = a.");
Console.WriteLine($"   Nothing else holds them: {Fate(Scenes.Linked())}.");
Console.WriteLine($"   The same with b.Child = null before the end: {Fate(Scenes.Unlinked())}.");

Console.WriteLine("2. An owner and its part hold each other, and somebody keeps the part.");
var (part, owner) = Scenes.PartOfOwner();
Console.WriteLine($"   The owner that the part holds: {Fate(owner)}.");
var (weakPart, weaklyHeld) = Scenes.PartOfWeakOwner();
Console.WriteLine($"   The owner that the part holds weakly: {Fate(weaklyHeld)}.");
GC.KeepAlive(part);
GC.KeepAlive(weakPart);

Console.WriteLine("3. The owner subscribes to a static event.");
var subscribed = Scenes.Subscribed();
Console.WriteLine($"   Nothing else holds owner or part: {Fate(subscribed)}.");
Scenes.Unsubscribe(subscribed[0]);
Console.WriteLine($"   After -= : {Fate(subscribed)}.");

Console.WriteLine("4. A GCHandle holds the cursor of a session that cleans up in its finalizer.");
var (handle, handled) = Scenes.Handled();
Console.WriteLine($"   Session and cursor: {Fate(handled)}. Finalizers run: {Session.CleanedUp}.");
handle.Free();
Console.WriteLine($"   After Free(): {Fate(handled)}. Finalizers run: {Session.CleanedUp}.");

static string Fate(params WeakReference[] objects)
{
    // Twice: an object with a finalizer goes only once that has run.
    for (var i = 0; i < 2; i++)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    GC.Collect();
    var alive = objects.Count(static watched => watched.IsAlive);
    return alive == 0 ? "reclaimed" : alive == objects.Length ? "still alive" : $"{alive} of {objects.Length} still alive";
}
