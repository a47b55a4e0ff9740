using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

/// <summary>What operators and web pages rely on.</summary>
[Collection(FrontCollection.Name)]
public sealed class PlatformTests(FrontServer server)
{
    [Fact]
    public async Task The_server_lives_and_is_ready()
    {
        Assert.Equal("ok", await server.Anonymous.GetStringAsync("/healthz"));
        await server.Anonymous.GetAsync("/readyz").Ok();
    }

    [Fact]
    public async Task The_prices_are_those_of_the_guide()
    {
        var tiers = (await server.Anonymous.GetAsync("/time/pricing").Ok()).GetProperty("pricing_tiers").EnumerateArray().ToList();
        Assert.Equal(
            """{"id":"starter_1h","name":"Starter Pack","hours":1,"price_cents":999,"price_display":"$9.99","bonus_minutes":0,"total_minutes":60,"description":"Perfect for trying out MindBot"}""",
            tiers.Single(tier => tier.Text("id") == "starter_1h").GetRawText());
        Assert.Equal(
            """{"id":"basic_5h","name":"Basic Pack","hours":5,"price_cents":4499,"price_display":"$44.99","bonus_minutes":30,"total_minutes":330,"description":"Great for regular users"}""",
            tiers.Single(tier => tier.Text("id") == "basic_5h").GetRawText());
    }

    [Fact]
    public async Task The_API_document_types_every_field_and_names_errors_and_tokens()
    {
        var document = await server.Anonymous.GetAsync("/openapi/v1.json").Ok();
        var start = document.GetProperty("paths").GetProperty("/time/session/start").GetProperty("post");
        Assert.Equal("bearer", Assert.Single(start.GetProperty("security")[0].EnumerateObject()).Name);
        foreach (var status in new[] { "200", "400", "401", "402", "403", "409", "413", "415", "503" })
            Assert.True(start.GetProperty("responses").TryGetProperty(status, out _), status);

        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
            foreach (var property in schema.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [])
                Assert.True(
                    new[] { "type", "$ref", "oneOf", "anyOf" }.Any(kind => property.Value.TryGetProperty(kind, out _)),
                    $"{schema.Name}.{property.Name} {property.Value}");
        Assert.DoesNotContain(document.GetProperty("paths").EnumerateObject(), path => path.Name.StartsWith("/dev/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://app.example.com", true)]
    [InlineData("http://localhost:5173", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("https://evil.example.com", false)]
    [InlineData("http://localhost.evil.example.com", false)]
    [InlineData("null", false)]
    public async Task Only_pages_of_ours_may_call(string origin, bool isAllowed)
    {
        var preflight = new HttpRequestMessage(HttpMethod.Options, "/time/purchase");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        using var answer = await server.Anonymous.SendAsync(preflight);
        Assert.Equal(isAllowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) && allowed.Single() == origin);
    }

    [Fact]
    public async Task Errors_too_can_be_read_by_pages_and_are_not_stored()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/auth/me");
        request.Headers.Add("Origin", "https://app.example.com");
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.True(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }
}
