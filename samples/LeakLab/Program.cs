using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using LeakLab;
using LeakLab.Scenes;

// Plays every scene, forces collections, and prints what the collector really kept. A line that contradicts the documentation makes the exit code 1.
//   LeakLab            plays all scenes
//   LeakLab CYC4004    plays those of one rule
IReadOnlyList<Scene> scenes =
[
    .. Handles.All,
    .. StaticEvents.All,
    .. Timers.All,
    .. Registrations.All,
    .. InjectedEvents.All,
    .. UselessRemovals.All,
    .. KeptValues.All,
    .. InteropReferences.All,
    .. WeakUse.All,
    .. SharedClosures.All,
    .. PlainObjects.All,
];

var disagreements = 0;
foreach (var scene in scenes.Where(scene => args.Length == 0 || args.Contains(scene.Rule)))
{
    var isKept = IsAlive(Play(scene));
    if (isKept != scene.IsKept)
        disagreements++;
    Console.WriteLine($"{scene.Rule} | {scene.Shape} | {(isKept ? "kept" : "collected")} | {(isKept == scene.IsKept ? "as documented" : "CONTRADICTS THE DOCUMENTATION")}");
}

return disagreements == 0 ? 0 : 1;

[MethodImpl(MethodImplOptions.NoInlining)]
static WeakReference Play(Scene scene) => scene.Play();

static bool IsAlive(WeakReference watched)
{
    // Several times: what a finalizer has let go of is collected after it.
    for (var i = 0; i < 4; i++)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    return watched.IsAlive;
}
