using System.Text.Json;
using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>I9: what is only kept for others (outbox, accounts, finished cards) may go at any time without changing what anybody owns.</summary>
public class HousekeepingProperties
{
    [Fact]
    public void Forgetting_what_others_have_stored_changes_no_balance() =>
        Check.Holds(Op.Any, maxLength: 18, ops =>
        {
            var hoarding = Story.Play(ops);
            var tidy = Story.Play(ops, (story, _) => story.Desk.Wallet = Acknowledged(story.Wallet));
            Assert.Equal(Essence(hoarding.Wallet), Essence(tidy.Wallet));
            Assert.Empty(tidy.Wallet.Outbox);
        });

    [Fact]
    public void Dropping_finished_cards_changes_no_balance_and_no_later_end() =>
        Check.Holds(Op.Any, maxLength: 10, ops =>
        {
            var story = Story.Play([.. ManySmallCards, .. ops]);
            var trimmed = Retention.Trim(story.Wallet.Cards.Aggregate(story.Wallet, (wallet, card) => Credits.ConfirmGrant(wallet, card.Id)));
            Assert.Equal(Essence(story.Wallet), Essence(trimmed));
            Assert.Equal(Essence(CloseAllAtTheirConfirmation(story.Wallet)), Essence(CloseAllAtTheirConfirmation(trimmed)));
        });

    /// <summary>More finished cards than a wallet keeps.</summary>
    private static readonly Op[] ManySmallCards =
        [.. Enumerable.Range(20, Retention.FinishedCards + 3).Select(who => new Op(OpKind.Credit, who, 5, 1)), new(OpKind.Wait, 0, 0, 100)];

    private static Wallet Acknowledged(Wallet wallet)
    {
        wallet = wallet.Settlements.Aggregate(wallet, (w, settlement) => Closing.AcknowledgeSettlement(w, settlement.SessionId));
        return Booking.Acknowledge(wallet, wallet.LastEntry);
    }

    private static Wallet CloseAllAtTheirConfirmation(Wallet wallet) =>
        wallet.Segments.Aggregate(wallet, (w, segment) => Closing.Close(
            w, new(segment.SessionId, segment.Epoch, long.MaxValue), EndReasons.Lost, segment.ConfirmedUntil, w.SettledUntil).Wallet);

    /// <summary>What anybody owns, owes or is being charged.</summary>
    private static string Essence(Wallet wallet) => JsonSerializer.Serialize(new
    {
        wallet.SettledUntil,
        wallet.AvailableMicros,
        wallet.DebtMicros,
        wallet.LastEntry,
        wallet.Segments,
        Cards = wallet.Cards.Where(card => card.AvailableMicros > 0).Select(card => card with { GrantConfirmed = false }),
        Settled = wallet.Settlements.Where(settlement => settlement.SettledAt >= wallet.SettledUntil - Retention.Settlements).Select(
            settlement => (settlement.SessionId, settlement.ElapsedMs, settlement.ChargedMicros).ToString()),
    });
}
