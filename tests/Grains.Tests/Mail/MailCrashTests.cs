using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Mail;

/// <summary>The process dies or the storage fails between any two steps of a mail.</summary>
public class MailCrashTests
{
    private const int WritesOfAMail = 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_that_was_ordered_is_sent_after_a_restart_although_nobody_orders_again(bool afterTheTry)
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.Unreachable = 1;
        var order = Post.Payment(await backend.Ada());
        backend.CrashAtWrite(afterTheTry ? 2 : 1, afterWrite: true);
        await backend.Order(order);
        Assert.True(backend.IsDown);
        Assert.Empty(backend.Mailer.Taken);

        backend.Mailer.Unreachable = 0;
        await backend.StartAgainAsync(Minutes(5));
        await backend.AdvanceAsync(Minutes(1));
        Assert.Single(backend.Mailer.Taken);
        await backend.AdvanceAsync(Hours(2));
        Assert.Single(backend.Mailer.Taken);
        Assert.Equal(0, await backend.Reminders());
    }

    [Theory]
    [InlineData(1, false, 1)]
    [InlineData(1, true, 1)]
    [InlineData(2, false, 2)]
    [InlineData(2, true, 1)]
    public async Task A_crash_at_any_write_and_another_order_send_it_once_or_twice_under_one_key(int write, bool afterWrite, int mails)
    {
        await using var backend = await Backend.StartAsync();
        var order = Post.Payment(await backend.Ada());
        backend.CrashAtWrite(write, afterWrite);
        await backend.Order(order);
        Assert.True(backend.IsDown);

        await backend.StartAgainAsync(Minutes(5));
        await backend.Order(order);
        await backend.AdvanceAsync(Hours(2));
        // Only between the server's word and our note of it nobody can tell whether it was sent.
        Assert.Equal(mails, backend.Mailer.Taken.Count);
        Assert.Equal(Post.Key, Assert.Single(backend.Mailer.Taken.Select(mail => mail.Key).Distinct()));
        Assert.NotNull(backend.StoredMail().SentAt);
        Assert.Equal(0, await backend.Reminders());
    }

    [Fact]
    public async Task A_mail_has_no_more_writes_than_those()
    {
        await using var backend = await Backend.StartAsync();
        var order = Post.Payment(await backend.Ada());
        backend.CrashAtWrite(WritesOfAMail + 1, afterWrite: false);
        await backend.Order(order);
        Assert.False(backend.IsDown);
    }

    [Theory]
    [InlineData(1, StorageFault.BeforeWrite)]
    [InlineData(1, StorageFault.AfterWrite)]
    [InlineData(2, StorageFault.BeforeWrite)]
    [InlineData(2, StorageFault.AfterWrite)]
    public async Task A_storage_that_fails_delays_a_mail_but_neither_loses_nor_doubles_it(int write, StorageFault fault)
    {
        await using var backend = await Backend.StartAsync();
        var order = Post.Payment(await backend.Ada());
        backend.Shared.FailWrite(write, fault);
        await backend.Order(order);
        await backend.AdvanceAsync(Minutes(2));
        Assert.Single(backend.Mailer.Taken);
        Assert.NotNull(backend.StoredMail().SentAt);
        await backend.AdvanceAsync(Hours(2));
        Assert.Single(backend.Mailer.Taken);
        Assert.Equal(0, await backend.Reminders());
    }

    [Fact]
    public async Task When_the_servers_confirmation_is_lost_the_mail_goes_out_again_under_the_same_key()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.AnswersLost = 1;
        await backend.Order(Post.Payment(await backend.Ada()));
        await backend.AdvanceAsync(Minutes(1));
        Assert.Equal([Post.Key, Post.Key], backend.Mailer.Taken.Select(mail => mail.Key));
        Assert.Equal(2, backend.StoredMail().Tries);
    }

    [Fact]
    public async Task A_process_that_dies_while_the_server_takes_the_mail_finishes_it_after_the_restart()
    {
        await using var backend = await Backend.StartAsync();
        var order = Post.Payment(await backend.Ada());
        backend.Mailer.OnTaken = backend.Crash;
        await backend.Order(order);
        Assert.True(backend.IsDown);
        backend.Mailer.OnTaken = null;
        await backend.StartAgainAsync();
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(2, backend.Mailer.Taken.Count);
        Assert.NotNull(backend.StoredMail().SentAt);
    }
}
