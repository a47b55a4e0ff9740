using System.Globalization;
using System.Text.Json.Nodes;

namespace MindBot.WebFront.Demo;

/// <summary>Ada buys ten seconds, talks them away in two rooms at once, tops up, and checks the books.</summary>
internal sealed class DemoStory(DemoClient client, DemoVoice voice)
{
    private static readonly TimeSpan LongestStory = TimeSpan.FromSeconds(60);

    public async Task Play()
    {
        using var limit = new CancellationTokenSource(LongestStory);
        await Register();
        await BuyTenSeconds();
        await BurnInTwoRooms(limit.Token);
        await TopUp();
        await new DemoCall(client, voice).Play(limit.Token);
        await TalkAndReport();
        await ShowReceipt();
        await CheckTheBooks();
    }

    private async Task Register()
    {
        voice.Chapter("Ada registers");
        const string Ada = """{"email":"ada@example.com","password":"correct horse","full_name":"Ada Lovelace"}""";
        voice.Request("POST", "/auth/register", Ada);
        client.SignIn((string)(await client.Post("/auth/register", Ada))["access_token"]!);
        voice.Say("She gets an access token and a LiveKit token for her own lobby.");

        voice.Request("GET", "/time/pricing");
        var tiers = (await client.Get("/time/pricing"))["pricing_tiers"]!.AsArray();
        voice.Table(tiers.Select(tier => new[] { $"{tier!["id"]}", $"{tier["name"]}", $"{tier["price_display"]}", $"{Seconds(tier["total_minutes"]!)} s" }));
    }

    private async Task BuyTenSeconds()
    {
        voice.Chapter("She buys the smallest package; her first card is declined");
        const string Declined = """{"package_id":"dev_10s","payment_method_id":"pm_card_chargeDeclined"}""";
        voice.Request("POST", "/time/purchase", Declined);
        voice.Say($"402: {(await client.Post("/time/purchase", Declined, expected: 402))["detail"]}");
        await Buy("dev_10s");
        await ShowBalance();
    }

    private async Task BurnInTwoRooms(CancellationToken cancellation)
    {
        voice.Chapter("She starts a conversation, and a second one beside it: one wallet, two meters, a stop at zero");
        await Start("morning_talk", "room_one");
        var second = false;
        var stopped = 0;
        await foreach (var (name, data) in client.Stream(cancellation))
        {
            switch (name)
            {
                case "balance":
                    var burn = (long)data["burn_rate_permille"]! / 1000m;
                    voice.Say($"balance {(long)data["microseconds"]! / 1e6m,7:0.000} s, burning {burn:0.#} s a second");
                    if (!second && (long)data["microseconds"]! < 7_000_000)
                    {
                        second = true;
                        await Start("evening_talk", "room_two");
                    }

                    break;
                case "warning":
                    voice.Say($"! warning for {data["session_id"]}: {data["seconds_left"]} s left");
                    break;
                case "exhausted":
                    voice.Say($"! {data["session_id"]} stopped at {data["at"]}: the balance is zero");
                    stopped++;
                    break;
            }

            if (stopped == 2) break;
        }

        await ShowBalance();
        const string Again = """{"session_id":"one_more","room_name":"room_one"}""";
        voice.Request("POST", "/time/session/start", Again);
        voice.Say($"402: {(await client.Post("/time/session/start", Again, expected: 402))["detail"]}");
    }

    private async Task TopUp()
    {
        voice.Chapter("She tops up");
        await Buy("basic_5h");
        await ShowBalance();
    }

    private async Task TalkAndReport()
    {
        voice.Chapter("A conversation whose length her app reports: 900 seconds cost 15 minutes");
        await Start("long_talk", "room_one");
        const string End = """{"session_id":"long_talk","duration_seconds":900}""";
        voice.Request("POST", "/time/session/end", End);
        var ended = await client.Post("/time/session/end", End);
        voice.Say($"cost {ended["cost_minutes"]} minutes, {ended["remaining_balance"]!["total_minutes"]} minutes left");
    }

    private async Task ShowReceipt()
    {
        voice.Chapter("The receipt of the first conversation: time × rate = what each card paid");
        await new DemoReceipt(client, voice).Show("morning_talk");
    }

    private async Task CheckTheBooks()
    {
        voice.Chapter("The ledger sums to the balance");
        voice.Request("GET", "/time/ledger");
        var ledger = await client.Get("/time/ledger");
        JsonArray entries = ledger["entries"]!.AsArray();
        voice.Table(entries.Reverse().Select(entry => new[]
        {
            $"{entry!["id"]}", $"{entry["kind"]}", $"{entry["session_id"] ?? entry["card_id"]}", $"{(long)entry["microseconds"]! / 1e6m:0.000000} s",
        }));
        var sum = entries.Sum(entry => (long)entry!["microseconds"]!);
        var balance = (long)ledger["balance_microseconds"]!;
        DemoFailedException.Unless(sum == balance, $"the entries sum to {sum} µs, the balance is {balance} µs");
        voice.Say($"Σ = {sum} µs = the balance, to the microsecond");
    }

    private async Task Buy(string packageId)
    {
        var order = $$"""{"package_id":"{{packageId}}","payment_method_id":"pm_card_visa"}""";
        voice.Request("POST", "/time/purchase", order);
        var bought = await client.Post("/time/purchase", order);
        voice.Say($"{bought["payment_status"]}: card {bought["time_card_id"]}, code {bought["activation_code"]}, active at once");
    }

    private async Task Start(string sessionId, string room)
    {
        var session = $$"""{"session_id":"{{sessionId}}","room_name":"{{room}}"}""";
        voice.Request("POST", "/time/session/start", session);
        await client.Post("/time/session/start", session);
    }

    private async Task ShowBalance()
    {
        voice.Request("GET", "/time/balance");
        var balance = (await client.Get("/time/balance"))["balance"]!;
        voice.Say($"{balance["total_minutes"]} minutes on {balance["active_cards"]} active card(s)");
    }

    private static string Seconds(JsonNode minutes) => ((decimal)minutes * 60).ToString("0", CultureInfo.InvariantCulture);
}
