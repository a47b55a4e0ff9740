using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MindBot.Simulators.Stripe;
using static MindBot.WebFront.Tests.Doctor.DoctorFixture;

namespace MindBot.WebFront.Tests.Doctor;

public sealed class DoctorTests(DoctorFixture fixture) : IClassFixture<DoctorFixture>
{
    [Fact]
    public async Task Where_everything_is_right_nothing_fails_and_no_secret_is_printed()
    {
        var diagnosis = await Examine(fixture.Healthy());
        Assert.Equal((0, 0), (diagnosis.ExitCode, diagnosis.Failures.Count));
        string[] subjects =
            ["settings", "auth key", "storage", "LiveKit address", "LiveKit keys", "LiveKit clock", "LiveKit webhook", "Stripe webhook"];
        Assert.All(subjects, subject => Assert.Matches($"(?m)^ok    {subject} ", diagnosis.Text));
        foreach (var secret in new[] { LiveKitSecret, AuthKey, fixture.Stripe.SecretKey, fixture.Stripe.WebhookSecrets[0] })
            Assert.DoesNotContain(secret, diagnosis.Text);
    }

    [Fact]
    public async Task Development_on_a_new_machine_needs_no_settings_and_stays_new()
    {
        var folder = fixture.NewFolder();
        var diagnosis = await Examine(new() { ["environment"] = "Development", ["data"] = folder });
        Assert.Equal((0, 0, 0), (diagnosis.ExitCode, diagnosis.Failures.Count, diagnosis.Warnings.Count));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Every_setting_that_would_stop_the_start_is_named()
    {
        var diagnosis = await Examine(fixture.Healthy(
            ("MINDBOT_CORS_ORIGINS", "app.example.com"), ("MINDBOT_LIMIT_STREAMS", "many"), ("MINDBOT_CATALOG", fixture.NewFolder()),
            ("Sessions:CheckpointSeconds", "0"), ("MINDBOT_DATABASE", "Host=db"), ("MINDBOT_AUTH_KEY", "short"),
            ("MINDBOT_PUBLIC_URL", "api.example.com"), ("LIVEKIT_API_SECRET", null), ("STRIPE_WEBHOOK_SECRET", null), ("SMTP_URL", "smtp://mail.example.com")));
        Assert.Equal(1, diagnosis.ExitCode);
        string[] named = ["MINDBOT_CORS_ORIGINS", "MINDBOT_LIMIT_STREAMS", "pricing.json", "coupons.json", "CheckpointSeconds", "MINDBOT_DATABASE",
            "MINDBOT_AUTH_KEY", "MINDBOT_PUBLIC_URL", "LIVEKIT_API_SECRET", "STRIPE_WEBHOOK_SECRET", "MAIL_FROM", "payment_confirmation",
            "plans.json", "categories.json", "persona.txt"];
        Assert.Equal(named.Length, diagnosis.Failures.Count);
        Assert.All(named, name => Assert.Contains(diagnosis.Failures, line => line.Contains(name)));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_found_out()
    {
        var diagnosis = await Examine(fixture.Healthy(("MINDBOT_DATABASE", $"postgres://ann:pa55word@{NobodyThere}/mindbot")));
        diagnosis.FailsOnly("storage", "mindbot on 127.0.0.1");
        Assert.DoesNotContain("pa55word", diagnosis.Text);
    }

    [Fact]
    public async Task Production_does_without_nothing()
    {
        var diagnosis = await Examine(new() { ["environment"] = "Production", ["data"] = fixture.NewFolder() });
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.All(
            ["MINDBOT_AUTH_KEY", "LIVEKIT_URL", "STRIPE_SECRET_KEY"],
            name => Assert.Contains(diagnosis.Failures, line => line.Contains(name)));
    }

    [Fact]
    public async Task A_LiveKit_that_is_not_there_is_found_out()
    {
        var diagnosis = await Examine(fixture.Healthy(("LIVEKIT_URL", $"ws://{NobodyThere}")));
        diagnosis.FailsOnly("LiveKit address", "could not be reached");
        Assert.DoesNotContain("LiveKit keys", diagnosis.Text);
    }

    [Fact]
    public async Task Another_server_at_LiveKits_address_is_found_out() =>
        (await Examine(fixture.Healthy(("LIVEKIT_URL", fixture.Server.Address.ToString())))).FailsOnly("LiveKit keys", "404");

    [Theory]
    [InlineData("LIVEKIT_API_KEY", "APIother")]
    [InlineData("LIVEKIT_API_SECRET", "of-somebody-else")]
    public async Task A_pair_that_LiveKit_does_not_know_is_found_out_there_and_at_the_webhook(string name, string wrong)
    {
        var diagnosis = await Examine(fixture.Healthy((name, wrong)));
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Collection(diagnosis.Failures,
            keys => Assert.Matches("LiveKit keys .*401", keys),
            webhook => Assert.Matches("LiveKit webhook .*refuses", webhook));
        Assert.DoesNotContain("of-somebody-else", diagnosis.Text);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(20)]
    public async Task Clocks_that_differ_are_warned_of(int seconds) =>
        (await Examine(fixture.Healthy(("environment", "Development")), new Shifted(seconds))).WarnsOnly("LiveKit clock", "s apart");

    [Fact]
    public async Task Clocks_that_differ_by_more_than_a_minute_fail() =>
        (await Examine(fixture.Healthy(), new Shifted(-100))).FailsOnly("LiveKit clock", "s apart");

    [Fact]
    public async Task Without_a_public_address_LiveKits_entry_is_shown()
    {
        var diagnosis = await Examine(fixture.Healthy(("environment", "Development"), ("MINDBOT_PUBLIC_URL", null)));
        diagnosis.WarnsOnly("LiveKit webhook", "MINDBOT_PUBLIC_URL");
        Assert.Matches(@"webhook:\n +api_key: APIdoctor\n +urls:\n +- https://mindbot\.example\.com/webhooks/livekit\n", diagnosis.Text);
    }

    [Fact]
    public async Task A_public_address_that_leads_nowhere_fails_with_LiveKits_entry()
    {
        var diagnosis = await Examine(fixture.Healthy(("MINDBOT_PUBLIC_URL", $"http://{NobodyThere}/base/")));
        diagnosis.FailsOnly("LiveKit webhook", "cannot be reached");
        Assert.Contains($"- http://{NobodyThere}/base/webhooks/livekit\n", diagnosis.Text);
    }

    [Fact]
    public async Task A_public_address_that_leads_elsewhere_fails() =>
        (await Examine(fixture.Healthy(("MINDBOT_PUBLIC_URL", $"{fixture.Server.Address}elsewhere")))).FailsOnly("LiveKit webhook", "answered 404");

    [Fact]
    public async Task A_server_that_takes_unsigned_events_fails()
    {
        await using var credulous = await Start(app => app.MapPost("/webhooks/livekit", () => Results.Json(new { status = "received" })));
        (await Examine(fixture.Healthy(("MINDBOT_PUBLIC_URL", credulous.Urls.Single())))).FailsOnly("LiveKit webhook", "without a signature");
    }

    [Fact]
    public async Task A_Stripe_that_is_not_there_is_found_out() =>
        (await Examine(fixture.Healthy(("STRIPE_API_BASE", $"http://{NobodyThere}")))).FailsOnly("Stripe key", "could not be reached");

    [Fact]
    public async Task A_key_that_Stripe_refuses_is_found_out_and_not_printed()
    {
        var diagnosis = await Examine(fixture.Healthy(("STRIPE_SECRET_KEY", "sk_live_of_somebody_else")));
        diagnosis.FailsOnly("Stripe key", "401");
        Assert.DoesNotContain("sk_live", diagnosis.Text);
    }

    [Theory]
    [InlineData("sk_live_1", "Production", "ok    Stripe key        accepted, live mode")]
    [InlineData("sk_live_1", "Development", "warn  Stripe key        accepted, live mode in Development")]
    [InlineData("rk_test_1", "Production", "warn  Stripe key        accepted, test mode: nobody pays")]
    [InlineData("rk_test_1", "Development", "ok    Stripe key        accepted, test mode")]
    [InlineData("key_1", "Production", "warn  Stripe key        accepted, but neither")]
    public async Task The_mode_of_Stripes_key_is_told(string key, string environment, string line)
    {
        await using var stripe = await Start(
            app => app.MapStripeSimulator("/stripe"),
            builder => builder.Services.AddStripeSimulator(_ => new StripeSimulatorOptions { SecretKey = key }));
        var diagnosis = await Examine(fixture.Healthy(
            ("environment", environment), ("STRIPE_SECRET_KEY", key), ("STRIPE_API_BASE", stripe.Urls.Single() + "/stripe")));
        Assert.Contains(line, diagnosis.Text);
        Assert.Equal(0, diagnosis.ExitCode);
    }

    [Fact]
    public async Task A_webhook_secret_that_is_none_of_Stripes_is_warned_of() =>
        (await Examine(fixture.Healthy(("environment", "Development"), ("STRIPE_WEBHOOK_SECRET", "something"))))
            .WarnsOnly("Stripe webhook", "whsec_");

    private static async Task<WebApplication> Start(Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    private sealed class Shifted(int seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(seconds);
    }
}
