using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CycleRef.Analyzers.Tests.Heap;

/// <summary>
/// Walks real objects by reflection: are there strong references that lead from one of them back to itself? Weak references are not
/// followed, and cycles inside the library alone do not count.
/// </summary>
internal static class CycleProbe
{
    private static readonly Dictionary<Type, FieldInfo[]> Fields = [];

    public static bool HasCycle(IEnumerable<object> made)
    {
        foreach (var start in made)
        {
            var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
            var pending = new Stack<object>(Targets(start));
            while (pending.Count > 0)
            {
                var current = pending.Pop();
                if (ReferenceEquals(current, start))
                    return true;
                if (!seen.Add(current))
                    continue;
                foreach (var target in Targets(current))
                    pending.Push(target);
            }
        }

        return false;
    }

    private static IEnumerable<object> Targets(object holder)
    {
        if (holder is Array array)
            return array.Cast<object?>().OfType<object>().SelectMany(Unbox);
        // A delegate for a static method has itself as its target.
        return FieldsOf(holder.GetType()).Select(field => field.GetValue(holder)).OfType<object>().Where(value => !(holder is Delegate && ReferenceEquals(value, holder))).SelectMany(Unbox);
    }

    private static IEnumerable<object> Unbox(object value)
    {
        var type = value.GetType();
        if (IsLeaf(type))
            return [];
        return type.IsValueType ? FieldsOf(type).Select(field => field.GetValue(value)).OfType<object>().SelectMany(Unbox) : [value];
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string) || type == typeof(object) || typeof(MemberInfo).IsAssignableFrom(type)
        || typeof(System.Threading.Thread).IsAssignableFrom(type) || type == typeof(WeakReference)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(WeakReference<>) || type.GetGenericTypeDefinition() == typeof(ConditionalWeakTable<,>)));

    private static FieldInfo[] FieldsOf(Type type)
    {
        lock (Fields)
        {
            if (Fields.TryGetValue(type, out var known))
                return known;
            var fields = new List<FieldInfo>();
            for (var current = type; current is not null; current = current.BaseType)
            {
                fields.AddRange(current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Where(static f => !f.FieldType.IsPrimitive && !f.FieldType.IsPointer && f.CustomAttributes.All(static a => a.AttributeType.Name != "BackReferenceAttribute")));
            }

            return Fields[type] = [.. fields];
        }
    }
}
