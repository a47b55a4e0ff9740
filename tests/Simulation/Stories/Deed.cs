namespace MindBot.Simulation.Stories;

/// <summary>What can happen in a story. Its details follow from the step's luck.</summary>
public enum Deed
{
    /// <summary>Only time passes.</summary>
    Wait,

    // Talks.
    Prepare, Start, StartAgain, End, EndAgain, Look, AskBalance, Join, Leave, CloseRoom,

    // Time and money.
    Grant, GrantAgain, Buy, BuyAgain, Confirm, Redeem, RedeemTogether, Refund, RefundAtTheDesk, RefundFails, Dispute, CloseDispute, CatchUp,

    // Faults.
    FailWrite, Crash, CrashAtWrite, CrashAtAwait, Stop, SilenceLiveKit, SilencePayments, StepClock, Twin,
}
