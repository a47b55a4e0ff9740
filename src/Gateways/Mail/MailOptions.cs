using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace MindBot.Gateways.Mail;

/// <summary>How to reach the mail server. A class, not a record: records print their properties, and one is a secret.</summary>
public sealed class MailOptions
{
    /// <summary>The port for the submission of mails (RFC 6409).</summary>
    public const int SubmissionPort = 587;

    private const string UrlForm = "smtp://user:password@mail.example.com:587?starttls=true";

    public required string Host { get; init; }

    public int Port { get; init; } = SubmissionPort;

    /// <summary>Encrypts with STARTTLS, or sends nothing when the server cannot.</summary>
    public required bool StartTls { get; init; }

    /// <summary>Null when the server asks for none.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The sender of all mails.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Limit of one try, the wait for a free connection included. Default 20 s.</summary>
    public TimeSpan SendLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Connections at a time; mail servers refuse those who open many. Default 4.</summary>
    public int MaxConnections { get; init; } = 4;

    /// <summary>
    /// Reads <c>SMTP_URL</c> (<c>smtp://user:password@host:port?starttls=true</c>) and <c>MAIL_FROM</c> (<c>MindBot &lt;no-reply@example.com&gt;</c>).
    /// User and password are percent-encoded. With a password, STARTTLS is on unless <c>starttls=false</c> is said.
    /// </summary>
    /// <returns>Null when neither is set: nothing is sent then.</returns>
    /// <exception cref="InvalidOperationException">A setting is missing or unusable; the message says which, never the secret.</exception>
    public static MailOptions? Read(IConfiguration configuration)
    {
        string? Setting(string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;
        var (url, from) = (Setting("SMTP_URL"), Setting("MAIL_FROM"));
        if (url is null && from is null) return null;
        if (url is null || from is null) throw new InvalidOperationException("SMTP_URL and MAIL_FROM go together; only one of them is set.");
        if (!MailAddress.TryCreate(from, out var sender) || from.Any(char.IsControl) || !sender.User.All(char.IsAscii)
            || Uri.CheckHostName(sender.Host) != UriHostNameType.Dns)
            throw new InvalidOperationException("MAIL_FROM is no e-mail address such as MindBot <no-reply@example.com>.");
        return Parse(url, sender);
    }

    private static MailOptions Parse(string url, MailAddress from)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) throw Wrong($"is no address such as {UrlForm}");
        if (uri.Scheme == "smtps")
            throw Wrong($"asks for TLS from the first byte (smtps, port 465), which is not supported. Use STARTTLS: {UrlForm}");
        if (uri.Scheme != "smtp" || uri.Host.Length == 0 || uri.AbsolutePath.Length > 1 || uri.Fragment.Length > 0 || uri.Port == 0)
            throw Wrong($"is no address such as {UrlForm}");

        var login = uri.UserInfo.Split(':', 2);
        var (user, password) = (Decoded(login[0]), login.Length == 2 ? Decoded(login[1]) : "");
        if (user.Length == 0 != (password.Length == 0)) throw Wrong("needs a user and a password, or neither");
        var hasLogin = user.Length > 0;
        return new MailOptions
        {
            Host = uri.IdnHost.Trim('[', ']'),
            Port = uri.Port < 0 ? SubmissionPort : uri.Port,
            StartTls = uri.Query switch
            {
                "?starttls=true" => true,
                "?starttls=false" => false,
                "" => hasLogin,
                _ => throw Wrong("may end in ?starttls=true or ?starttls=false, and in nothing else"),
            },
            User = hasLogin ? user : null,
            Password = hasLogin ? password : null,
            From = from,
        };
    }

    private static string Decoded(string text)
    {
        var decoded = Uri.UnescapeDataString(text);
        return decoded.Any(char.IsControl) ? throw Wrong("has control characters in its user or password") : decoded;
    }

    private static InvalidOperationException Wrong(string what) => new($"SMTP_URL {what}.");
}
