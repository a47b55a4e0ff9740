using System.Text;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

/// <summary>Whatever an operator sends that is no order: a 4xx that says why, never a 5xx, and nothing has changed.</summary>
public sealed class MalformedOrderTests(AdminServer admin) : IClassFixture<AdminServer>
{
    private static readonly string[] Bodies =
    [
        "", " ", "null", "[]", "42", "\"text\"", "{", "{]", "{} {}", "not json", "\u0000", "{}", "{\"unknown\":1}", "{\"a\":" + new string('[', 2000),
    ];

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "-1", "0", "1e400", "NaN", "\"\"", "\" \"", "\"a\\nb\"", "\"\\ud800\"", "9223372036854775808", "79228162514264337593543950335",
        "\"" + new string('a', 10_000) + "\"",
    ];

    [Fact]
    public async Task Nothing_malformed_changes_anything()
    {
        var user = await admin.Server.NewUser();
        var card = (await AdminServer.Buy(user)).Text("time_card_id");
        var (credit, refund) = ($"/admin/users/{await user.Id()}/credit", $"/admin/time-cards/{card}/refund");
        foreach (var body in Bodies)
        {
            await Send(credit, body);
            await Send(refund, body);
        }

        foreach (var value in Values)
        {
            await Send(credit, $$"""{"minutes":{{value}},"reason":"r"}""");
            await Send(credit, $$"""{"minutes":{{value}},"reason":{{value}}}""");
            if (value != "null") await Send(refund, $$"""{"amount_cents":{{value}},"reason":"r"}""");
            await Send(refund, $$"""{"amount_cents":1,"reason":{{value}}}""");
        }

        Assert.Equal(60, await user.Minutes());
    }

    [Theory]
    [InlineData("/admin/users/%01")]
    [InlineData("/admin/users/a%2Fb")]
    [InlineData("/admin/users/%FF")]
    [InlineData("/admin/users/@")]
    [InlineData("/admin/users/%20")]
    [InlineData("/admin/users/%E2%80%83")]
    [InlineData("/admin/audit?user_id=%20")]
    [InlineData("/admin/audit?user_id=%00")]
    [InlineData("/admin/disputes?limit=abc")]
    [InlineData("/admin/disputes?limit=99999999999999999999")]
    public Task Addresses_that_mean_nothing_are_refused(string path) => admin.Get(path).ClientError(path);

    [Theory]
    [InlineData("evt_unknown")]
    [InlineData("%01")]
    [InlineData("a%2Fb")]
    [InlineData("%F0%9F%98%80")]
    public Task Events_that_never_failed_cannot_be_tried_again(string id) =>
        admin.Post($"/admin/payment-events/{id}/retry", new { }).Problem(404, "not_found");

    [Theory]
    [InlineData("/admin/users/%20/credit")]
    [InlineData("/admin/time-cards/%20/refund")]
    [InlineData("/admin/audit/%20/freeze")]
    [InlineData("/admin/audit/%C2%A0/thaw")]
    public Task Blanks_are_nobodys_id(string path) => admin.Post(path, new { minutes = 5, reason = "r" }).ClientError(path);

    private async Task Send(string path, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Admin-Key", AdminServer.Key);
        request.Headers.Add("X-Operator", "olga");
        request.Headers.Add("Idempotency-Key", $"order-{Guid.NewGuid():N}");
        await admin.Server.Anonymous.SendAsync(request).ClientError($"{path} {body[..Math.Min(body.Length, 120)]}");
    }
}
