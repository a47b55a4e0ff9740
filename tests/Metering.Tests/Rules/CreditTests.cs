using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class CreditTests
{
    [Fact]
    public void A_card_is_worth_its_minutes_from_the_instant_it_is_credited()
    {
        var desk = new Desk();
        desk.Credit("A", 330 * Minute, now: 5000);

        Assert.Equal(330 * Minute, desk.Balance);
        Assert.Equal(At(5000), desk.Card("A").ActivatedAt);
        Assert.Equal(At(5000), desk.Wallet.LastCreditAt);
        Assert.Equal(CardStatus.Active, desk.Card("A").Status);
        Assert.Equal(["Credit 19800000000 A  0"], desk.Lines);
    }

    [Fact]
    public void The_same_card_is_credited_once()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Minute);
        desk.Credit("A", 10 * Minute, now: 1000);

        Assert.Equal(10 * Minute, desk.Balance);
        Assert.Single(desk.Ledger);
    }

    [Fact]
    public void A_card_that_was_talked_away_is_not_credited_again()
    {
        var desk = new Desk();
        desk.Credit("A", 2 * Second);
        desk.Open("s", 0);
        desk.Close("s", 5000);
        desk.Credit("A", 2 * Second, now: 6000);

        Assert.Equal(0, desk.Balance);
        Assert.Equal(CardStatus.Exhausted, desk.Card("A").Status);
    }

    [Fact]
    public void A_fraction_of_a_millisecond_is_cut_off_every_instant()
    {
        var grant = new CardGrant("A", "CODE", Minute, Start, At(1000).AddTicks(7));
        var wallet = Credits.Credit(Wallet.Empty, grant, At(10).AddTicks(9_999));

        Assert.Equal(At(10), wallet.SettledUntil);
        Assert.Equal(At(1000), wallet.Cards[0].ExpiresAt);
        Assert.Equal("CODE", wallet.Cards[0].Code);
    }

    [Fact]
    public void A_clock_that_runs_back_credits_at_the_wallets_last_instant()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, now: 9000);
        desk.Credit("B", Minute, now: 4000);

        Assert.Equal(At(9000), desk.Card("B").ActivatedAt);
        Assert.Equal(At(9000), desk.Wallet.SettledUntil);
    }

    [Fact]
    public void Cards_lie_in_burn_order_by_expiry_then_activation_then_id()
    {
        var desk = new Desk();
        desk.Credit("late", Minute, now: 0, expires: 900);
        desk.Credit("b", Minute, now: 1, expires: 500);
        desk.Credit("a", Minute, now: 1, expires: 500);
        desk.Credit("c", Minute, now: 0, expires: 500);

        // Credited at 1 like the others: the wallet's time had gone on.
        Assert.Equal(["a", "b", "c", "late"], desk.Wallet.Cards.Select(card => card.Id));
    }

    [Fact]
    public void A_confirmed_grant_is_marked_and_nothing_else_changes()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Wallet = Credits.ConfirmGrant(desk.Wallet, "A");
        desk.Wallet = Credits.ConfirmGrant(desk.Wallet, "nobody's");

        Assert.True(desk.Card("A").GrantConfirmed);
        Assert.Equal(Minute, desk.Balance);
    }
}
