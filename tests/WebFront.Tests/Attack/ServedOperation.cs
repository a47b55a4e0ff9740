using System.Text.Json;
using System.Text.RegularExpressions;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>An operation as the served document tells of it: all that a stranger needs to know.</summary>
public sealed partial record ServedOperation(string Method, string Path, JsonElement Json, JsonElement Schemas)
{
    public string Name => $"{Method} {Path}";

    /// <summary>The names of the security schemes; any one of them will do.</summary>
    public IReadOnlyList<string> Security =>
        [.. Json.GetProperty("security").EnumerateArray().SelectMany(requirement => requirement.EnumerateObject()).Select(scheme => scheme.Name)];

    public IReadOnlyList<JsonElement> Parameters => Json.TryGetProperty("parameters", out var all) ? [.. all.EnumerateArray()] : [];

    public IEnumerable<string> PathParameters => Placeholder().Matches(Path).Select(match => match.Groups[1].Value);

    public string? ContentType => Content?.Name;

    public JsonElement? BodySchema => Content is { } content ? Resolve(content.Value.GetProperty("schema")) : null;

    /// <summary>A body that the endpoint takes; null when it takes none.</summary>
    public string? Example => Content is not { } content ? null : content.Value.TryGetProperty("example", out var example) ? example.GetRawText() : "{}";

    public IEnumerable<string> BodyFields =>
        BodySchema is { } schema && schema.TryGetProperty("properties", out var all) ? all.EnumerateObject().Select(one => one.Name) : [];

    private JsonProperty? Content =>
        Json.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First() : null;

    public static async Task<IReadOnlyList<ServedOperation>> All(FrontServer server)
    {
        var document = await server.Anonymous.GetAsync("/openapi/v1.json").Ok();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new ServedOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value, schemas),
        ];
    }

    /// <summary>The address with each parameter replaced.</summary>
    public string PathWith(Func<string, string> value) => Placeholder().Replace(Path, match => value(match.Groups[1].Value));

    /// <summary>What a <c>$ref</c> points at, or the only choice beside null.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("oneOf", out var choices) ? Resolve(choices.EnumerateArray().Last()) : schema;
    }

    [GeneratedRegex(@"\{(\w+)}")]
    private static partial Regex Placeholder();
}
