using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>With nothing set but what must be, everything is closed.</summary>
public sealed class ProductionTests(ProductionServer production) : IClassFixture<ProductionServer>
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = production.Server.Address };

    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://localhost:5173")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task No_page_of_any_origin_may_call(string origin)
    {
        foreach (var (method, path) in new[] { (HttpMethod.Options, "/time/purchase"), (HttpMethod.Get, "/time/pricing"), (HttpMethod.Get, "/auth/me"), (HttpMethod.Get, "/nowhere") })
        {
            var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Origin", origin);
            if (method == HttpMethod.Options) request.Headers.Add("Access-Control-Request-Method", "POST");
            using var answer = await http.SendAsync(request);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("/dev/stripe/v1/events")]
    [InlineData("/dev/livekit/twirp/livekit.RoomService/ListRooms")]
    [InlineData("/admin/disputes")]
    public Task What_is_for_developers_or_was_not_asked_for_is_not_there(string path) => http.GetAsync(path).Problem(404, "not_found");

    [Theory]
    [InlineData("GET", "/healthz", 200)]
    [InlineData("GET", "/time/pricing", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/docs/index.html", 200)]
    [InlineData("GET", "/", 302)]
    [InlineData("POST", "/auth/login", 400)]
    [InlineData("GET", "/auth/me", 401)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/time/pricing", 405)]
    [InlineData("POST", "/auth/register", 413)]
    [InlineData("PATCH", "/auth/register", 405)]
    [InlineData("POST", "/webhooks/stripe", 400)]
    [InlineData("POST", "/webhooks/livekit", 401)]
    [InlineData("HEAD", "/time/pricing", 405)]
    [InlineData("OPTIONS", "/time/pricing", 405)]
    public async Task Every_kind_of_answer_tells_browsers_to_trust_nothing(string method, string path, int status)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST") request.Content = new StringContent(status == 413 ? new string(' ', 70_000) : "{", Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        if (!path.StartsWith("/docs", StringComparison.Ordinal)) Assert.True(answer.Headers.CacheControl?.NoStore, $"{answer.Headers.CacheControl}");
    }
}
