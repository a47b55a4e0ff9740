namespace MindBot.Grains.Mail;

[GenerateSerializer, Alias("mindbot.MailState")]
public sealed record MailState
{
    /// <summary>Null once the mail is sent or given up: what it said, codes and links among it, is forgotten.</summary>
    [Id(0)] public MailOrder? Order { get; init; }

    [Id(1)] public DateTimeOffset OrderedAt { get; init; }

    /// <summary>Tries that came to an end.</summary>
    [Id(2)] public int Tries { get; init; }

    [Id(3)] public DateTimeOffset? TriedAt { get; init; }

    [Id(4)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it will not be sent.</summary>
    [Id(5)] public string? GivenUp { get; init; }
}
