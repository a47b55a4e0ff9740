using System.Net;
using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>The guide writes some personas' slugs with underscores, or in part. Answers have the canonical ones.</summary>
internal static class GuideSlugs
{
    public static bool IsSlug(string path) => path.Split('.')[^1] is "slug" or "popular_personas" or "favorite_persona" or "persona_slug";

    /// <summary>What the server itself makes of every slug in the samples.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Resolve(IEnumerable<GuideEndpoint> guide, HttpClient http)
    {
        var slugs = new Dictionary<string, string>();
        foreach (var written in guide.SelectMany(endpoint => In(endpoint.Sample, "")).Distinct())
        {
            using var answer = await http.GetAsync($"/personas/{written}");
            if (answer.StatusCode == HttpStatusCode.OK) slugs[written] = (await answer.Json()).Text("slug");
        }
        return slugs;
    }

    private static IEnumerable<string> In(JsonElement sample, string name) => sample.ValueKind switch
    {
        JsonValueKind.Object => sample.EnumerateObject().SelectMany(field => In(field.Value, field.Name)),
        JsonValueKind.Array => sample.EnumerateArray().SelectMany(element => In(element, name)),
        JsonValueKind.String when IsSlug(name) => [sample.GetString()!],
        _ => [],
    };
}
