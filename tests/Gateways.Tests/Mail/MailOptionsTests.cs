using Microsoft.Extensions.Configuration;
using MindBot.Gateways.Mail;

namespace MindBot.Gateways.Tests.Mail;

public class MailOptionsTests
{
    private const string From = "MindBot <no-reply@example.com>";

    [Theory]
    [InlineData("smtp://mail.example.com", "mail.example.com", 587, false, null, null)]
    [InlineData("smtp://mail.example.com:2525?starttls=true", "mail.example.com", 2525, true, null, null)]
    [InlineData("smtp://ada:pass@mail.example.com", "mail.example.com", 587, true, "ada", "pass")]
    [InlineData("smtp://ada:pass@mail.example.com/?starttls=true", "mail.example.com", 587, true, "ada", "pass")]
    [InlineData("smtp://ada%40example.com:a%3Ab%2F%40@[::1]:25?starttls=false", "::1", 25, false, "ada@example.com", "a:b/@")]
    public void The_address_says_how_to_reach_the_server(string url, string host, int port, bool startTls, string? user, string? password)
    {
        var options = Read(url, From)!;
        Assert.Equal((host, port, startTls, user, password), (options.Host, options.Port, options.StartTls, options.User, options.Password));
        Assert.Equal(("no-reply@example.com", "MindBot"), (options.From.Address, options.From.DisplayName));
    }

    [Fact]
    public void Without_settings_there_is_no_mail_server() => Assert.Null(Read(null, " "));

    [Theory]
    [InlineData("smtp://mail.example.com", null, "go together")]
    [InlineData(null, From, "go together")]
    [InlineData("smtps://ada:s3cret@mail.example.com", From, "smtps")]
    [InlineData("mail.example.com", From, "SMTP_URL")]
    [InlineData("http://ada:s3cret@mail.example.com", From, "SMTP_URL")]
    [InlineData("smtp://ada:s3cret@mail.example.com/inbox", From, "SMTP_URL")]
    [InlineData("smtp://ada:s3cret@mail.example.com:99999", From, "SMTP_URL")]
    [InlineData("smtp://ada:s3cret@", From, "SMTP_URL")]
    [InlineData("smtp://ada@mail.example.com", From, "user and a password")]
    [InlineData("smtp://:s3cret@mail.example.com", From, "user and a password")]
    [InlineData("smtp://ada:s3cret@mail.example.com?tls=true", From, "starttls")]
    [InlineData("smtp://ada:s3cret%0D%0A@mail.example.com", From, "control characters")]
    [InlineData("smtp://mail.example.com", "MindBot", "MAIL_FROM")]
    [InlineData("smtp://mail.example.com", "a@example.com\r\nBcc: b@example.com", "MAIL_FROM")]
    [InlineData("smtp://mail.example.com", "a@[127.0.0.1]", "MAIL_FROM")]
    public void A_setting_that_makes_no_sense_is_named_without_its_secret(string? url, string? from, string says)
    {
        var message = Assert.Throws<InvalidOperationException>(() => Read(url, from)).Message;
        Assert.Contains(says, message);
        Assert.DoesNotContain("s3cret", message);
    }

    private static MailOptions? Read(string? url, string? from) => MailOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("SMTP_URL", url), new("MAIL_FROM", from)]).Build());
}
