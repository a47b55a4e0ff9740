namespace MindBot.Gateways.Mail;

/// <summary>The mail cannot be sent, now or later: the server refused it for good (5xx), or its recipient is no address. Carries no content.</summary>
/// <param name="statusCode">The SMTP code; null when the server was not asked.</param>
public sealed class MailRefusedException(string message, int? statusCode = null, Exception? inner = null) : Exception(message, inner)
{
    public int? StatusCode { get; } = statusCode;
}
