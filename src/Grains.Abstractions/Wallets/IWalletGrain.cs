using System.Collections.Immutable;
using Orleans.Concurrency;

namespace MindBot.Grains.Wallets;

/// <summary>
/// The only writer of a user's time; key: the user id. Every operation writes once, before it answers, and may be repeated safely:
/// credits by card id, session operations by epoch and sequence number. It awaits no other grain.
/// </summary>
[Alias("mindbot.IWalletGrain")]
public interface IWalletGrain : IGrainWithStringKey
{
    /// <summary>
    /// The wallet as of now; changes nothing. <paramref name="signOfLife"/>: the user asked, which keeps client-driven sessions attended.
    /// </summary>
    [Alias("GetView")]
    Task<WalletView> GetView(bool signOfLife);

    /// <summary>Adds a card's credit, once.</summary>
    [Alias("Credit")]
    Task<WalletCard> Credit(CreditRequest request);

    /// <summary>The issuer of the card has stored that it is credited and will not ask again.</summary>
    [Alias("ConfirmGrant"), OneWay]
    Task ConfirmGrant(string cardId);

    /// <summary>Begins to meter a session; closes another one in the same room in the same write.</summary>
    [Alias("Open")]
    Task<SegmentReply> Open(OpenSegment request);

    /// <summary>The session vouches for the time so far and learns what is left. <paramref name="warnSecondsLeft"/> also warns open streams.</summary>
    [Alias("Checkpoint")]
    Task<SegmentReply> Checkpoint(SegmentCaller caller, DateTimeOffset lastSignOfLife, int? warnSecondsLeft);

    /// <summary>Stops the meter of a session at an instant, now or earlier.</summary>
    [Alias("Pause")]
    Task<SegmentReply> Pause(SegmentCaller caller, DateTimeOffset at);

    /// <summary>Lets a stopped session run again from an instant, now or earlier.</summary>
    [Alias("Resume")]
    Task<SegmentReply> Resume(SegmentCaller caller, DateTimeOffset from);

    /// <summary>Makes a session charge exactly these stretches, as LiveKit saw them; <paramref name="spans"/> in order.</summary>
    [Alias("Measure")]
    Task<SegmentReply> Measure(SegmentCaller caller, ImmutableArray<PresenceSpan> spans);

    /// <summary>Another rate (permille) from now on.</summary>
    [Alias("ChangeRate")]
    Task<SegmentReply> ChangeRate(SegmentCaller caller, int ratePermille);

    /// <summary>Ends a session, now or at an earlier instant; <paramref name="clientElapsedMs"/> is what only the client can have measured.</summary>
    [Alias("Close")]
    Task<SegmentReply> Close(SegmentCaller caller, string reason, DateTimeOffset at, long? clientElapsedMs);

    /// <summary>A new activation of a session takes over: it gets the next epoch, former ones are refused from then on.</summary>
    [Alias("Claim")]
    Task<SegmentReply> Claim(string sessionId);

    /// <summary>The session has stored its settlement; the wallet may forget the details.</summary>
    [Alias("AcknowledgeSettlement"), OneWay]
    Task AcknowledgeSettlement(string sessionId);

    /// <summary>Ledger entries after <paramref name="acknowledged"/>, which the ledger holds durably, with the sums of the same instant.</summary>
    [Alias("ReadOutbox")]
    Task<WalletOutbox> ReadOutbox(long acknowledged);

    /// <summary>
    /// Makes a card agree with its money, in one write: how much (microseconds, cumulative) has been taken back because its money went back, and whether it
    /// is disputed, when nothing may burn it. Answers how much somebody else owes: all that could not be taken when <paramref name="owedElsewhere"/>,
    /// and what had not expired unspent when the wallet has forgotten the card.
    /// </summary>
    [Alias("TakeBack")]
    Task<long> TakeBack(string cardId, long totalMicros, bool disputed, bool owedElsewhere);

    /// <summary>Sets how much (microseconds, cumulative) this user owes for a card that is not in this wallet.</summary>
    [Alias("Owe")]
    Task Owe(string cardId, long totalMicros);

    /// <summary>
    /// Closes every session and lets nobody use any credit, also what comes in later, until <see cref="Thaw"/>. <paramref name="note"/>, who and why, goes into
    /// the ledger. A wallet that is frozen already changes in nothing.
    /// </summary>
    [Alias("Freeze")]
    Task<WalletView> Freeze(string note);

    /// <summary>Gives the credit back; cards live longer by the time that they were frozen.</summary>
    [Alias("Thaw")]
    Task<WalletView> Thaw(string note);
}
