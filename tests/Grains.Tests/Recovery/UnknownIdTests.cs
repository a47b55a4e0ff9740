using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Users;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Recovery;

/// <summary>Whoever makes ids up must not fill the memory.</summary>
public class UnknownIdTests
{
    [Theory]
    [InlineData("session that is looked at")]
    [InlineData("session that is ended")]
    [InlineData("activation code")]
    [InlineData("e-mail address")]
    [InlineData("payment event")]
    public async Task A_grain_that_is_asked_for_something_unknown_leaves_the_memory_at_once(string what)
    {
        await using var backend = await Backend.StartAsync();
        var before = backend.Activations;
        for (var i = 0; i < 20; i++) Assert.False(await Knows(backend, what, $"unknown{i}"));
        await backend.IdleAsync();
        Assert.Equal(before, backend.Activations);
    }

    [Fact]
    public async Task An_id_that_was_unknown_can_be_used_right_away()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        var looked = backend.Session(user, "s").Get();
        var started = backend.Begin(user);
        // Of two calls that nobody awaited in between, Orleans may take the second one first.
        var found = await looked;
        Assert.True(found.Refusal?.Code == RefusalCodes.SessionNotFound || found.Session?.Status == "active");
        Assert.Equal("active", (await started).Session!.Status);
        await backend.AdvanceAsync(Seconds(20));
        Assert.Equal(20_000, (await backend.Finish(user)).ElapsedMs);
    }

    private static async Task<bool> Knows(Backend backend, string what, string id) => what switch
    {
        "session that is looked at" => (await backend.Session("user", id).Get()).Session is not null,
        "session that is ended" => (await backend.Session("user", id).End(1_000)).Session is not null,
        "activation code" => await backend.Grain<IActivationCodeGrain>(ActivationCode.Key(id)).FindCard() is not null,
        "e-mail address" => await backend.Grain<IEmailGrain>(EmailAddress.Key(id + "@example.com")).FindUser() is not null,
        _ => await backend.Grain<IPaymentEventGrain>(id).WasHandled(),
    };
}
