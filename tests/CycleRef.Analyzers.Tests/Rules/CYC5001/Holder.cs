using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Execution;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace CycleRef.Analyzers.Tests.Rules.CYC5001;

/// <summary>An object with a weak reference, which it gives as <c>Ref</c>. Run, it tells whether the target is there after a collection.</summary>
internal static class Holder
{
    public static string Source(string members) => Text(members.Contains("void Start(", System.StringComparison.Ordinal) ? members : members + " public void Start() { }");

    private static string Text(string members) => $$"""
        using System;
        using System.Collections.Generic;
        public class Item { public string Name; public Item() { } public Item(object owner) { Name = owner.ToString(); } }
        public class Registered { static readonly List<Registered> s_all = new List<Registered>(); public Registered() { s_all.Add(this); } }
        public class Subscribed { public Subscribed(Holder holder) { holder.Changed += OnChanged; } void OnChanged() { } }
        public class Kept { public static object Last; }
        public class Derived : Registered { }
        public class Holder
        {
            public int Count;
            public event Action Changed;
            public void Raise() => Changed?.Invoke();
            public void Tick() => Count++;
            public static void StaticTick() { }
            {{members}}
        }
        """;

    public static Task Reported(string source, LanguageVersion languageVersion = LanguageVersion.Preview) =>
        Verify<WeakReferenceAnalyzer>.With(languageVersion: languageVersion).On(source);

    public static bool HasTarget(string source, LanguageVersion languageVersion = LanguageVersion.Preview) => (bool)RunInProcess.Of("""
        var holder = Made();
        Gc.Collect();
        object reference = holder.Ref;
        var isAlive = reference is WeakReference weak ? weak.IsAlive : (bool)reference.GetType().GetMethod("TryGetTarget").Invoke(reference, new object[] { null });
        GC.KeepAlive(holder);
        return isAlive;
        } [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] static Holder Made() { var holder = new Holder(); holder.Start(); return holder;
        """, languageVersion, source)!;
}
