using System.Net;
using System.Text.Json;

namespace MindBot.Gateways.Tests.Support;

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(HttpStatusCode Status, JsonElement Json, Dictionary<string, string> Headers)
{
    public static async Task<RawAnswer> Of(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new RawAnswer(response.StatusCode, document.RootElement.Clone(),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public string Text(params ReadOnlySpan<string> path)
    {
        var at = Json;
        foreach (var name in path) at = at.GetProperty(name);
        return at.ToString();
    }

    public string Error(string name) => Text("error", name);
}
