namespace MindBot.Gateways.Mail;

/// <summary>Hands mails to a mail server.</summary>
public interface IMailer
{
    /// <summary>False without a mail server: then nothing can be sent.</summary>
    bool IsConfigured { get; }

    /// <summary>One try, ended when the server has taken the mail, at most <see cref="MailOptions.SendLimit"/> long.</summary>
    /// <exception cref="MailRefusedException">It would be refused again and again.</exception>
    /// <exception cref="MailerUnavailableException">It may go better later. Whether the server has taken the mail is unknown.</exception>
    Task Send(OutgoingMail mail, CancellationToken cancellation = default);
}
