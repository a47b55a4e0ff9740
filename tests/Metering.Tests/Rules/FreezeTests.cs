using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class FreezeTests
{
    [Fact]
    public void A_frozen_card_burns_nothing_and_the_next_one_takes_over()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, expires: MinuteMs);
        desk.Credit("B", Minute, expires: 2 * MinuteMs);
        desk.Open("s", 0);
        desk.Freeze("A", 5_000);
        desk.Settle(8_000);

        Assert.Equal((55 * Second, 57 * Second), (desk.Card("A").AvailableMicros, desk.Card("B").AvailableMicros));
        Assert.Equal(57 * Second, desk.Balance);
        Assert.Equal("Freeze -55000000 A  0", desk.Lines[^1]);
    }

    [Fact]
    public void A_thawed_card_lives_longer_by_the_time_it_was_frozen()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, expires: 10_000);
        desk.Credit("B", Minute, expires: 11_000);
        desk.Freeze("A", 4_000);
        desk.Settle(30_000);
        Assert.Equal((Minute, 0L), (desk.Card("A").AvailableMicros, desk.Card("A").ExpiredMicros));
        desk.Thaw("A", 30_000);

        Assert.Equal((At(36_000), CardStatus.Active, Minute), (desk.Card("A").ExpiresAt, desk.Card("A").Status, desk.Balance));
        Assert.Equal(["B", "A"], desk.Wallet.Cards.Select(card => card.Id));
        Assert.Equal("Thaw 60000000 A  0", desk.Lines[^1]);
    }

    [Fact]
    public void Freezing_and_thawing_twice_is_freezing_and_thawing_once()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Freeze("A", 1_000);
        desk.Freeze("A", 2_000);
        Assert.Equal(At(1_000), desk.Card("A").FrozenAt);
        desk.Thaw("A", 3_000);
        desk.Thaw("A", 4_000);

        Assert.Equal(At(YearMs + 2_000), desk.Card("A").ExpiresAt);
        Assert.Equal(3, desk.Ledger.Count);
    }

    [Fact]
    public void A_part_that_is_taken_back_of_a_disputed_card_leaves_the_rest_frozen_and_brings_nobody_credit()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: 20_000);
        desk.Open("s", 0);
        desk.Return("A", 0, disputed: true, 4_000);
        desk.Return("A", 2 * Second, disputed: true, 6_000);

        Assert.Equal((4 * Second, 2 * Second, CardStatus.Disputed), (desk.Card("A").AvailableMicros, desk.Card("A").RevokedMicros, desk.Card("A").Status));
        Assert.Equal((SegmentState.Exhausted, 0L, At(0)), (desk.Segment("s").State, desk.Balance, desk.Wallet.LastCreditAt));

        desk.Return("A", 2 * Second, disputed: false, 9_000);
        Assert.Equal((4 * Second, At(25_000), At(9_000)), (desk.Balance, desk.Card("A").ExpiresAt, desk.Wallet.LastCreditAt));
    }

    [Fact]
    public void What_is_known_already_of_a_disputed_card_books_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Return("A", Second, disputed: true, 1_000);
        var entries = desk.Ledger.Count;
        desk.Return("A", Second, disputed: true, 2_000);

        Assert.Equal((At(1_000), entries), (desk.Card("A").FrozenAt, desk.Ledger.Count));
    }

    [Fact]
    public void Unknown_cards_change_nothing()
    {
        var desk = new Desk();
        desk.Freeze("nobody's", 1);
        desk.Thaw("nobody's", 2);
        desk.TakeBack("nobody's", Minute, 3);

        Assert.Equal((0L, 0L), (desk.Wallet.DebtMicros, desk.Wallet.LastEntry));
    }

    [Fact]
    public void A_session_that_closes_while_the_card_that_paid_is_frozen_is_booked_once()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Freeze("A", 5_000);
        desk.Close("s", 9_000);

        Assert.Equal(["Freeze -55000000 A  0", "Consumption -5000000 A s 0"], desk.Lines[1..]);
    }
}
