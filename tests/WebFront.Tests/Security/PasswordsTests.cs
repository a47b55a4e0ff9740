using MindBot.WebFront.Errors;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Tests.Security;

public sealed class PasswordsTests
{
    [Fact]
    public async Task The_right_password_is_right_and_nobody_has_none()
    {
        using var passwords = new Passwords();
        var hash = await passwords.Hash("secure_password", default);
        Assert.Equal((true, null), await passwords.Verify(hash, "secure_password", default));
        Assert.Equal((false, null), await passwords.Verify(hash, "Secure_password", default));
        Assert.Equal((false, null), await passwords.Verify(hash: null, "secure_password", default));
    }

    [Fact]
    public async Task More_than_may_wait_are_sent_away_until_one_who_waits_leaves()
    {
        // Nobody is ever served here: the queue stays as it is.
        using var passwords = new Passwords(atOnce: 0, longestQueue: 2);
        using var leaves = new CancellationTokenSource();
        using var stays = new CancellationTokenSource();
        Task[] waiting = [passwords.Hash("a", leaves.Token), passwords.Verify(null, "b", stays.Token)];
        await Assert.ThrowsAsync<ServerBusyException>(() => passwords.Hash("c", default));
        await Assert.ThrowsAsync<ServerBusyException>(() => passwords.Verify(null, "d", default));

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[0]);
        var next = passwords.Hash("e", stays.Token);
        Assert.False(next.IsCompleted);
        await Assert.ThrowsAsync<ServerBusyException>(() => passwords.Hash("f", default));

        await stays.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
    }
}
