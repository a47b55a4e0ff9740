using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class CorrectionTests
{
    [Fact]
    public void An_earlier_end_gives_back_the_newest_debits_first()
    {
        var desk = new Desk();
        desk.Credit("A", 4 * Second, expires: 100_000);
        desk.Credit("B", 4 * Second, expires: 200_000);
        desk.Credit("C", 4 * Second, expires: 300_000);
        desk.Open("s", 0);
        desk.Checkpoint("s", 10_000);
        desk.Close("s", now: 10_000, at: 3_000);

        Assert.Equal([Second, 4 * Second, 4 * Second], desk.Wallet.Cards.Select(card => card.AvailableMicros));
        Assert.Equal<Debit>([new Debit("A", 3 * Second)], desk.Settlement("s").Pieces.Single().Debits);
    }

    [Fact]
    public void A_card_debited_twice_gives_back_only_its_newer_part()
    {
        var desk = new Desk();
        desk.Credit("A", 4 * Second, expires: 100_000);
        desk.Credit("B", 10 * Second, expires: 200_000);
        desk.Open("other", 0);
        desk.Open("s", 0);
        desk.Settle(3_000);
        // A is used up at 2.0 s; the other session's correction brings 1 s of it back, which burns next.
        desk.Close("other", now: 3_000, at: 0_500);
        desk.Settle(6_000);
        Assert.Equal(["A", "B", "A", "B"], desk.Segment("s").Pieces.Single().Debits.Select(debit => debit.CardId));

        var available = desk.Card("A").AvailableMicros;
        desk.Pause("s", now: 6_000, at: 4_000);
        Assert.Equal(4 * Second, desk.Segment("s").ChargedMicros);
        Assert.Equal([2 * Second, Second, Second], desk.Segment("s").Pieces.Single().Debits.Select(debit => debit.Micros));
        Assert.Equal(available + 500_000, desk.Card("A").AvailableMicros);
    }

    [Fact]
    public void Credit_returned_to_an_expired_card_lives_seven_more_days()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: 5_000);
        desk.Credit("B", Minute);
        desk.Open("s", 0);
        desk.Settle(9_000);
        Assert.Equal((0L, 5 * Second), (desk.Card("A").AvailableMicros, desk.Card("A").ExpiredMicros));
        desk.Close("s", now: 9_000, at: 2_000);

        Assert.Equal((3 * Second, At(9_000 + 7 * DayMs)), (desk.Card("A").AvailableMicros, desk.Card("A").ExpiresAt));
        Assert.Equal(5 * Second, desk.Card("A").ExpiredMicros);
        Assert.Equal(Minute + 3 * Second, desk.Balance);
        desk.Settle(9_000 + 7 * DayMs);
        Assert.Equal((Minute, 8 * Second), (desk.Balance, desk.Card("A").ExpiredMicros));
    }

    [Fact]
    public void Credit_returned_to_a_frozen_card_stays_frozen()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Credit("B", Minute, now: 0, expires: 2 * YearMs);
        desk.Open("s", 0);
        desk.Freeze("A", 6_000);
        desk.Close("s", now: 7_000, at: 2_000);

        Assert.Equal((8 * Second, CardStatus.Disputed), (desk.Card("A").AvailableMicros, desk.Card("A").Status));
        Assert.Equal(Minute, desk.Balance);
        desk.Thaw("A", 8_000);
        Assert.Equal(Minute + 8 * Second, desk.Balance);
    }

    [Fact]
    public void Credit_returned_to_a_card_that_was_frozen_after_its_expiry_lives_seven_days_from_the_thaw()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: 10_000);
        desk.Credit("B", Minute);
        desk.Open("s", 0);
        desk.Freeze("A", 20_000);
        desk.Close("s", now: 25_000, at: 4_000);
        desk.Thaw("A", 30_000);

        Assert.Equal((6 * Second, At(30_000 + 7 * DayMs)), (desk.Card("A").AvailableMicros, desk.Card("A").ExpiresAt));
        Assert.Equal(Minute + 6 * Second, desk.Balance);
    }

    [Fact]
    public void A_cut_in_the_last_millisecond_before_the_end_of_credit_takes_its_forgiveness_with_it()
    {
        var desk = new Desk();
        desk.Credit("A", 1_000_100);
        desk.Open("s", 0, rate: 333);
        desk.Settle(60_000);
        Assert.Equal((3004L, 232L), (desk.Segment("s").ElapsedMs, desk.Segment("s").Pieces.Single().ForgivenMicros));
        desk.Pause("s", now: 60_000, at: 3_003);

        Assert.Equal((3003L * 333, 0L), (desk.Segment("s").ChargedMicros, desk.Segment("s").Pieces.Single().ForgivenMicros));
        Assert.Equal(1_000_100 - 3003 * 333, desk.Balance);
    }

    [Fact]
    public void No_other_session_is_replayed()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: 100_000);
        desk.Credit("B", Minute, expires: 200_000);
        desk.Open("s", 0);
        desk.Open("t", 0);
        desk.Settle(8_000);
        var before = desk.Segment("t").Pieces.Single().Debits;
        desk.Close("s", now: 8_000, at: 1_000);

        Assert.Equal(before, desk.Segment("t").Pieces.Single().Debits);
        Assert.Equal(Second, desk.Settlement("s").ChargedMicros);
    }
}
