using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace MindBot.WebFront.OpenApi;

/// <summary>Examples of requests and answers, from <c>examples.json</c>: those of the integration guide, and their like.</summary>
internal sealed class ApiExamples
{
    private readonly Dictionary<string, Example> examples;

    private ApiExamples(Dictionary<string, Example> examples) => this.examples = examples;

    public static ApiExamples Load()
    {
        using var json = typeof(ApiExamples).Assembly.GetManifestResourceStream("examples.json")!;
        return new ApiExamples(JsonSerializer.Deserialize<Dictionary<string, Example>>(json, JsonSerializerOptions.Web)!);
    }

    /// <param name="name">As in <c>POST /time/purchase</c>.</param>
    public void AddTo(OpenApiOperation operation, string name)
    {
        if (!examples.TryGetValue(name, out var example)) return;
        foreach (var content in operation.RequestBody?.Content?.Values ?? []) content.Example = example.Request?.DeepClone();
        if (operation.Responses?["200"] is OpenApiResponse { Content: { } answers })
            foreach (var content in answers.Values) content.Example = example.Response?.DeepClone();
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            if (example.Parameters?[parameter.Name!] is { } value) parameter.Example = value.DeepClone();
    }

    private sealed record Example(JsonNode? Request, JsonNode? Response, JsonObject? Parameters);
}
