using System.Text.Json;
using System.Text.RegularExpressions;
using MindBot.Gateways.Tests.Peers;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Guide;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.OpenApi;

/// <summary>The API document is complete, right in other makers' eyes, and of use to their generators.</summary>
public sealed partial class ApiDocumentTests(AdminServer admin) : IClassFixture<AdminServer>
{
    private static readonly string[] WithoutExamples = ["GET /healthz", "GET /readyz", "GET /time/balance/stream"];

    [Fact]
    public async Task Every_operation_says_who_may_call_it_what_may_go_wrong_and_shows_an_example()
    {
        foreach (var (name, operation) in Operations(await Document()))
        {
            Assert.True(operation.TryGetProperty("security", out _), name);
            Assert.Matches("^(get|post|put|patch|delete)[A-Z][A-Za-z]+$", operation.Text("operationId"));
            foreach (var error in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name != "200"))
                Assert.True(error.Value.Text("description").Contains('`'), $"{name} does not say which codes a {error.Name} has (MayAnswer).");
            foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
                Assert.True(parameter.TryGetProperty("description", out _), $"{name} does not describe {parameter.Text("name")}.");
            if (WithoutExamples.Contains(name)) continue;
            Assert.True(HasExample(operation.GetProperty("responses").GetProperty("200")), $"{name} has no example of an answer (examples.json).");
            if (operation.TryGetProperty("requestBody", out var body)) Assert.True(HasExample(body), $"{name} has no example of a request (examples.json).");
        }
    }

    [Fact]
    public async Task The_examples_are_those_of_the_guide()
    {
        var operations = Operations(await Document()).ToList();
        foreach (var endpoint in GuideDocument.Read())
        {
            var (name, operation) = operations.FirstOrDefault(one => Template(one.Name).IsMatch(endpoint.Name));
            if (name is null) continue;
            Assert.True(Contains(Example(operation.GetProperty("responses").GetProperty("200")), endpoint.Sample), $"{name}: another answer than the guide's.");
            if (endpoint.Body is { } body) Assert.True(Contains(Example(operation.GetProperty("requestBody")), body), $"{name}: another request than the guide's.");
        }
    }

    [SkippableFact]
    public async Task A_linter_of_another_maker_finds_nothing_wrong()
    {
        var found = await NpmPeers.Run("openapi-lint.mjs", await Document());
        Assert.Empty(found.EnumerateArray().Select(problem => problem.GetString()));
    }

    [SkippableFact]
    public async Task A_client_made_from_it_compiles_and_plays_the_guides_main_path()
    {
        var run = await NpmPeers.Run("openapi-client.mjs", new { document = await Document(), baseUrl = admin.Server.Address });
        Assert.Empty(run.GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        var told = run.GetProperty("told");
        Assert.Equal((330m, 15m, 315m), (told.Number("bought"), told.Number("cost"), told.Number("left")));
        Assert.Equal(("session_123456", "insufficient_balance"), (told.Text("session"), told.Text("refused")));
    }

    private Task<JsonElement> Document() => admin.Server.Anonymous.GetAsync("/openapi/v1.json").Ok();

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    /// <summary>Literal addresses come before those with parameters in them, as in routing.</summary>
    private static Regex Template(string name) => new($"^{Parameter().Replace(Regex.Escape(name), "[^/]+")}$");

    private static bool HasExample(JsonElement owner) => owner.GetProperty("content").EnumerateObject().All(content => content.Value.TryGetProperty("example", out _));

    private static JsonElement Example(JsonElement owner) => owner.GetProperty("content").EnumerateObject().First().Value.GetProperty("example");

    private static bool Contains(JsonElement example, JsonElement sample) => sample.ValueKind switch
    {
        JsonValueKind.Object => sample.EnumerateObject().All(field => example.TryGetProperty(field.Name, out var value) && Contains(value, field.Value)),
        JsonValueKind.Array => example.GetArrayLength() == sample.GetArrayLength()
            && sample.EnumerateArray().Zip(example.EnumerateArray()).All(pair => Contains(pair.Second, pair.First)),
        JsonValueKind.Number => example.GetDecimal() == sample.GetDecimal(),
        _ => JsonElement.DeepEquals(example, sample),
    };

    [GeneratedRegex(@"\\\{\w+}")]
    private static partial Regex Parameter();
}
