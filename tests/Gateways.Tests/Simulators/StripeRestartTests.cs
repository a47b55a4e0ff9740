using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeRestartTests : IDisposable
{
    private const string Order = "amount=4499&currency=usd&metadata[user_id]=u1&confirm=true&return_url=http://x&payment_method=pm_card_chargeDeclined";
    private readonly SkippingTime time = new();
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-stripe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<RawAnswer> Buy(StripeServer server) => server.Post("/v1/payment_intents", Order, ("Idempotency-Key", "k1"));

    /// <summary>Copies the file while the simulator runs: that is what a kill at this moment leaves behind.</summary>
    private string Killed()
    {
        var left = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("n"))).FullName;
        File.Copy(Path.Combine(folder, "stripe.jsonl"), Path.Combine(left, "stripe.jsonl"));
        return left;
    }

    [Fact]
    public async Task Everything_that_was_answered_survives_a_kill()
    {
        await using var before = await StripeServer.Start(time, folder);
        var bought = await Buy(before);
        var id = bought.Text("error", "payment_intent", "id");
        await before.Post($"/v1/payment_intents/{id}", "metadata[late]=1");

        await using var after = await StripeServer.Start(time, Killed());

        Assert.Equal(
            (await before.Get($"/v1/payment_intents/{id}")).Json.GetRawText(), (await after.Get($"/v1/payment_intents/{id}")).Json.GetRawText());
        Assert.Equal("1", (await after.Get($"/v1/payment_intents/{id}")).Text("metadata", "late"));
        Assert.Equal("Your card was declined.", (await after.Get($"/v1/payment_intents/{id}")).Text("last_payment_error", "message"));
        Assert.Equal(2, (await after.Get("/v1/events")).Json.GetProperty("data").GetArrayLength());
        Assert.Equal(bought.Json.GetRawText(), (await Buy(after)).Json.GetRawText());
    }

    [Fact]
    public async Task A_line_that_was_torn_by_the_kill_is_dropped_and_the_rest_stays()
    {
        await using var before = await StripeServer.Start(time, folder);
        await Buy(before);
        var left = Killed();
        await File.AppendAllTextAsync(Path.Combine(left, "stripe.jsonl"), """{"Intents":[{"Id":"pi_half""");

        for (var restart = 0; restart < 2; restart++)
        {
            await using var after = await StripeServer.Start(time, left);
            Assert.Equal(1, (await after.Get("/v1/payment_intents")).Json.GetProperty("data").GetArrayLength());
        }
    }

    [Fact]
    public async Task Webhooks_that_were_not_delivered_before_the_kill_are_delivered_after_it()
    {
        string left;
        await using (var before = await StripeServer.Start(time, folder, maxWebhookAttempts: 1000))
        {
            before.Inbox.RefuseNext(deliveries: int.MaxValue);
            await Buy(before);
            left = Killed();
        }

        await using var after = await StripeServer.Start(time, left);

        var body = System.Text.Encoding.UTF8.GetString((await after.Inbox.Next()).Body);
        Assert.Contains("payment_intent.created", body);
        Assert.Contains("payment_intent.payment_failed", System.Text.Encoding.UTF8.GetString((await after.Inbox.Next()).Body));
    }

    [Fact]
    public async Task The_file_does_not_grow_without_end()
    {
        await using var server = await StripeServer.Start(time, folder, maxObjects: 10);
        var made = await server.Post("/v1/payment_intents", "amount=100&currency=usd");
        for (var i = 0; i < 1100; i++) await server.Post($"/v1/payment_intents/{made.Text("id")}", $"metadata[i]={i}");

        Assert.InRange((await File.ReadAllLinesAsync(Path.Combine(folder, "stripe.jsonl"))).Length, 1, 200);
        Assert.Equal("1099", (await server.Get($"/v1/payment_intents/{made.Text("id")}")).Text("metadata", "i"));
    }
}
