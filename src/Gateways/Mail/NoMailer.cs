namespace MindBot.Gateways.Mail;

/// <summary>Stands where no mail server is configured.</summary>
public sealed class NoMailer : IMailer
{
    public bool IsConfigured => false;

    public Task Send(OutgoingMail mail, CancellationToken cancellation = default) =>
        throw new MailerUnavailableException("SMTP_URL is not set.");
}
