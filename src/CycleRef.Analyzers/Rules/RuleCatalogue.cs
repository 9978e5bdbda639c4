using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Rules;

/// <summary>Every rule of the package on one page. Nobody else makes a descriptor; README, docs and presets are checked against this table.</summary>
internal static class RuleCatalogue
{
    /// <summary>Where the rule pages are; the ID and <c>.md</c> follow.</summary>
    public const string HelpLinkBase = "https://github.com/cycleref/CycleRef.Analyzers/blob/main/docs/rules/";

    // {0} is always the whole path, such as "Order.Customer → Customer.Orders → Order".
    public static readonly DiagnosticDescriptor TypesHoldEachOther = Rule(
        RuleIds.TypesHoldEachOther,
        "Types hold each other strongly",
        "Strong reference cycle {0}: {1} stay reachable from each other until one link is cleared",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Info,
        "Two or more types hold each other through strong references, and no teardown method clears a link. The garbage collector reclaims such objects together once "
        + "nothing else reaches them; they matter where ownership should be deterministic, or where one of them becomes reachable from a root.");

    public static readonly DiagnosticDescriptor NativePeerInCycle = Rule(
        RuleIds.NativePeerInCycle,
        "Strong reference cycle through a native peer",
        "Strong reference cycle {0}: '{1}' is backed by a reference-counted native object, and while native code retains it none of them is reclaimed until one link is cleared",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Warning,
        "A type of the cycle stands for a native object with a reference count. The garbage collector cannot see through the count: as long as native code retains the object, the whole cycle stays, "
        + "also when native code only does so because of the cycle.");

    public static readonly DiagnosticDescriptor FinalizerInCycle = Rule(
        RuleIds.FinalizerInCycle,
        "Finalizable type in a strong reference cycle",
        "Strong reference cycle {0}: '{1}' has a finalizer, which runs in no set order with the others, and not at all while any of them is reachable",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Info,
        "A type of the cycle has or inherits a finalizer. Finalizers of objects in a cycle run in no set order, and none runs while any object of the cycle is reachable from a root.");

    // {0} names the variables: "a.Child → b.Child → a"; {1} is what follows.
    public static readonly DiagnosticDescriptor DroppedCycle = Rule(
        RuleIds.DroppedCycle,
        "Objects go out of scope in a strong reference cycle",
        "Strong reference cycle {0} is still closed when its objects go out of scope: {1}",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Warning,
        "Objects that a method makes, and hands to nobody, hold each other when it ends. The garbage collector reclaims such objects together; the cycle matters where ownership should be "
        + "deterministic, where clean-up must run at a known time, or where one of the objects is backed by a native object.");

    // The other rules for statements are off until exploring bodies costs little enough: docs/decisions/0011.
    public static readonly DiagnosticDescriptor ClosedCycle = Rule(
        RuleIds.ClosedCycle,
        "Statement closes a strong reference cycle",
        "Strong reference cycle {0} is closed here between objects that outlive the method: {1}",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Info,
        "A statement stores the last link of a cycle among objects that are used beyond the method, and no teardown method clears a link.",
        isEnabledByDefault: false);

    public static readonly DiagnosticDescriptor DelegateCycle = Rule(
        RuleIds.DelegateCycle,
        "Delegate stored in an object that it captures",
        "Strong reference cycle {0}: the delegate is stored in an object that it captures, {1}",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Info,
        "A lambda or method group holds what it captures. Stored in one of those objects, or in one that they hold, it closes a cycle.",
        isEnabledByDefault: false);

    public static readonly DiagnosticDescriptor EventCycle = Rule(
        RuleIds.EventCycle,
        "Event subscription closes a strong reference cycle",
        "Strong reference cycle {0}: the event keeps the subscriber, which keeps the publisher, and nothing unsubscribes; {1}",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Info,
        "The subscriber holds the publisher, and the publisher's event holds the subscriber. No code of the subscriber's type removes the handler.",
        isEnabledByDefault: false);

    public static readonly DiagnosticDescriptor SharedClosure = Rule(
        RuleIds.SharedClosure,
        "Stored lambda keeps a sibling's variable alive",
        "The stored lambda also keeps '{0}' alive, which only another lambda of the same scope uses: both share one closure object",
        Categories.ReferenceCycles,
        DiagnosticSeverity.Info,
        "The compiler makes one closure object per scope. A lambda that is stored keeps all of it, also the variables that only other lambdas use.",
        isEnabledByDefault: false);

    // Rules about roots. {0} is the path from the root, {1} the type that is kept, {2} "nothing" or "only a finalizer, which therefore never runs,", {3} the root.
    public static readonly DiagnosticDescriptor SelfHandle = Rule(
        RuleIds.SelfHandle,
        "Strong handle to the object that owns it",
        "Rooted cycle {0}: the handle keeps '{1}' alive, and {2} frees it",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "An object holds a strong or pinned GCHandle to itself, or to something that leads back to it, and frees it only in a finalizer or not at all. A handle is a root: the object stays for "
        + "ever, and with it all that it holds, so its finalizer never runs.");

    public static readonly DiagnosticDescriptor RootedSubscriber = Rule(
        RuleIds.RootedSubscriber,
        "Static event or table keeps the object",
        "Rooted {0}: '{3}' keeps '{1}' alive as long as the process runs, and {2} removes it",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "An object subscribes an instance handler to a static event or to an event of something that lives as long as the process, or puts itself into a static collection, and nothing but a "
        + "finalizer removes it. It stays for ever, with all that it holds. A suggestion in types that live as long as the process themselves.");

    public static readonly DiagnosticDescriptor UselessRemoval = Rule(
        RuleIds.UselessRemoval,
        "Unsubscribing removes nothing",
        "'{0} -=' removes nothing: {1}",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "Delegates are equal when their method and their target are. A lambda that is written at '-=' is a method of its own and equals no delegate that was added, so the handler "
        + "stays subscribed, and the publisher keeps its target alive.");

    public static readonly DiagnosticDescriptor RunningTimer = Rule(
        RuleIds.RunningTimer,
        "Running timer keeps the object that holds it",
        "Rooted cycle {0}: while the timer runs all of them stay alive, and {2} stops it",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "The callback of a running timer, or a loop that waits for one, reaches the object that holds the timer, and nothing disposes or stops it. The timer queue keeps all of them alive, and "
        + "the callback keeps running.");

    public static readonly DiagnosticDescriptor DroppedRegistration = Rule(
        RuleIds.DroppedRegistration,
        "Registration is never undone",
        "Rooted {0}: '{3}' keeps {1} alive, and {2} undoes the registration",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "A callback that reaches the object is registered with something that lives longer, and what would undo the registration is dropped, or kept and never disposed. A suggestion for streams "
        + "and for cancellation tokens that are handed in, whose source may end before the object.");

    // {0} is the path from what keeps the value to the owner.
    public static readonly DiagnosticDescriptor OwnedByItsValue = Rule(
        RuleIds.OwnedByItsValue,
        "Value keeps its owner alive",
        "{0}: {1}, so the owner stays alive with it",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "The values of ThreadLocal, AsyncLocal, ConcurrentBag and ConditionalWeakTable are kept by a thread, an execution context or a key, not by the object alone that has the field. A value that "
        + "reaches that object keeps it alive as long as the thread, flow or key lives.");

    public static readonly DiagnosticDescriptor InteropReference = Rule(
        RuleIds.InteropReference,
        "DotNetObjectReference is never disposed",
        "{0}: JavaScript interop keeps the object alive until the reference is disposed, and nothing disposes it",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Warning,
        "A DotNetObjectReference that was handed to JavaScript is kept in a table of the runtime until it is disposed. The object that it refers to stays alive with it.");

    public static readonly DiagnosticDescriptor InjectedEvent = Rule(
        RuleIds.InjectedEvent,
        "Event of an injected object is never left",
        "Event {0}: '{1}' stays alive as long as the object that was handed in, and {2} removes the handler",
        Categories.MemoryLeaks,
        DiagnosticSeverity.Info,
        "A disposable type, a component or a page subscribes to an event of an object that it was given, and nothing removes the handler. Where that object lives longer, as a service mostly does, "
        + "it keeps the subscriber.",
        isEnabledByDefault: false);

    public static readonly DiagnosticDescriptor WeakToFresh = Rule(
        RuleIds.WeakToFresh,
        "Weak reference to an object that nothing else holds",
        "Nothing but a weak reference holds {0}: it is gone after the next garbage collection",
        Categories.WeakReferences,
        DiagnosticSeverity.Warning,
        "A weak reference does not keep its target alive. An object or delegate that is made for it, and held by nothing else, is collected with the next garbage collection.");

    public static readonly DiagnosticDescriptor WeakListenerCapturesThis = Rule(
        RuleIds.WeakListenerCapturesThis,
        "Weak listener captures its owner strongly",
        "The lambda of weak listener '{0}' captures 'this', so the source of the event keeps its owner alive after all",
        Categories.WeakReferences,
        DiagnosticSeverity.Warning,
        "A weak listener holds the object that it calls weakly and hands it to the lambda as a parameter. A lambda that captures 'this' instead holds the object strongly, and the listener is of no use.");

    public static readonly DiagnosticDescriptor WeakTableValueReachesKey = Rule(
        RuleIds.WeakTableValueReachesKey,
        "Value of a weak table reaches its key",
        "The values of '{0}' keep their keys alive ({1}), so no key ever dies; ConditionalWeakTable lets them",
        Categories.WeakReferences,
        DiagnosticSeverity.Info,
        "A dictionary with weak keys holds its values strongly. A value that reaches its key keeps it alive, and the entry stays for ever. ConditionalWeakTable keeps a value only as long as its key is reachable otherwise.");

    public static readonly DiagnosticDescriptor AliveThenTarget = Rule(
        RuleIds.AliveThenTarget,
        "Weak reference is tested before its target is read",
        "The target of '{0}' may be collected between this test and '{1}'; read it once into a local and test that",
        Categories.WeakReferences,
        DiagnosticSeverity.Info,
        "A collection between the test and the read makes the target null although the test said it was alive. Reading the target into a local first makes it stay.");

    public static readonly DiagnosticDescriptor ConstructionRecursion = Rule(
        RuleIds.ConstructionRecursion,
        "Constructors create each other without end",
        "Constructing '{1}' never ends: {0}; the stack overflows at 'new {1}'",
        Categories.Reliability,
        DiagnosticSeverity.Warning,
        "Initializers or constructors create an object whose construction creates one of the first type again, on every path. The stack overflows and the process ends; "
        + "no handler can catch it.");

    public static readonly DiagnosticDescriptor RecordRecursion = Rule(
        RuleIds.RecordRecursion,
        "Records reach themselves in their generated methods",
        "Records can form the cycle {0}: the generated {1} then recurse until the stack is used up",
        Categories.Reliability,
        DiagnosticSeverity.Warning,
        "Records hold each other directly, and at least one link can be set after construction, so that objects can form a cycle. The methods that the compiler generates for records walk it: "
        + "Equals and GetHashCode overflow the stack and end the process, ToString throws InsufficientExecutionStackException.");

    public static readonly DiagnosticDescriptor ServiceCycle = Rule(
        RuleIds.ServiceCycle,
        "Services need each other to be resolved",
        "Services need each other: {0}; resolving '{1}' {2}",
        Categories.Reliability,
        DiagnosticSeverity.Warning,
        "Services of a dependency injection container need each other to be constructed. Where only constructors take part, the container throws when one of them is resolved; where a factory "
        + "takes part, it does not notice, and the resolution never ends. A suggestion where the registration of one of them is not in this compilation.");

    public static readonly DiagnosticDescriptor SerializedCycle = Rule(
        RuleIds.SerializedCycle,
        "Cyclic types are handed to a JSON serializer",
        "Serialized objects can form the cycle {0}: {1} then throws '{2}'",
        Categories.Reliability,
        DiagnosticSeverity.Info,
        "The types that are written can hold each other through members that the serializer follows, and neither an option nor an attribute handles references. Objects that are linked in "
        + "both directions cannot be serialized: an exception tells so at run time.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
        ImmutableArray.Create(
            TypesHoldEachOther,
            NativePeerInCycle,
            FinalizerInCycle,
            DroppedCycle,
            ClosedCycle,
            DelegateCycle,
            EventCycle,
            SharedClosure,
            SelfHandle,
            RootedSubscriber,
            UselessRemoval,
            RunningTimer,
            DroppedRegistration,
            OwnedByItsValue,
            InteropReference,
            InjectedEvent,
            WeakToFresh,
            WeakListenerCapturesThis,
            WeakTableValueReachesKey,
            AliveThenTarget,
            ConstructionRecursion,
            RecordRecursion,
            ServiceCycle,
            SerializedCycle);

    private static DiagnosticDescriptor Rule(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity severity,
        string description,
        bool isEnabledByDefault = true) =>
        new(id, title, messageFormat, category, severity, isEnabledByDefault, description, HelpLinkBase + id + ".md");
}
