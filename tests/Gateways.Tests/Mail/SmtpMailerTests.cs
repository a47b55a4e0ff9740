using System.Net.Mail;
using System.Text;
using MindBot.Gateways.Mail;

namespace MindBot.Gateways.Tests.Mail;

public sealed class SmtpMailerTests : IAsyncDisposable
{
    private const string Password = "s3cret:@/ü";

    private readonly SmtpSink sink = new() { Extensions = ["AUTH LOGIN"] };

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_as_text_and_html_in_utf_8()
    {
        var text = "Grüße, Ada 🎙\n.\n.. a line with dots = fine\n" + new string('x', 2_000) + "\n";
        await Send(Mail(subject: "Ihre Zeitkarte für 5 h ✓", text: text, html: "<p>Grüße 🎙</p>\n"));

        var mail = Assert.Single(sink.Mails);
        Assert.Equal("no-reply@example.com", mail.From);
        Assert.Equal(["ada@example.com"], mail.To);
        Assert.Equal("\"MindBot\" <no-reply@example.com>", mail.Header("From"));
        Assert.Equal("\"Ada Lovelace\" <ada@example.com>", mail.Header("To"));
        Assert.Equal("Ihre Zeitkarte für 5 h ✓", mail.Header("Subject"));
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.Key));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"));
        Assert.Equal(text, mail.Text[..text.Length]);
        Assert.StartsWith("<p>Grüße 🎙</p>\n", mail.Html);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.NotEmpty(mail.Header("Date"));
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.True(line.Length <= 998 && line.All(char.IsAscii)));
    }

    [Fact]
    public async Task Every_try_of_a_mail_has_the_same_message_id_and_other_mails_have_others()
    {
        await Send(Mail(key: "payment:tcrd_1"));
        await Send(Mail(key: "payment:tcrd_1", text: "another text"));
        await Send(Mail(key: "payment:tcrd_2"));
        var ids = sink.Mails.Select(mail => mail.Header("Message-ID")).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Matches("^<[0-9a-f]{32}@example.com>$", ids[0]);
    }

    [Theory]
    [InlineData("Ada\r\nBcc: eve@example.com")]
    [InlineData("Ada\nBcc: eve@example.com\n\nAnother body")]
    [InlineData("Ada\u0085\u2028\u2029Bcc: eve@example.com")]
    [InlineData("Ada\" <eve@example.com>, \"x")]
    [InlineData("Ada\\\" <eve@example.com>")]
    [InlineData("=?utf-8?q?Ada=0D=0ABcc:_eve=40example.com?=")]
    public async Task Nobodys_name_or_subject_becomes_a_header_or_a_recipient(string evil)
    {
        await Send(Mail(toName: evil, subject: evil));
        var mail = Assert.Single(sink.Mails);
        Assert.Equal(["ada@example.com"], mail.To);
        Assert.DoesNotContain(mail.Headers, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(mail.Header("Subject"), char.IsControl);
        var to = new MailAddressCollection { mail.Header("To") };
        Assert.Equal("ada@example.com", Assert.Single(to).Address);
        Assert.Equal(2, mail.Parts.Count);
    }

    [Theory]
    [InlineData("ada@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("ada@example.com, eve@example.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com>\r\nDATA")]
    [InlineData("ädä@example.com")]
    [InlineData("ada")]
    [InlineData("")]
    public async Task What_is_not_one_address_is_refused_before_anybody_is_asked(string address)
    {
        await Assert.ThrowsAsync<MailRefusedException>(() => Send(Mail(toAddress: address)));
        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData("RCPT", "550 no such mailbox", 550)]
    [InlineData("MAIL", "553 not from you", 553)]
    [InlineData(SmtpSink.EndOfData, "554 spam", 554)]
    public async Task A_refusal_for_good_is_told_from_others(string at, string answer, int code)
    {
        sink.Reply = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : null;
        Assert.Equal(code, (await Assert.ThrowsAsync<MailRefusedException>(() => Send(Mail()))).StatusCode);
    }

    [Theory]
    [InlineData(SmtpSink.Greeting, "421 busy")]
    [InlineData("RCPT", "450 greylisted")]
    [InlineData("MAIL", "530 sign in first")]
    [InlineData(SmtpSink.EndOfData, "452 disk full")]
    [InlineData(SmtpSink.Greeting, SmtpSink.Drop)]
    [InlineData("DATA", SmtpSink.Drop)]
    [InlineData(SmtpSink.EndOfData, SmtpSink.Drop)]
    [InlineData(SmtpSink.EndOfData, "what?")]
    public async Task What_may_go_better_later_is_an_outage_and_the_next_try_goes_through(string at, string answer)
    {
        sink.Reply = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : null;
        await Assert.ThrowsAsync<MailerUnavailableException>(() => Send(Mail()));
        sink.Reply = _ => null;
        await Send(Mail());
        Assert.Single(sink.Mails.Select(mail => mail.Header("Message-ID")).Distinct());
    }

    [Theory]
    [InlineData(SmtpSink.Greeting)]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData(SmtpSink.EndOfData)]
    public async Task A_server_that_hangs_holds_a_mail_up_no_longer_than_the_limit(string at)
    {
        sink.Reply = command => command.StartsWith(at, StringComparison.Ordinal) ? SmtpSink.Hang : null;
        await Assert.ThrowsAsync<MailerUnavailableException>(() => Send(Mail(), limit: TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task Who_stops_waiting_gets_their_cancellation_back()
    {
        sink.Reply = _ => SmtpSink.Hang;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        using var mailer = new SmtpMailer(Options());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mailer.Send(Mail(), stop.Token));
    }

    [Fact]
    public async Task A_server_that_hangs_does_not_hold_up_the_end_of_the_process()
    {
        sink.Reply = _ => SmtpSink.Hang;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        using var mailer = new SmtpMailer(Options(), stop.Token);
        await Assert.ThrowsAsync<MailerUnavailableException>(() => mailer.Send(Mail()));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_outage()
    {
        var port = sink.Port;
        await sink.DisposeAsync();
        using var mailer = new SmtpMailer(new MailOptions { Host = "127.0.0.1", Port = port, StartTls = false, From = new("a@example.com") });
        await Assert.ThrowsAsync<MailerUnavailableException>(() => mailer.Send(Mail()));
    }

    [Fact]
    public async Task No_more_connections_are_open_than_allowed_and_all_mails_arrive()
    {
        var (open, most, gate) = (0, 0, new Lock());
        sink.Reply = command =>
        {
            lock (gate)
            {
                if (command == SmtpSink.Greeting) most = Math.Max(most, ++open);
                if (command == SmtpSink.EndOfData) open--;
                return null;
            }
        };
        using var mailer = new SmtpMailer(Options());
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => mailer.Send(Mail(key: $"{i}"))));
        Assert.Equal(12, sink.Mails.Count);
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task It_signs_in_and_a_refused_password_shows_nowhere()
    {
        await Send(Mail(), user: "ada");
        Assert.Contains(sink.Commands, line => line.Equals($"AUTH login {Base64("ada")}", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Base64(Password), sink.Commands);

        sink.Reply = command => command == Base64(Password) ? "535 wrong password" : command.StartsWith("MAIL", StringComparison.Ordinal) ? "530 sign in" : null;
        var failure = await Assert.ThrowsAsync<MailerUnavailableException>(() => Send(Mail(), user: "ada"));
        Assert.DoesNotContain(Password, failure.ToString());
        Assert.DoesNotContain(Base64(Password), failure.ToString());
    }

    [Fact]
    public async Task Without_the_encryption_that_was_asked_for_neither_password_nor_mail_leave()
    {
        await Assert.ThrowsAsync<MailerUnavailableException>(() => Send(Mail(), user: "ada", startTls: true));
        Assert.DoesNotContain(sink.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static OutgoingMail Mail(
        string key = "payment:tcrd_1", string toAddress = "ada@example.com", string toName = "Ada Lovelace", string subject = "Hello",
        string text = "Hello\n", string html = "<p>Hello</p>\n") =>
        new() { Key = key, ToAddress = toAddress, ToName = toName, Subject = subject, Text = text, Html = html };

    private MailOptions Options(string? user = null, bool startTls = false, TimeSpan? limit = null) => new()
    {
        Host = "127.0.0.1",
        Port = sink.Port,
        StartTls = startTls,
        User = user,
        Password = user is null ? null : Password,
        From = new MailAddress("no-reply@example.com", "MindBot"),
        SendLimit = limit ?? TimeSpan.FromSeconds(20),
    };

    private async Task Send(OutgoingMail mail, string? user = null, bool startTls = false, TimeSpan? limit = null)
    {
        using var mailer = new SmtpMailer(Options(user, startTls, limit));
        await mailer.Send(mail);
    }
}
