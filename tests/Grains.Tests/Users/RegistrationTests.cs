using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Users;

namespace MindBot.Grains.Tests.Users;

public class RegistrationTests
{
    private static NewUser Ada(string hash = "hash") => new("ada@example.com", hash, "Ada Lovelace");

    private static IEmailGrain Email(Backend backend, string address = "ada@example.com") =>
        backend.Grain<IEmailGrain>(EmailAddress.Key(address));

    [Fact]
    public async Task Of_fifty_concurrent_registrations_of_one_address_one_makes_an_account()
    {
        await using var backend = await Backend.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            Email(backend, i % 2 == 0 ? "ada@example.com" : " ADA@Example.com ").Register(Ada($"hash {i}"))));

        var winner = Assert.Single(answers, answer => answer.Refusal is null);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(RefusalCodes.EmailTaken, answer.Refusal!.Code));
        Assert.Equal(winner.UserId, await Email(backend).FindUser());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task A_registration_that_was_cut_off_is_adopted_by_the_next_one(int write, bool afterWrite)
    {
        await using var backend = await Backend.StartAsync();
        backend.CrashAtWrite(write, afterWrite);
        Assert.False(await Callers.Answered(Email(backend).Register(Ada("first"))));
        await backend.StartAgainAsync();
        Assert.Null(await Email(backend).FindUser());

        var second = await Email(backend).Register(Ada("second"));
        Assert.Null(second.Refusal);
        Assert.Equal("second", await backend.Grain<IUserGrain>(second.UserId!).GetPasswordHash());
        Assert.Equal(second.UserId, await Email(backend).FindUser());
        Assert.Equal(RefusalCodes.EmailTaken, (await Email(backend).Register(Ada("third"))).Refusal!.Code);
    }

    [Fact]
    public async Task A_registration_whose_answer_was_lost_in_a_crash_is_complete()
    {
        await using var backend = await Backend.StartAsync();
        backend.CrashAtWrite(3, afterWrite: true);
        Assert.False(await Callers.Answered(Email(backend).Register(Ada())));
        await backend.StartAgainAsync();
        Assert.NotNull(await Email(backend).FindUser());
        Assert.Equal(RefusalCodes.EmailTaken, (await Email(backend).Register(Ada())).Refusal!.Code);
    }

    [Fact]
    public async Task A_registration_that_the_storage_refused_succeeds_when_it_is_repeated()
    {
        await using var backend = await Backend.StartAsync();
        backend.Storage.Fails = state => state == "user";
        Assert.False(await Callers.Answered(Email(backend).Register(Ada())));
        backend.Storage.Fails = null;
        Assert.Null((await Email(backend).Register(Ada())).Refusal);
    }
}
