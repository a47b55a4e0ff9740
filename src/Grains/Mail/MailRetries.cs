namespace MindBot.Grains.Mail;

/// <summary>When a mail is tried.</summary>
internal static class MailRetries
{
    private const int MaxDoublings = 6;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1), Patience = TimeSpan.FromDays(3);

    /// <summary>At once, then after 1 min, 2 min, … and every hour.</summary>
    public static DateTimeOffset NextTry(MailState mail) =>
        mail.TriedAt is { } triedAt ? triedAt + Backoff(mail.Tries) : mail.OrderedAt;

    /// <summary>From then on it is not tried any more.</summary>
    public static DateTimeOffset Deadline(MailState mail)
    {
        var patience = mail.OrderedAt + Patience;
        return mail.Order?.Until is { } until && until < patience ? until : patience;
    }

    private static TimeSpan Backoff(int tries)
    {
        var doubled = First * (1 << Math.Min(tries - 1, MaxDoublings));
        return doubled < Longest ? doubled : Longest;
    }
}
