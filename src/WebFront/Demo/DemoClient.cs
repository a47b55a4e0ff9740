using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindBot.WebFront.Demo;

/// <summary>Talks to the server as any frontend would: JSON over HTTP.</summary>
internal sealed class DemoClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    public void SignIn(string accessToken) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

    public async Task<JsonNode> Get(string path)
    {
        using var response = await http.GetAsync(path);
        return await Read(response, path, expected: 200);
    }

    /// <exception cref="DemoFailedException">The status is not <paramref name="expected"/>.</exception>
    public async Task<JsonNode> Post(string path, string? json = null, int expected = 200)
    {
        using var content = new StringContent(json ?? "", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, json is null ? null : content);
        return await Read(response, path, expected);
    }

    /// <summary>The live stream of the balance: server-sent events, as they come.</summary>
    public async IAsyncEnumerable<(string Name, JsonNode Data)> Stream([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/time/balance/stream");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var name = "";
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) yield return (name, JsonNode.Parse(line["data: ".Length..])!);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<JsonNode> Read(HttpResponseMessage response, string path, int expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode != expected) throw new DemoFailedException($"{path} answered {(int)response.StatusCode}: {body}");
        try
        {
            return JsonNode.Parse(body)!;
        }
        catch (JsonException)
        {
            throw new DemoFailedException($"{path} did not answer JSON: {body}");
        }
    }
}
