using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Tests.Mail;
using MindBot.Grains.Users;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Users;

public class PasswordTests
{
    [Fact]
    public async Task Everything_that_makes_tokens_void_is_durable_and_counts_up()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Ada();
        Assert.Equal(0, await backend.Grain<IUserGrain>(id).GetSecurityVersion());
        Assert.Equal(1, await backend.Grain<IUserGrain>(id).SignOutEverywhere());
        Assert.Equal(2, await backend.Grain<IUserGrain>(id).ChangePassword("hash", "second"));
        await backend.Grain<IUserGrain>(id).RecordLogin(null, 2);
        await backend.Grain<IUserGrain>(id).ChangeProfile("Ada", null);
        backend.Crash();
        await backend.StartAgainAsync();
        Assert.Equal(2, await backend.Grain<IUserGrain>(id).GetSecurityVersion());
    }

    [Fact]
    public async Task Of_fifty_changes_of_one_password_one_wins()
    {
        await using var backend = await Backend.StartAsync();
        var user = backend.Grain<IUserGrain>(await backend.Ada());
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => user.ChangePassword("hash", $"hash {i}")));
        Assert.Equal(1, Assert.Single(answers, version => version is not null));
        Assert.Equal($"hash {Array.IndexOf(answers, 1)}", await user.GetPasswordHash());
    }

    [Fact]
    public async Task A_login_that_was_under_way_does_not_bring_a_former_password_back()
    {
        await using var backend = await Backend.StartAsync();
        var user = backend.Grain<IUserGrain>(await backend.Ada());
        await user.ChangePassword("hash", "second");
        await user.RecordLogin(rehashed: "hash, stronger", securityVersion: 0);
        Assert.Equal("second", await user.GetPasswordHash());
    }

    [Fact]
    public async Task A_reset_token_is_good_once_however_many_use_it_at_the_same_time()
    {
        await using var backend = await Backend.StartAsync();
        var user = backend.Grain<IUserGrain>(await backend.Ada());
        Assert.True(await user.BeginPasswordReset("token", backend.Now + Minutes(30)));
        Assert.Equal("ada@example.com", (await user.FindPasswordReset("token"))?.Email);
        Assert.Null(await user.FindPasswordReset("another"));
        Assert.False(await user.ResetPassword("another", "stolen"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => user.ResetPassword("token", $"hash {i}")));
        Assert.Single(answers, true);
        Assert.Equal($"hash {Array.IndexOf(answers, true)}", await user.GetPasswordHash());
        Assert.Equal(1, await user.GetSecurityVersion());
        Assert.Null(await user.FindPasswordReset("token"));
    }

    [Fact]
    public async Task A_reset_token_ends_with_its_time_with_a_newer_one_and_with_a_change_of_the_password()
    {
        await using var backend = await Backend.StartAsync();
        var user = backend.Grain<IUserGrain>(await backend.Ada());
        await user.BeginPasswordReset("first", backend.Now + Minutes(30));
        await backend.AdvanceAsync(Minutes(30) - Ms(1));
        Assert.NotNull(await user.FindPasswordReset("first"));
        await backend.AdvanceAsync(Ms(1));
        Assert.Null(await user.FindPasswordReset("first"));
        Assert.False(await user.ResetPassword("first", "stolen"));

        await user.BeginPasswordReset("second", backend.Now + Minutes(30));
        await user.BeginPasswordReset("third", backend.Now + Minutes(30));
        Assert.False(await user.ResetPassword("second", "stolen"));
        await user.ChangePassword("hash", "changed");
        Assert.False(await user.ResetPassword("third", "stolen"));
        Assert.Equal("changed", await user.GetPasswordHash());
    }

    [Fact]
    public async Task Who_does_not_exist_has_no_version_and_is_not_made_by_asking()
    {
        await using var backend = await Backend.StartAsync();
        var nobody = backend.Grain<IUserGrain>("user_nobody");
        Assert.Null(await nobody.GetSecurityVersion());
        Assert.Null(await nobody.SignOutEverywhere());
        Assert.Null(await nobody.ChangePassword("", "hash"));
        Assert.False(await nobody.BeginPasswordReset("token", backend.Now + Minutes(30)));
        Assert.False(await nobody.ResetPassword("token", "hash"));
        Assert.Null(await nobody.GetProfile());
        await backend.IdleAsync();
        Assert.Equal(0, backend.Activations);
    }

    [Fact]
    public void A_reset_token_is_random_and_what_is_none_is_not_read_as_one()
    {
        var token = PasswordResetToken.New("user_abc");
        Assert.Equal(token, PasswordResetToken.Read(token.ToString()));
        Assert.NotEqual(token, PasswordResetToken.New("user_abc"));
        Assert.Equal(32, Convert.FromBase64String(token.Secret.Replace('-', '+').Replace('_', '/') + "=").Length);
        Assert.DoesNotContain(token.Secret, token.Hash, StringComparison.OrdinalIgnoreCase);
        string?[] wrong =
        [
            null, "", ".", token.Secret, $"{token}.", $"{token}x", $"abc.{token.Secret}", $"user_a/b.{token.Secret}", $"user_{new string('a', 60)}.{token.Secret}",
            $"user_abc.{token.Secret[..^1]}", $"user_abc.{token.Secret[..^1]}/", $" {token}",
        ];
        Assert.All(wrong, text => Assert.Null(PasswordResetToken.Read(text)));
    }
}
