using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class TakeBackTests
{
    /// <summary>A card of ten seconds of which a closed session used six.</summary>
    private static Desk SixOfTenUsed(long expires = YearMs)
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: expires);
        desk.Open("s", 0);
        desk.Close("s", 6_000);
        return desk;
    }

    [Fact]
    public void A_partial_refund_takes_unspent_time()
    {
        var desk = SixOfTenUsed();
        desk.TakeBack("A", 3 * Second, 7_000);

        Assert.Equal((Second, 3 * Second, 0L), (desk.Balance, desk.Card("A").RevokedMicros, desk.Wallet.DebtMicros));
        Assert.Equal("Refund -3000000 A  0", desk.Lines[^1]);
    }

    [Fact]
    public void What_was_talked_away_becomes_debt()
    {
        var desk = SixOfTenUsed();
        desk.TakeBack("A", 10 * Second, 7_000);

        Assert.Equal((0L, 6 * Second, CardStatus.Refunded), (desk.Balance, desk.Wallet.DebtMicros, desk.Card("A").Status));
        Assert.Equal(["Refund -4000000 A  0", "Debt 0 A  6000000"], desk.Lines[^2..]);
    }

    [Fact]
    public void The_amount_is_cumulative_so_a_repeat_changes_nothing()
    {
        var desk = SixOfTenUsed();
        desk.TakeBack("A", 3 * Second, 7_000);
        desk.TakeBack("A", 3 * Second, 7_000);
        desk.TakeBack("A", 5 * Second, 7_000);

        Assert.Equal((0L, Second), (desk.Balance, desk.Wallet.DebtMicros));
        Assert.Equal(5 * Second, desk.Card("A").TakenBackMicros);
    }

    [Fact]
    public void A_repeated_refund_does_not_thaw_a_card_that_was_disputed_since()
    {
        var desk = SixOfTenUsed();
        desk.TakeBack("A", Second, 7_000);
        desk.Freeze("A", 8_000);
        desk.TakeBack("A", Second, 9_000);

        Assert.Equal((CardStatus.Disputed, 0L), (desk.Card("A").Status, desk.Balance));
    }

    [Fact]
    public void A_lost_dispute_thaws_and_revokes()
    {
        var desk = SixOfTenUsed();
        desk.Freeze("A", 7_000);
        desk.TakeBack("A", 10 * Second, 9_000);

        Assert.Equal((CardStatus.Refunded, 4 * Second, 6 * Second), (desk.Card("A").Status, desk.Card("A").RevokedMicros, desk.Wallet.DebtMicros));
    }

    [Fact]
    public void A_failed_refund_restores_everything()
    {
        var desk = SixOfTenUsed();
        desk.TakeBack("A", 10 * Second, 7_000);
        desk.TakeBack("A", 0, 8_000);

        Assert.Equal((4 * Second, 0L, 0L), (desk.Balance, desk.Wallet.DebtMicros, desk.Card("A").TakenBackMicros));
        Assert.Equal(["DebtReleased 0 A  -6000000", "Restoration 4000000 A  0"], desk.Lines[^2..]);
    }

    [Fact]
    public void A_refund_that_fails_in_part_releases_debt_first()
    {
        var desk = SixOfTenUsed();
        desk.TakeBack("A", 10 * Second, 7_000);
        desk.TakeBack("A", 3 * Second, 8_000);

        Assert.Equal((Second, 0L, 3 * Second), (desk.Balance, desk.Wallet.DebtMicros, desk.Card("A").RevokedMicros));
    }

    [Fact]
    public void Restored_credit_of_an_expired_card_lives_seven_more_days()
    {
        var desk = SixOfTenUsed(expires: 20_000);
        desk.TakeBack("A", 4 * Second, 7_000);
        desk.TakeBack("A", 0, 30_000);

        Assert.Equal((4 * Second, At(30_000 + 7 * DayMs)), (desk.Balance, desk.Card("A").ExpiresAt));
    }

    [Fact]
    public void Expired_time_counts_as_unspent_and_only_once()
    {
        var desk = SixOfTenUsed(expires: 20_000);
        desk.TakeBack("A", 4 * Second, 30_000);
        Assert.Equal(0, desk.Wallet.DebtMicros);
        desk.TakeBack("A", 7 * Second, 31_000);
        Assert.Equal(3 * Second, desk.Wallet.DebtMicros);

        var atOnce = SixOfTenUsed(expires: 20_000);
        atOnce.TakeBack("A", 7 * Second, 31_000);
        Assert.Equal(3 * Second, atOnce.Wallet.DebtMicros);
    }

    [Fact]
    public void A_failed_refund_of_expired_time_revives_nothing()
    {
        var desk = SixOfTenUsed(expires: 20_000);
        desk.TakeBack("A", 4 * Second, 30_000);
        desk.TakeBack("A", 0, 31_000);

        Assert.Equal((0L, At(20_000), CardStatus.Expired), (desk.Balance, desk.Card("A").ExpiresAt, desk.Card("A").Status));
    }

    [Fact]
    public void Taking_back_the_last_credit_stops_who_is_running()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.TakeBack("A", Minute, 5_000);

        Assert.Equal((SegmentState.Exhausted, At(5_000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        Assert.Equal(5 * Second, desk.Wallet.DebtMicros);
    }
}
