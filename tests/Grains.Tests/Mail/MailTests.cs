using MindBot.Grains.Mail;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Mail;

public class MailTests
{
    [Fact]
    public async Task An_ordered_mail_goes_out_at_once_to_the_address_of_the_account()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Order(Post.Gift(await backend.Ada()));

        var mail = Assert.Single(backend.Mailer.Taken);
        Assert.Equal((Post.Key, "ada@example.com", "Ada Lovelace"), (mail.Key, mail.ToAddress, mail.ToName));
        foreach (var value in (string[])["Ada Lovelace", "Basic Pack", "330", "$33.74", "tcrd_1", Post.Code])
        {
            Assert.Contains(value, mail.Text);
            Assert.Contains(value, mail.Html);
        }
    }

    [Fact]
    public async Task Of_a_sent_mail_nothing_is_kept_but_that_it_was_sent()
    {
        await using var backend = await Backend.StartAsync();
        var ada = await backend.Ada();
        var others = backend.Activations;
        await backend.Order(Post.Gift(ada));

        Assert.Equal((backend.Now, 1, null), (backend.StoredMail().SentAt!.Value, backend.StoredMail().Tries, backend.StoredMail().Order));
        Assert.DoesNotContain(Post.Code, backend.StoredText());
        Assert.Equal(others, backend.Activations);
        Assert.Equal(0, await backend.Reminders());
    }

    [Fact]
    public async Task However_often_a_mail_is_ordered_it_is_sent_once()
    {
        await using var backend = await Backend.StartAsync();
        var order = Post.Payment(await backend.Ada());
        await Task.WhenAll(backend.Order(order), backend.Order(order), backend.Order(order));
        await backend.Order(order);
        backend.Crash();
        await backend.StartAgainAsync(Hours(1));
        await backend.Order(order);
        await backend.AdvanceAsync(Hours(2));
        Assert.Single(backend.Mailer.Taken);
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_is_tried_after_1_min_then_at_doubling_distances_up_to_1_h()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.Unreachable = int.MaxValue;
        await backend.Order(Post.Payment(await backend.Ada()));
        var tries = 1;
        Assert.Equal(tries, backend.Mailer.Tries);
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            await backend.AdvanceAsync(Minutes(minutes) - Ms(1));
            Assert.Equal(tries, backend.Mailer.Tries);
            await backend.AdvanceAsync(Ms(1));
            Assert.Equal(++tries, backend.Mailer.Tries);
        }

        backend.Mailer.Unreachable = 0;
        await backend.AdvanceAsync(Hours(1));
        Assert.Single(backend.Mailer.Taken);
        Assert.Equal(tries + 1, backend.StoredMail().Tries);
    }

    [Fact]
    public async Task After_three_days_in_vain_a_mail_is_given_up()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.Unreachable = int.MaxValue;
        await backend.Order(Post.Gift(await backend.Ada()));
        await backend.AdvanceAsync(Hours(71));
        Assert.NotNull(backend.StoredMail().Order);
        await backend.AdvanceAsync(Hours(2));
        Assert.Equal("too_late", backend.StoredMail().GivenUp);
        Assert.DoesNotContain(Post.Code, backend.StoredText());
        Assert.Equal(0, await backend.Reminders());

        backend.Mailer.Unreachable = 0;
        await backend.AdvanceAsync(Hours(24));
        Assert.Empty(backend.Mailer.Taken);
    }

    [Fact]
    public async Task A_link_is_not_sent_after_its_end()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.Unreachable = int.MaxValue;
        var link = new Uri("https://app.example.com/reset?token=a&b=c");
        await backend.Order(MailOrders.PasswordReset(await backend.Ada(), link, backend.Now + Hours(1)));
        backend.Mailer.Unreachable = 0;
        backend.Crash();
        await backend.StartAgainAsync(Hours(1));
        await backend.AdvanceAsync(Minutes(2));
        Assert.Empty(backend.Mailer.Taken);
        Assert.Equal("too_late", backend.StoredMail().GivenUp);
    }

    [Fact]
    public async Task What_the_server_refuses_for_good_is_not_tried_again()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.Refuses = true;
        await backend.Order(Post.Payment(await backend.Ada()));
        await backend.AdvanceAsync(Hours(24));
        Assert.Equal((1, "refused"), (backend.Mailer.Tries, backend.StoredMail().GivenUp));
    }

    [Fact]
    public async Task A_mail_to_nobody_is_given_up()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Order(Post.Payment("user_nobody"));
        await backend.AdvanceAsync(Hours(24));
        Assert.Equal((0, "no_recipient"), (backend.Mailer.Tries, backend.StoredMail().GivenUp));
    }

    [Fact]
    public async Task A_mail_that_nobody_can_write_is_given_up()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Order(Post.Payment(await backend.Ada()) with { Template = MailTemplateNames.GiftConfirmation });
        Assert.Equal((0, "no_such_mail"), (backend.Mailer.Tries, backend.StoredMail().GivenUp));
    }

    [Fact]
    public async Task Without_a_mail_server_an_order_leaves_nothing_behind()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.IsConfigured = false;
        var ada = await backend.Ada();
        var (activations, writes) = (backend.Activations, backend.Storage.Writes.Count);
        await backend.Order(Post.Payment(ada));
        Assert.Equal((activations, writes, 0), (backend.Activations, backend.Storage.Writes.Count, await backend.Reminders()));
        Assert.Null(backend.StoredText());
        Assert.Equal(0, backend.Mailer.Tries);
    }

    [Fact]
    public async Task Nobody_waits_for_a_mail_server_that_hangs()
    {
        await using var backend = await Backend.StartAsync();
        backend.Mailer.Hangs = true;
        var order = Post.Payment(await backend.Ada());
        await backend.Order(order);
        await backend.Order(order);
        Assert.Equal(1, backend.Mailer.Tries);

        backend.Mailer.Hangs = false;
        backend.Crash();
        await backend.StartAgainAsync();
        // A reminder is no more punctual than its service.
        await backend.AdvanceAsync(Minutes(2));
        Assert.Single(backend.Mailer.Taken);
    }
}
