namespace CycleRef.Analyzers.Serialization;

/// <summary>A serializer that CYC6004 knows.</summary>
internal enum JsonLibrary
{
    SystemTextJson,
    Newtonsoft,
}
