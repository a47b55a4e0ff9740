namespace MindBot.Simulation.Stories;

/// <summary>What can happen in a story. Its details follow from the step's luck.</summary>
public enum Deed
{
    /// <summary>Only time passes.</summary>
    Wait,

    // Talks.
    Prepare, Start, StartAnother, StartAgain, End, EndAgain, Look, AskBalance, Join, Leave, Vanish, CloseRoom,

    // Time and money.
    Grant, GrantAgain, AwaitExpiry, Buy, BuyAgain, Confirm, Redeem, RedeemTogether, Refund, RefundAtTheDesk, RefundFails, Dispute, CloseDispute, CatchUp,

    // Limits from above.
    AwaitMidnight, AwaitStop, Freeze, Thaw,

    // Faults.
    FailWrite, Crash, CrashAtWrite, CrashAtAwait, Stop, SilenceLiveKit, SilencePayments, StepClock, Twin, LateWord,
}
