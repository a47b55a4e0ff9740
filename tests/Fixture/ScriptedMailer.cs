using MindBot.Gateways.Mail;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>A mail server that does what the test says. It outlives the service's crashes.</summary>
public sealed class ScriptedMailer : IMailer
{
    private readonly Lock gate = new();
    private readonly List<OutgoingMail> taken = [];

    public bool IsConfigured { get; set; } = true;

    /// <summary>So many tries fail, as when the server is out of order.</summary>
    public int Unreachable { get; set; }

    /// <summary>So many mails are taken, but the confirmation is lost.</summary>
    public int AnswersLost { get; set; }

    /// <summary>The server refuses every mail for good.</summary>
    public bool Refuses { get; set; }

    /// <summary>The server answers nothing.</summary>
    public bool Hangs { get; set; }

    /// <summary>Runs when the server has taken a mail, before it says so.</summary>
    public Action? OnTaken { get; set; }

    public int Tries { get; private set; }

    public IReadOnlyList<OutgoingMail> Taken
    {
        get { lock (gate) return [.. taken]; }
    }

    public Task Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            Tries++;
            if (Hangs) return Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            if (Refuses) throw new MailRefusedException("No such mailbox.", 550);
            if (Unreachable-- > 0) throw new MailerUnavailableException("The mail server is away.");
            taken.Add(mail);
            OnTaken?.Invoke();
            return AnswersLost-- > 0 ? throw new MailerUnavailableException("The connection was lost.") : Task.CompletedTask;
        }
    }
}
