namespace MindBot.Gateways.Mail;

/// <summary>
/// The mail server could not be reached, took too long, asked to come back later (4xx), or did not accept our sign-in, which its operator can put
/// right. Whether it took the mail is unknown.
/// </summary>
public sealed class MailerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
