using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace CycleRef.EndToEnd.Tests.Infrastructure;

/// <summary>One of our results in the compiler's log.</summary>
internal sealed record SarifResult(string Id, string Level, string Message, string File, int Line, int Related, bool IsSuppressed);

internal static class Sarif
{
    public static IReadOnlyList<SarifResult> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(Result).Where(static result => result.Id.StartsWith("CYC"))];
    }

    private static SarifResult Result(JsonElement result)
    {
        var place = result.TryGetProperty("locations", out var locations) ? locations[0].GetProperty("physicalLocation") : default;
        return new SarifResult(
            result.GetProperty("ruleId").GetString()!,
            result.GetProperty("level").GetString()!,
            result.GetProperty("message").GetProperty("text").GetString()!,
            place.ValueKind == JsonValueKind.Undefined ? "" : Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
            place.ValueKind == JsonValueKind.Undefined ? 0 : place.GetProperty("region").GetProperty("startLine").GetInt32(),
            result.TryGetProperty("relatedLocations", out var related) ? related.GetArrayLength() : 0,
            result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0);
    }
}
