using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Users;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Users;

public class ProfileTests
{
    private static async Task<IUserGrain> Ada(Backend backend)
    {
        var registered = await backend.Grain<IEmailGrain>(EmailAddress.Key("ada@example.com"))
            .Register(new NewUser("ada@example.com", "old hash", "Ada Lovelace"));
        return backend.Grain<IUserGrain>(registered.UserId!);
    }

    [Fact]
    public async Task A_new_account_has_logged_in_when_it_registered()
    {
        await using var backend = await Backend.StartAsync();
        var profile = await (await Ada(backend)).GetProfile();
        Assert.Equal(("ada@example.com", "Ada Lovelace"), (profile!.Email, profile.FullName));
        Assert.Equal((backend.Now, backend.Now), (profile.CreatedAt, profile.LastLogin));
        Assert.StartsWith("user_", profile.Id, StringComparison.Ordinal);
        Assert.DoesNotContain('/', profile.Id);
    }

    [Fact]
    public async Task A_login_is_noted_and_may_strengthen_the_hash()
    {
        await using var backend = await Backend.StartAsync();
        var ada = await Ada(backend);
        var registered = backend.Now;
        await backend.AdvanceAsync(Hours(1));
        await ada.RecordLogin(rehashed: null, securityVersion: 0);
        Assert.Equal("old hash", await ada.GetPasswordHash());
        await ada.RecordLogin(rehashed: "new hash", securityVersion: 0);

        backend.Crash();
        await backend.StartAgainAsync();
        ada = backend.Grain<IUserGrain>((await backend.Grain<IEmailGrain>(EmailAddress.Key("ada@example.com")).FindUser())!);
        Assert.Equal("new hash", await ada.GetPasswordHash());
        var profile = await ada.GetProfile();
        Assert.Equal((registered, registered + Hours(1)), (profile!.CreatedAt, profile.LastLogin));
    }

    [Fact]
    public async Task Nobody_is_there_under_an_unknown_id_and_a_login_does_not_make_somebody()
    {
        await using var backend = await Backend.StartAsync();
        var nobody = backend.Grain<IUserGrain>("user_nobody");
        Assert.Null(await nobody.GetProfile());
        Assert.Null(await nobody.GetPasswordHash());
        await nobody.RecordLogin(null, 0);
        Assert.Null(await nobody.GetProfile());
    }
}
