using System.Net;
using System.Net.Mail;
using System.Security.Authentication;

namespace MindBot.Gateways.Mail;

/// <summary>Sends by SMTP (<see cref="SmtpClient"/>), a connection for each mail.</summary>
/// <param name="stopping">Ends all tries: a mail server that hangs does not hold up the end of the process.</param>
public sealed class SmtpMailer(MailOptions options, CancellationToken stopping = default) : IMailer, IDisposable
{
    private readonly SemaphoreSlim places = new(options.MaxConnections);

    public bool IsConfigured => true;

    public async Task Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        using var message = MailComposer.Compose(mail, options.From);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        limit.CancelAfter(options.SendLimit);
        try
        {
            // Off the caller's scheduler: closing a connection to a server that hangs may block.
            await places.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                await Deliver(message, limit.Token).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new MailerUnavailableException(
                stopping.IsCancellationRequested ? "The service stops." : $"The mail server did not take the mail within {options.SendLimit.TotalSeconds:0} s.",
                late);
        }
        catch (SmtpException refusal) when (IsForGood((int)refusal.StatusCode))
        {
            throw new MailRefusedException("The mail server refused the mail for good.", (int)refusal.StatusCode, refusal);
        }
        catch (Exception failure) when (failure is SmtpException or IOException or AuthenticationException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MailerUnavailableException("The mail server could not be reached, or did not take the mail now.", failure);
        }
    }

    public void Dispose() => places.Dispose();

    /// <summary>Refusals of our sign-in (530, 534, 535, 538) are about the settings, not about the mail.</summary>
    private static bool IsForGood(int code) => code is >= 500 and not (530 or 534 or 535 or 538);

    private async Task Deliver(MailMessage message, CancellationToken limit)
    {
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.StartTls,
            Timeout = (int)options.SendLimit.TotalMilliseconds,
            Credentials = options.User is null ? null : new NetworkCredential(options.User, options.Password),
        };
        // The client gives a connection attempt up only when it has ended; the limit holds all the same.
        await client.SendMailAsync(message, limit).WaitAsync(limit).ConfigureAwait(false);
    }
}
