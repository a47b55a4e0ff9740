namespace MindBot.Grains.Metering;

/// <summary>How the wallet took an operation of a session.</summary>
public enum Verdict
{
    /// <summary>It took effect.</summary>
    Done,

    /// <summary>It had taken effect before; nothing changed.</summary>
    Repeated,

    /// <summary>A newer activation of the session has claimed it; the caller must stop without any outward effect.</summary>
    Superseded,

    /// <summary>The session is closed; its settlement tells how.</summary>
    Closed,

    /// <summary>The wallet knows no such session.</summary>
    Unknown,

    /// <summary>There is not even a second's worth of credit at the session's rate.</summary>
    InsufficientBalance,

    /// <summary>The user has <see cref="Opening.MostOpen"/> sessions open.</summary>
    TooManySessions,

    /// <summary>The day's allowance of the segment's quota is used up, or what the client reported is more than what is left of it.</summary>
    DailyLimitReached,

    /// <summary>An operator has frozen the wallet.</summary>
    WalletFrozen,
}

/// <summary>The wallet after an operation and how it was taken.</summary>
public readonly record struct Decision(Wallet Wallet, Verdict Verdict);

/// <summary>Who asks: the session, its activation's epoch, and the number of the operation within it (I4, I5).</summary>
public readonly record struct Caller(string SessionId, long Epoch, long Sequence);
