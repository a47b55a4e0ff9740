using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains.Auditing;
using MindBot.Silo.Storage;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly AdminServer admin = new();
    private long violations;
    private int inViolation;

    public Task InitializeAsync() => admin.InitializeAsync();

    public Task DisposeAsync() => admin.DisposeAsync();

    [Fact]
    public async Task A_changed_balance_is_found_counted_and_shown_and_forgotten_once_it_is_right_again()
    {
        using var meters = Listen();
        var user = await admin.Server.NewUser();
        await AdminServer.Buy(user);
        var id = await user.Id();
        await user.Start("talk", "room_audit");
        await user.End("talk", 60);
        Assert.Empty((await Audited(id)).GetProperty("violations").EnumerateArray());

        // The row's checksum is right: only who recomputes the balance can tell.
        await Corrupt(id, "\"availableMicros\":3540000000", "\"availableMicros\":3540000007");
        await Eventually.Is(async () => (await Report()).Number("wallets_in_violation") == 1, "the auditor finds it by itself");
        var findings = Assert.Single((await Report()).GetProperty("findings").EnumerateArray());
        Assert.Equal(id, findings.Text("user_id"));
        Assert.Contains(findings.GetProperty("violations").EnumerateArray(), violation =>
            violation.Text("invariant") == "ledger" && violation.Number("found") - violation.Number("expected") == 7);
        meters.RecordObservableInstruments();
        Assert.Equal(1, inViolation);
        Assert.True(violations > 0);

        await Corrupt(id, "\"availableMicros\":3540000007", "\"availableMicros\":3540000000");
        Assert.Empty((await Audited(id)).GetProperty("violations").EnumerateArray());
        Assert.Equal(0, (await Report()).Number("wallets_in_violation"));
        await Eventually.Is(async () => (await Report()).GetProperty("last_round") is { ValueKind: JsonValueKind.Object } round
            && round.Number("wallets") == 1, "a round has ended");
    }

    [Fact]
    public async Task A_frozen_wallet_ends_who_is_talking_and_lets_nobody_start_until_it_is_thawed()
    {
        var user = await admin.Server.NewUser();
        await AdminServer.Buy(user);
        var id = await user.Id();
        await user.Start("talk", "room_frozen");
        var frozen = await admin.Post($"/admin/audit/{id}/freeze", new { reason = "odd" }).Ok();
        Assert.NotEqual(JsonValueKind.Null, frozen.GetProperty("frozen_at").ValueKind);
        Assert.Equal(0m, await user.Minutes());
        await Eventually.Is(async () => (await Session(user)).Text("status") == "completed", "the session is closed");
        Assert.Equal("frozen", (await Session(user)).Text("end_reason"));

        await user.Post("/time/session/start", new { session_id = "next", room_name = "room_frozen" }).Problem(403, "wallet_frozen");
        await user.Post("/personas/pixel/session", new { }).Problem(403, "wallet_frozen");
        await AdminServer.Buy(user);
        Assert.Equal(0m, await user.Minutes());
        Assert.All(await Cards(user), status => Assert.Equal("frozen", status));
        Assert.Empty((await Audited(id)).GetProperty("violations").EnumerateArray());

        var thawed = await admin.Post($"/admin/audit/{id}/thaw", new { reason = "right after all" }).Ok();
        Assert.Equal(JsonValueKind.Null, thawed.GetProperty("frozen_at").ValueKind);
        Assert.InRange(await user.Minutes(), 119, 120);
        await user.Start("next", "room_frozen");
        await user.End("next", 1);
        Assert.Empty((await Audited(id)).GetProperty("violations").EnumerateArray());

        var notes = (await admin.Get($"/admin/users/{id}").Ok()).GetProperty("recent_ledger").EnumerateArray()
            .Where(entry => entry.GetProperty("note").ValueKind == JsonValueKind.String).Select(entry => $"{entry.Text("kind")} {entry.Text("note")}");
        Assert.Equal(["thaw olga: right after all", "freeze olga: odd"], notes);
        Assert.DoesNotContain("olga", (await user.Get("/time/ledger").Ok()).GetRawText());
    }

    [Fact]
    public async Task Freezing_needs_a_reason_and_a_wallet()
    {
        var id = await (await admin.Server.NewUser()).Id();
        await admin.Post($"/admin/audit/{id}/freeze", new { reason = " " }).Problem(400, "invalid_field");
        await admin.Post("/admin/audit/nobody/freeze", new { reason = "odd" }).Problem(404, "not_found");
        await admin.Post("/admin/audit/nobody/thaw", new { reason = "odd" }).Problem(404, "not_found");
        await admin.Get("/admin/audit?user_id=nobody").Problem(404, "not_found");
        await admin.Get("/admin/audit", key: "guessed").Problem(401, "unauthorized");
    }

    [Fact]
    public async Task Nobody_who_talks_buys_or_is_refunded_is_ever_found_in_violation()
    {
        ApiUser[] users = [.. await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.Server.NewUser()))];
        string[] ids = [.. await Task.WhenAll(users.Select(user => user.Id()))];
        var auditor = admin.Server.Services.GetRequiredService<IWalletAuditor>();
        using var stop = new CancellationTokenSource();
        var audited = 0;
        var watching = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                foreach (var id in ids)
                    if (auditor.Audit(id) is { } found)
                    {
                        Assert.Empty(found.Result.Violations);
                        audited++;
                    }
        });
        await Task.WhenAll(users.Select(Live));
        stop.Cancel();
        await watching;
        Assert.True(audited > ids.Length);
        Assert.Equal(0, (await Report()).Number("wallets_in_violation"));

        async Task Live(ApiUser user)
        {
            for (var i = 0; i < 6; i++)
            {
                var card = (await AdminServer.Buy(user)).Text("time_card_id");
                await user.Start($"a{i}", "room_a" + user.Email);
                await user.Start($"b{i}", "room_b" + user.Email);
                await user.End($"a{i}", 30 * i);
                if (i % 3 == 2) await admin.Refund(card, 333).Ok();
                await user.End($"b{i}", 1);
            }
        }
    }

    private async Task<JsonElement> Report() => await admin.Get("/admin/audit").Ok();

    private async Task<JsonElement> Audited(string user) => (await admin.Get($"/admin/audit?user_id={user}").Ok()).GetProperty("audited");

    /// <summary>As a bug would, or somebody with access to the database: once nothing is written behind it any more.</summary>
    private async Task Corrupt(string user, string from, string to)
    {
        var rows = admin.Server.Services.GetRequiredService<RowStore>();
        var key = new RowKey("wallet/wallet", user);
        var text = Encoding.UTF8.GetString((await rows.ReadAsync(key))!.Payload);
        Assert.Contains(from, text);
        await rows.WriteAsync(key, RowWrite.AnyEtag, Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
    }

    /// <summary>Of the list it may be missing for a moment: the wallet has closed it, and the log has not heard yet.</summary>
    private static Task<JsonElement> Session(ApiUser user) => user.Get("/time/sessions/talk").Ok();

    private static async Task<string[]> Cards(ApiUser user) =>
        [.. (await user.Get("/time/balance").Ok()).GetProperty("time_cards").EnumerateArray().Select(card => card.Text("status"))];

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name is AuditMeters.Violations or AuditMeters.WalletsInViolation) listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref violations, count));
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => inViolation = count);
        listener.Start();
        return listener;
    }
}
