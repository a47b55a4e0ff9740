using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>Whatever somebody sends, nobody who reads the log takes it for a line of ours, and no terminal for a command.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private const string Forged = "x\r\nwarn: Forged[0]\r\n      forged\u001b[2J\u0085\u2028";

    private FrontServer server = null!;

    public async Task InitializeAsync() => server = await FrontServer.StartAnother(
        services =>
        {
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider, ConsoleLines>();
        },
        "--MINDBOT_ADMIN_KEY", AdminServer.Key, "--Logging:LogLevel:Default", "Information", "--Logging:LogLevel:Microsoft.AspNetCore", "Information",
        // With all headers of the calls to Stripe and LiveKit.
        "--Logging:LogLevel:System.Net.Http", "Trace");

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task What_somebody_sends_makes_no_line_in_the_log()
    {
        var user = await server.NewUserWith("starter_1h");
        var encoded = Uri.EscapeDataString(Forged);
        await Post("/auth/register", new { email = $"a{Forged}@example.com", password = "secure_password", full_name = Forged });
        await Post("/auth/login", new { email = Forged, password = Forged });
        await user.Post("/auth/token", new { room_name = Forged, participant_name = Forged });
        await user.Post("/time/session/start", new { session_id = Forged, room_name = Forged });
        await user.Post("/time/purchase", new { package_id = Forged, payment_method_id = Forged, coupon_code = Forged });
        await user.Post("/ads/viewed", new { ad_id = Forged, persona_slug = Forged, view_duration = 30 });
        await user.Http.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "/auth/me") { Content = JsonContent.Create(new { full_name = Forged }) });
        foreach (var path in new[]
        {
            $"/{encoded}", $"/time/sessions/{encoded}", $"/time/sessions?limit={encoded}&before={encoded}", $"/coupons/validate/{encoded}?amount={encoded}", $"/personas/{encoded}",
            $"/personas?sort_by={encoded}", $"/admin/users/{encoded}",
        })
            await user.Get(path);
        await RawConnection.Say(server.Address, "GET /auth/me?x=\u001b[2J HTTP/1.1\r\nHost: {host}\r\nUser-Agent: \u001b[2J\r\nConnection: close\r\n\r\n");
        await RawConnection.Say(server.Address, "GET /\u001b[2J HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        await RawConnection.Say(server.Address, "GET /auth/me HTTP/1.1\r\nHost: {host}\r\ntraceparent: \u001b[2J\r\nAuthorization: Bearer \u001b[2J\r\nConnection: close\r\n\r\n");
        AssertNothingForged();
    }

    [Fact]
    public void What_is_logged_nevertheless_is_spelled_out_on_a_line_of_its_own()
    {
        server.Services.GetRequiredService<ILogger<LogTests>>().LogError(new InvalidOperationException(Forged), "{Path} failed for now", Forged);
        var entry = Assert.Single(Lines().Entries, entry => entry.Contains("failed for now"));
        Assert.StartsWith($"fail: {typeof(LogTests).FullName}[0]\n      x\\u000d\\u000awarn: Forged[0]\\u000d\\u000a      forged\\u001b[2J", entry.ReplaceLineEndings("\n"));
        Assert.Contains(nameof(InvalidOperationException), entry);
        Assert.All(entry.Split('\n').Skip(1).SkipLast(1), line => Assert.StartsWith("      ", line));
        AssertNothingForged();
    }

    [Fact]
    public async Task No_secret_is_in_it_however_much_is_logged()
    {
        var user = await server.NewUserWith("starter_1h");
        await Post("/auth/login", new { email = user.Email, password = "secure_password" });
        var ticket = await user.Post("/time/balance/stream-ticket", new { }).Ok();
        var lookUp = new HttpRequestMessage(HttpMethod.Get, $"/admin/users/{await user.Id()}");
        lookUp.Headers.Add("X-Admin-Key", AdminServer.Key);
        lookUp.Headers.Add("X-Operator", "olga");
        await server.Anonymous.SendAsync(lookUp).Ok();
        await user.Post("/personas/professor-oak-tutor/session", new { }).Ok();
        var stripe = server.Services.GetRequiredService<StripeOptions>();
        string[] secrets =
        [
            AdminServer.Key, "secure_password", user.SignedIn.Text("access_token"), user.SignedIn.Text("livekit_token"), ticket.Text("ticket"), stripe.SecretKey,
            .. stripe.WebhookSecrets, Encoding.UTF8.GetString(server.Services.GetRequiredService<AuthKey>().SecurityKey.Key),
        ];
        Assert.Contains(Lines().Entries, entry => entry.Contains("/v1/payment_intents"));
        foreach (var entry in Lines().Entries) Assert.DoesNotContain(secrets, secret => entry.Contains(secret));
    }

    private ConsoleLines Lines() => server.Services.GetServices<ILoggerProvider>().OfType<ConsoleLines>().Single();

    private void AssertNothingForged()
    {
        foreach (var entry in Lines().Entries)
        {
            Assert.DoesNotContain(entry, letter => char.IsControl(letter) && letter != '\n');
            Assert.DoesNotContain("\u2028", entry);
            Assert.DoesNotContain("\nwarn: Forged", entry);
        }
    }

    private Task<HttpResponseMessage> Post(string path, object body) => server.Anonymous.PostAsJsonAsync(path, body);
}
