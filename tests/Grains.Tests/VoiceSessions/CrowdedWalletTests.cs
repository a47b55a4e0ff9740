using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>Each start and end moves the end of the pool for all sessions of a wallet. They follow it without a write of their own.</summary>
public class CrowdedWalletTests
{
    private const int Sessions = 20;

    private static readonly SessionPersona Bear = new("story-bear", "Story Bear", "family", 1000, DailyLimitMs: Minutes(600).ElapsedMs());

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task After_a_crash_all_of_a_wallets_sessions_come_back_at_a_few_writes_each(bool joined, bool limited)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(300));
        for (var i = 0; i < Sessions; i++) await Begin(backend, user, i, joined, limited ? Bear : null);
        await backend.AdvanceAsync(Seconds(20));

        backend.Crash();
        await backend.StartAgainAsync(Seconds(5));

        Assert.Equal(Sessions, (await backend.Wallet(user).GetView(signOfLife: false)).Sessions.Count(session => session.State == "running"));
        Assert.InRange(WalletWrites(backend), Sessions, 4 * Sessions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_starts_and_ends_beside_many_others_costs_their_wallet_no_more_than_alone(bool limited)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(300));
        for (var i = 0; i < Sessions; i++) await Begin(backend, user, i, joined: false, limited ? Bear : null);
        await backend.IdleAsync();
        var before = WalletWrites(backend);

        for (var i = 0; i < 5; i++)
        {
            await Begin(backend, user, Sessions + i, joined: false, limited ? Bear : null);
            await backend.AdvanceAsync(Ms(100));
            await backend.Finish(user, $"s{Sessions + i}");
        }

        await backend.IdleAsync();
        Assert.InRange(WalletWrites(backend) - before, 10, 25);
    }

    [Fact]
    public async Task Sessions_that_wait_for_somebody_to_come_back_write_nothing_over_anothers_start_or_end_or_a_look_at_the_balance()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(300));
        for (var i = 0; i < Sessions; i++)
        {
            var (id, room) = ($"s{i}", $"{user}-{i}");
            Assert.Null(await backend.Room(room).Claim(user, id));
            Assert.Null((await backend.Session(user, id).Prepare(new SessionTerms(room))).Refusal);
            var talk = backend.LiveKit.Join(user, room);
            await backend.Room(room).Receive(backend.LiveKit.Joined(talk));
            await backend.AdvanceAsync(Seconds(1));
            await backend.Room(room).Receive(backend.LiveKit.Leave(talk));
        }

        await backend.IdleAsync();
        var before = WalletWrites(backend);
        await Begin(backend, user, Sessions, joined: false, persona: null);
        await backend.Finish(user, $"s{Sessions}");
        await backend.Wallet(user).GetView(signOfLife: true);
        await backend.IdleAsync();
        Assert.InRange(WalletWrites(backend) - before, 2, 6);
    }

    private static int WalletWrites(Backend backend) => backend.Storage.Writes.Count(state => state == "wallet");

    private static async Task Begin(Backend backend, string user, int i, bool joined, SessionPersona? persona)
    {
        var (id, room) = ($"s{i}", $"{user}-{i}");
        var terms = new SessionTerms(room, 1000, Persona: persona);
        Assert.Null(await backend.Room(room).Claim(user, id));
        if (!joined)
        {
            Assert.Null((await backend.Session(user, id).Start(terms)).Refusal);
            return;
        }

        Assert.Null((await backend.Session(user, id).Prepare(terms)).Refusal);
        await backend.Room(room).Receive(backend.LiveKit.Joined(backend.LiveKit.Join(user, room)));
    }
}
