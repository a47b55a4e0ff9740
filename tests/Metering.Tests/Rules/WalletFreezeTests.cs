using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class WalletFreezeTests
{
    private readonly Desk desk = new();

    [Fact]
    public void Freezing_settles_every_session_at_that_instant()
    {
        desk.Credit("c1", Minute);
        desk.Open("a", now: 0);
        desk.Open("b", now: 0, rate: 500);
        desk.Pause("b", now: 10 * SecondMs);
        desk.FreezeAll(now: 20 * SecondMs);
        Assert.Empty(desk.Wallet.Segments);
        Assert.Equal((EndReasons.Frozen, 20 * Second), (desk.Settlement("a").Reason, desk.Settlement("a").ChargedMicros));
        Assert.Equal(5 * Second, desk.Settlement("b").ChargedMicros);
        Assert.Equal((0, CardStatus.Frozen), (desk.Balance, desk.Card("c1").Status));
    }

    [Fact]
    public void Nobody_can_start_in_a_frozen_wallet_and_credit_that_comes_in_waits()
    {
        desk.FreezeAll(now: 0);
        desk.Credit("c1", Minute, now: SecondMs);
        Assert.Equal(Verdict.WalletFrozen, desk.Open("a", now: SecondMs));
        Assert.Equal(0, desk.Balance);
        desk.ThawAll(now: 2 * SecondMs);
        Assert.Equal((Minute, Verdict.Done), (desk.Balance, desk.Open("a", now: 2 * SecondMs)));
    }

    [Fact]
    public void Cards_live_longer_by_the_time_that_they_were_frozen()
    {
        desk.Credit("c1", Minute, expires: DayMs);
        desk.FreezeAll(now: DayMs - 1);
        desk.Credit("c2", Minute, now: 2 * DayMs, expires: 5 * DayMs);
        desk.Settle(now: 10 * DayMs);
        desk.ThawAll(now: 10 * DayMs);
        Assert.Equal((At(10 * DayMs + 1), At(13 * DayMs)), (desk.Card("c1").ExpiresAt, desk.Card("c2").ExpiresAt));
        Assert.Equal(2 * Minute, desk.Balance);
    }

    [Fact]
    public void Who_and_why_is_in_the_ledger_even_where_there_is_nothing_to_freeze()
    {
        desk.FreezeAll(now: 0);
        desk.FreezeAll(now: 1);
        desk.ThawAll(now: 2);
        desk.ThawAll(now: 3);
        Assert.Equal([(EntryKind.Freeze, "olga: odd"), (EntryKind.Thaw, "olga: right")], desk.Ledger.Select(entry => (entry.Kind, entry.Note)));
    }

    [Fact]
    public void A_card_that_is_disputed_before_meanwhile_or_no_more_is_frozen_as_long_as_either_lasts()
    {
        foreach (var card in new[] { "before", "meanwhile", "settled" }) desk.Credit(card, Minute, expires: YearMs);
        desk.Freeze("before", now: 0);
        desk.Freeze("settled", now: 0);
        desk.FreezeAll(now: DayMs);
        desk.Freeze("meanwhile", now: 2 * DayMs);
        desk.Thaw("settled", now: 3 * DayMs);
        Assert.Equal(
            (CardStatus.Disputed, CardStatus.Disputed, CardStatus.Frozen),
            (desk.Card("before").Status, desk.Card("meanwhile").Status, desk.Card("settled").Status));

        desk.ThawAll(now: 4 * DayMs);
        Assert.Equal((Minute, At(YearMs + 4 * DayMs)), (desk.Balance, desk.Card("settled").ExpiresAt));
        desk.Thaw("before", now: 5 * DayMs);
        desk.Thaw("meanwhile", now: 5 * DayMs);
        Assert.Equal((At(YearMs + 5 * DayMs), At(YearMs + 4 * DayMs)), (desk.Card("before").ExpiresAt, desk.Card("meanwhile").ExpiresAt));
        Assert.Equal(3 * Minute, desk.Balance);
    }

    [Fact]
    public void Money_that_goes_back_while_the_wallet_is_frozen_takes_unspent_time_and_the_rest_stays_frozen()
    {
        desk.Credit("c1", Minute);
        desk.FreezeAll(now: 0);
        desk.Return("c1", 20 * Second, disputed: false, now: SecondMs);
        Assert.Equal((0, CardStatus.Frozen, 40 * Second), (desk.Balance, desk.Card("c1").Status, desk.Card("c1").AvailableMicros));
        desk.ThawAll(now: 2 * SecondMs);
        Assert.Equal(40 * Second, desk.Balance);
    }
}
