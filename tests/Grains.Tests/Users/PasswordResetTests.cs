using MindBot.Grains.Mail;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Tests.Mail;
using MindBot.Grains.Users;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Users;

/// <summary>Links to set a password anew, from the order to the mail.</summary>
public class PasswordResetTests
{
    private const string Page = "https://app.example.com/reset-password";

    private static Task Order(Backend backend, string address = "ada@example.com") =>
        backend.Grain<IPasswordResetGrain>(EmailAddress.Key(address)).Order(Page);

    private static PasswordResetToken TokenIn(string text)
    {
        var link = Assert.Single(text.Split('\n'), line => line.StartsWith(Page, StringComparison.Ordinal));
        return PasswordResetToken.Read(link[(Page.Length + "?token=".Length)..])!;
    }

    [Fact]
    public async Task A_link_is_mailed_whose_token_sets_the_password_and_of_which_only_a_hash_is_kept()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Ada();
        await Order(backend);
        await backend.AdvanceAsync(Seconds(1));

        var mail = Assert.Single(backend.Mailer.Taken);
        Assert.Equal("ada@example.com", mail.ToAddress);
        var token = TokenIn(mail.Text);
        Assert.Equal(id, token.UserId);
        Assert.DoesNotContain(token.Secret, backend.Stored<IUserGrain>(id, "user"));
        Assert.Contains(token.Hash, backend.Stored<IUserGrain>(id, "user"));
        Assert.DoesNotContain(token.Secret, backend.Stored<IMailGrain>(mail.Key, "mail"));
        Assert.True(await backend.Grain<IUserGrain>(id).ResetPassword(token.Hash, "new"));
    }

    [Fact]
    public async Task Nobody_is_written_to_at_an_unknown_address_and_until_the_answer_all_is_the_same()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Ada();
        var before = backend.Storage.Writes.Count;
        await Order(backend, "nobody@example.com");
        Assert.Equal(["passwordReset"], backend.Storage.Writes.Skip(before).Take(1));
        await backend.AdvanceAsync(Minutes(3));
        Assert.Empty(backend.Mailer.Taken);

        before = backend.Storage.Writes.Count;
        await Order(backend);
        Assert.Equal(["passwordReset"], backend.Storage.Writes.Skip(before).Take(1));
    }

    [Fact]
    public async Task Afterwards_nothing_of_it_is_left_whoever_it_was()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Ada();
        await Order(backend);
        await Order(backend, "nobody@example.com");
        await backend.AdvanceAsync(Minutes(5));
        Assert.Null(backend.Stored<IPasswordResetGrain>(EmailAddress.Key("ada@example.com"), "passwordReset"));
        Assert.Null(backend.Stored<IPasswordResetGrain>(EmailAddress.Key("nobody@example.com"), "passwordReset"));
        Assert.Equal(0, await backend.Reminders());
    }

    [Fact]
    public async Task In_a_minute_one_link_is_sent_and_a_later_one_replaces_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = backend.Grain<IUserGrain>(await backend.Ada());
        for (var i = 0; i < 5; i++) await Order(backend);
        await backend.AdvanceAsync(Seconds(59));
        await Order(backend);
        await backend.AdvanceAsync(Seconds(1));
        Assert.Single(backend.Mailer.Taken);

        await Order(backend);
        await backend.AdvanceAsync(Seconds(1));
        Assert.Equal(2, backend.Mailer.Taken.Count);
        Assert.False(await user.ResetPassword(TokenIn(backend.Mailer.Taken[0].Text).Hash, "stolen"));
        Assert.True(await user.ResetPassword(TokenIn(backend.Mailer.Taken[1].Text).Hash, "new"));
    }

    [Fact]
    public async Task A_link_that_could_not_be_mailed_in_its_time_is_not_mailed_at_all()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Ada();
        backend.Mailer.Unreachable = 6;
        await Order(backend);
        await backend.AdvanceAsync(Hours(3));
        Assert.Empty(backend.Mailer.Taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_is_mailed_wherever_the_process_dies_and_one_link_is_good(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var id = await backend.Ada();
            backend.CrashAtWrite(write, afterWrite);
            var answered = await Callers.Answered(Order(backend));
            await backend.AdvanceAsync(Seconds(1));
            if (!backend.IsDown)
            {
                Assert.True(write > 4, "A link has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(wake: false);
            if (!answered) await Order(backend);
            await backend.AdvanceAsync(Minutes(5));
            // The link of before the crash and the one of after it race to the mail server; and the former's mail may go out again.
            var links = backend.Mailer.Taken.Select(mail => TokenIn(mail.Text)).Distinct().ToList();
            Assert.InRange(links.Count, 1, 2);
            Assert.InRange(backend.Mailer.Taken.Count, links.Count, links.Count + 1);
            var good = 0;
            foreach (var token in links)
                if (await backend.Grain<IUserGrain>(id).FindPasswordReset(token.Hash) is not null) good++;
            Assert.Equal(1, good);
            Assert.Equal(0, await backend.Reminders());
        }
    }
}
