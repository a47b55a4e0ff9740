namespace MindBot.WebFront.Overload;

/// <summary>How much harm it does to refuse a request for a while.</summary>
internal enum Importance
{
    /// <summary>Looks something up: whoever asks can ask again.</summary>
    Read,

    /// <summary>Begins something: a login, a purchase, a session.</summary>
    Command,

    /// <summary>What is metered and paid for already depends on it: webhooks, ends of sessions, operators.</summary>
    Metering,
}
