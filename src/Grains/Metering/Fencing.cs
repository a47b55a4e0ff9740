namespace MindBot.Grains.Metering;

/// <summary>Only the newest activation of a session may settle it, and each of its operations only once.</summary>
internal static class Fencing
{
    /// <summary>Answers the verdict that already decides the matter, or null when the operation may go on.</summary>
    public static Verdict? Check(Wallet wallet, Caller caller) =>
        wallet.Find(caller.SessionId) is not { } segment
            ? wallet.FindSettlement(caller.SessionId) is null ? Verdict.Unknown : Verdict.Closed
        : caller.Epoch < segment.Epoch ? Verdict.Superseded
        : caller.Sequence <= segment.Sequence ? Verdict.Repeated
        : null;
}
