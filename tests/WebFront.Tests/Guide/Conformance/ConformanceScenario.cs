using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MindBot.WebFront.Tests.Server;
using MindBot.WebFront.Tests.Subscriptions;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>Plays every request of the guide, as printed, in an order in which one makes the next possible.</summary>
internal sealed class ConformanceScenario(FrontServer server, IReadOnlyList<GuideEndpoint> guide)
{
    private readonly Placeholders placeholders = new();
    private readonly List<ConformanceRow> rows = [];
    private IReadOnlyDictionary<string, string> slugs = new Dictionary<string, string>();
    private string token = "";

    /// <returns>A row for each request, in the guide's order.</returns>
    public async Task<IReadOnlyList<ConformanceRow>> Play()
    {
        token = (await Play("Register User")).Text("access_token");
        token = (await Play("Login User")).Text("access_token");
        await Play("Get Current User");
        await Play("Get Room Token");

        slugs = await GuideSlugs.Resolve(guide, server.Anonymous);
        await Play("Get Available Personas");
        await Play("Get Persona Details");
        await Play("Get Persona Categories");
        await Play("Create Custom Persona");

        await Play("Get Pricing Tiers");
        await Play("Purchase Time Card");
        await Play("Activate Time Card");
        await Play("Get Time Balance");
        await Play("Start Time Session");
        await Play("End Time Session");
        await Play("Get Session History");

        await Play("Get User Analytics");
        await PlayPersonaSession();
        await Play("Get Ad Configuration");
        await Play("Record Ad View");

        await Play("Get User Subscription");
        await Play("Upgrade Subscription");
        await Play("Get Subscription Plans");
        await PlaySubscription();

        var happened = """{"id":"evt_guide","object":"event","type":"customer.created","created":1760000000,"livemode":false,"data":{"object":{"id":"cus_1"}}}""";
        await Play("Stripe Webhook", happened);

        return [.. guide.Select(endpoint => rows.Single(row => row.Endpoint == endpoint))];
    }

    private async Task PlayPersonaSession()
    {
        // The room's name that it shows is the one that is made up where none is given.
        var started = await Play("Start Persona Session", without: "room_name");
        var session = new { session_id = started.Text("session_id"), room_name = started.Text("room_name"), duration_seconds = 60 };
        using var user = server.WithToken(token);
        foreach (var step in new[] { "start", "end" }) await user.PostAsJsonAsync($"/time/session/{step}", session).Ok();
        await Play("Rate Persona");
        await Play("Get Persona Analytics");
    }

    /// <summary>By somebody who has not bought anything: the guide's coupon is for new users, and its user is on the free tier elsewhere.</summary>
    private async Task PlaySubscription()
    {
        var user = token;
        token = (await server.NewUser()).SignedIn.Text("access_token");
        await Play("Validate Coupon Code");
        var made = await Play("Create Subscription");
        await new StripeDesk(server).Confirm(made.Text("client_secret"));
        await Play("Get Current Subscription");
        await Play("Cancel Subscription");
        token = user;
    }

    private async Task<JsonElement> Play(string heading, string? payload = null, string? without = null)
    {
        var endpoint = guide.Single(one => one.Heading == heading);
        using var answer = await server.Anonymous.SendAsync(Request(endpoint, payload, without));
        var text = await answer.Content.ReadAsStringAsync();
        var json = text.StartsWith('{') ? JsonDocument.Parse(text).RootElement.Clone() : default;
        var checks = answer.StatusCode == HttpStatusCode.OK ? new AnswerComparison(endpoint, placeholders, slugs).Of(json) : [];
        rows.Add(new ConformanceRow(endpoint, (int)answer.StatusCode, checks));
        return json;
    }

    private HttpRequestMessage Request(GuideEndpoint endpoint, string? payload, string? without)
    {
        var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Target);
        if (endpoint.NeedsToken) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (endpoint.Headers.Any(header => header.Name == "Stripe-Signature")) request.Headers.Add("Stripe-Signature", StripeDesk.Sign(server, payload!));
        var body = payload ?? (endpoint.Body is { } shown ? Body(shown, without) : null);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    /// <param name="without">A field that is not sent.</param>
    private string Body(JsonElement shown, string? without) => placeholders.Fill(
        JsonSerializer.Serialize(shown.EnumerateObject().Where(field => field.Name != without).ToDictionary(field => field.Name, field => field.Value)));
}
