using System.Text.Json;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>Compares JSON types, all the way down.</summary>
internal static class JsonTypes
{
    /// <returns>What differs; null when nothing does.</returns>
    public static string? Difference(JsonElement sample, JsonElement answer)
    {
        if (Kind(sample) != Kind(answer)) return $"is {answer.GetRawText()}, which is not of the type of {sample.GetRawText()}";
        return sample.ValueKind switch
        {
            JsonValueKind.Array when sample.GetArrayLength() > 0 =>
                answer.EnumerateArray().Select(element => Difference(sample[0], element)).FirstOrDefault(found => found is not null),
            JsonValueKind.Object => Fields(sample, answer),
            _ => null,
        };
    }

    /// <summary>Objects that are tables have other keys than the sample's: theirs are compared with what the sample has first.</summary>
    private static string? Fields(JsonElement sample, JsonElement answer)
    {
        var isTable = sample.EnumerateObject().All(field => field.Value.ValueKind == JsonValueKind.Number);
        if (isTable) return answer.EnumerateObject().Select(field => Difference(sample.EnumerateObject().First().Value, field.Value)).FirstOrDefault(found => found is not null);
        return sample.EnumerateObject()
            .Select(field => answer.TryGetProperty(field.Name, out var value) ? Difference(field.Value, value) : $"has no {field.Name}")
            .FirstOrDefault(found => found is not null);
    }

    private static JsonValueKind Kind(JsonElement json) => json.ValueKind == JsonValueKind.False ? JsonValueKind.True : json.ValueKind;
}
