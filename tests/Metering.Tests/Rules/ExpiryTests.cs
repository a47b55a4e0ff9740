using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class ExpiryTests
{
    [Fact]
    public void A_card_is_worth_nothing_from_its_expiry_on_and_the_rest_is_an_entry_of_its_own()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, expires: 5_000);
        desk.Settle(4_999);
        Assert.Equal(Minute, desk.Balance);
        desk.Settle(5_000);

        Assert.Equal((0L, CardStatus.Expired), (desk.Balance, desk.Card("A").Status));
        Assert.Equal("Expiry -60000000 A  0", desk.Lines[^1]);
        Assert.Equal(At(5_000), desk.Ledger[^1].At);
    }

    [Fact]
    public void A_running_session_is_split_exactly_at_the_expiry()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, expires: 5_000);
        desk.Credit("B", Minute, expires: 100_000);
        desk.Open("s", 0, rate: 400);
        desk.Settle(8_000);

        Assert.Equal(
            [(At(0), 5_000L, "A", 2_000_000L), (At(5_000), 3_000L, "B", 1_200_000L)],
            desk.Segment("s").Pieces.Select(piece => (piece.From, piece.ElapsedMs, piece.Debits.Single().CardId, piece.ChargedMicros)));
        Assert.Equal(Minute - 2_000_000, desk.Card("A").ExpiredMicros);
    }

    [Fact]
    public void A_session_whose_last_card_expires_is_exhausted_there_and_forgives_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, expires: 5_000);
        desk.Open("s", 0);
        Assert.Equal(At(5_000), desk.Wallet.ExhaustsAt());
        desk.Settle(9_000);

        Assert.Equal((SegmentState.Exhausted, At(5_000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        Assert.Equal(0, desk.Segment("s").Pieces.Sum(piece => piece.ForgivenMicros));
        desk.Close("s", 9_000);
        Assert.Equal(5_000, desk.Settlement("s").Pieces.Single().ElapsedMs);
    }

    [Fact]
    public void Two_cards_that_expire_together_burn_one_after_the_other()
    {
        var desk = new Desk();
        desk.Credit("B", 3 * Second, expires: 5_000);
        desk.Credit("A", 3 * Second, expires: 5_000);
        desk.Open("s", 0);
        desk.Settle(10_000);

        Assert.Equal<Debit>([new Debit("A", 3 * Second), new Debit("B", 2 * Second)], desk.Segment("s").Pieces[0].Debits);
        Assert.Equal(Second, desk.Card("B").ExpiredMicros);
    }

    [Fact]
    public void An_expiry_inside_the_millisecond_in_which_a_card_runs_dry_is_respected()
    {
        var desk = new Desk();
        desk.Credit("A", 1_000_500, expires: 1_001);
        desk.Credit("B", 5_000, expires: 1_002);
        desk.Open("s", 0);
        desk.Settle(2_000);

        Assert.Equal(At(1_002), desk.Segment("s").StoppedAt);
        Assert.Equal((1_500L, 3_500L), (desk.Card("B").ConsumedMicros, desk.Card("B").ExpiredMicros));
    }
}
