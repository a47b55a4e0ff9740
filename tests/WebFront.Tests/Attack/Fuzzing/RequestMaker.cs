using System.Text;
using System.Text.Json;

namespace MindBot.WebFront.Tests.Attack.Fuzzing;

/// <summary>Makes requests from the served document: most of them nearly right, so that they get far; none of them to be trusted.</summary>
/// <param name="known">Ids of what is there.</param>
/// <param name="canary">An address that nobody should call, whoever sends it.</param>
internal sealed class RequestMaker(Random random, IReadOnlyList<ServedOperation> operations, IReadOnlyList<string> known, Uri canary)
{
    private const int LongText = 40_000, DeepLevels = 20_000;

    /// <summary>Without whatever shows who asks.</summary>
    public FuzzRequest Next()
    {
        var operation = Pick(operations);
        var method = Chance(4) ? Pick(OddValues.Methods) : operation.Method;
        var headers = new List<(string Name, string Value)>();
        foreach (var parameter in operation.Parameters.Where(one => one.GetProperty("in").GetString() == "header" && one.GetProperty("name").GetString() == "Idempotency-Key"))
            if (parameter.TryGetProperty("required", out _) || Chance(20)) headers.Add(("Idempotency-Key", $"key-{random.Next(1_000_000)}"));
        while (Chance(15)) headers.Add(Chance(10) ? (Pick(["Origin", "Referer", "X-Forwarded-Host", "Forwarded"]), canary.ToString()) : Pick(OddValues.Headers));

        var body = operation.BodySchema is null ? (Chance(5) ? Bytes(Pick(OddValues.Bodies)) : null) : Body(operation);
        if (method == "TRACE") body = null;
        if (body is not null) headers.Add(("Content-Type", Chance(5) ? Pick(OddValues.ContentTypes) : operation.ContentType ?? "application/json"));
        return new FuzzRequest(operation, method, operation.PathWith(_ => PathValue()) + Query(operation), headers, body);
    }

    private string PathValue() => Chance(55) ? Uri.EscapeDataString(Pick(known)) : Chance(10) ? Uri.EscapeDataString(canary.ToString()) : OddEncoded();

    private string OddEncoded() => Chance(6) ? new string('a', random.Next(200, 20_000)) : Pick(OddValues.Encoded);

    private string Query(ServedOperation operation)
    {
        var parts = new List<string>();
        foreach (var parameter in operation.Parameters.Where(one => one.GetProperty("in").GetString() == "query"))
        {
            if (Chance(40)) continue;
            var name = parameter.GetProperty("name").GetString()!;
            parts.Add($"{name}={QueryValue(parameter)}");
            if (Chance(8)) parts.Add($"{name}={QueryValue(parameter)}");
        }

        if (Chance(6)) parts.Add(Pick(["x=1", "=", "&&", "%00=1", "a[b][c]=d", "ticket=x", "user_id=" + Uri.EscapeDataString(Pick(known)), "?", "%", "access_token=x"]));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private string QueryValue(JsonElement parameter)
    {
        var schema = parameter.GetProperty("schema");
        if (Chance(40)) return OddEncoded().Replace("//", "%2F%2F");
        if (schema.TryGetProperty("enum", out var allowed) && Chance(80)) return Uri.EscapeDataString(Pick([.. allowed.EnumerateArray()]).ToString());
        return TypesOf(schema).Contains("integer") ? $"{random.Next(-3, 200)}" : Uri.EscapeDataString(Pick(known));
    }

    private byte[] Body(ServedOperation operation)
    {
        if (Chance(5)) return Bytes(Pick(OddValues.Bodies));
        if (Chance(2)) return Bytes("{\"a\":" + new string('[', random.Next(10, DeepLevels)) + "1");
        if (Chance(1)) return Bytes("{" + string.Join(',', Enumerable.Range(0, random.Next(100, 5_000)).Select(i => $"\"k{i}\":{i}")) + "}");
        if (Chance(1)) return Bytes("{\"a\":\"" + new string('x', 70_000) + "\"}");
        var bytes = Bytes(Object(operation, operation.BodySchema!.Value, operation.Example is { } example ? JsonDocument.Parse(example).RootElement : null));
        if (Chance(3)) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return Chance(2) ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private string Object(ServedOperation operation, JsonElement schema, JsonElement? example)
    {
        var fields = new List<string>();
        if (schema.TryGetProperty("properties", out var properties))
            foreach (var field in properties.EnumerateObject().Where(_ => !Chance(12)))
            {
                fields.Add($"\"{field.Name}\":{Value(operation, field, example)}");
                if (Chance(2)) fields.Add($"\"{field.Name}\":{Value(operation, field, example)}");
            }

        if (Chance(8)) fields.Add(Pick(["\"unknown\":1", "\"__proto__\":{\"a\":1}", "\"\":0", "\"user_id\":\"x\"", "\"is_admin\":true", "\"a\\u0000\":[]", "\"$type\":\"x\"", "\"balance\":1e9"]));
        return "{" + string.Join(',', fields) + "}";
    }

    private string Value(ServedOperation operation, JsonProperty field, JsonElement? example)
    {
        if (Chance(20)) return Pick(OddValues.Json);
        if (Chance(2)) return $"\"{new string('x', random.Next(100, LongText))}\"";
        if (Chance(3)) return $"\"{canary}\"";
        if (Chance(55) && example?.TryGetProperty(field.Name, out var right) == true) return right.GetRawText();
        var schema = operation.Resolve(field.Value);
        if (schema.TryGetProperty("enum", out var allowed)) return Pick([.. allowed.EnumerateArray()]).GetRawText();
        return Pick(TypesOf(schema)) switch
        {
            "integer" => $"{random.Next(-2, 1000)}",
            "number" => $"{random.Next(-2, 100)}.{random.Next(1000)}",
            "boolean" => Chance(50) ? "true" : "false",
            "array" => "[\"a\"]",
            "object" => "{}",
            "null" => "null",
            _ => JsonSerializer.Serialize(Chance(75) ? Pick(known) : $"text {random.Next(100)}"),
        };
    }

    private static string[] TypesOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? ["string"]
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
