using System.Text.Json;
using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class RetentionTests
{
    [Fact]
    public void A_settlement_is_remembered_for_seven_days()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Close("s", 2_000);
        desk.Credit("B", Minute, now: 2_000 + 7 * DayMs);
        Assert.Single(desk.Wallet.Settlements);
        desk.Credit("C", Minute, now: 2_001 + 7 * DayMs);

        Assert.Empty(desk.Wallet.Settlements);
    }

    [Fact]
    public void A_session_closed_at_an_instant_long_ago_is_remembered_all_the_same()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Checkpoint("s", 2_000);
        desk.Claim("s", 8 * DayMs);
        desk.Close("s", 8 * DayMs, reason: EndReasons.Lost);

        Assert.Equal((At(2_000), 2 * Second), (desk.Settlement("s").ClosedAt, desk.Settlement("s").ChargedMicros));
        Assert.Equal(Verdict.Closed, desk.Open("s", 8 * DayMs + 1));
    }

    [Fact]
    public void An_acknowledged_settlement_keeps_its_answer_without_its_pieces()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Close("s", 2_000);
        desk.Wallet = Closing.AcknowledgeSettlement(desk.Wallet, "s");
        desk.Wallet = Closing.AcknowledgeSettlement(desk.Wallet, "s");
        desk.Wallet = Closing.AcknowledgeSettlement(desk.Wallet, "nobody's");

        Assert.Equal(
            (2 * Second, true, 0),
            (desk.Settlement("s").ChargedMicros, desk.Settlement("s").Acknowledged, desk.Settlement("s").Pieces.Length));
        Assert.Equal(Verdict.Closed, desk.Close("s", 3_000));
    }

    [Fact]
    public void The_ten_newest_finished_cards_stay_and_older_ones_go_once_their_grant_is_confirmed()
    {
        var desk = new Desk();
        for (var i = 0; i < 14; i++)
        {
            desk.Credit($"card{i:00}", Second, now: i, expires: 100 + i);
            if (i != 1) desk.Wallet = Credits.ConfirmGrant(desk.Wallet, $"card{i:00}");
        }

        desk.Settle(1_000);
        desk.Credit("fresh", Minute, now: 1_000);

        Assert.Equal(
            ["card01", .. Enumerable.Range(4, 10).Select(i => $"card{i:00}"), "fresh"], desk.Wallet.Cards.Select(card => card.Id));
        Assert.Equal(Minute, desk.Balance);
    }

    [Fact]
    public void Of_a_forgotten_card_that_was_bought_what_expired_unspent_is_remembered_and_never_owed()
    {
        var desk = new Desk();
        desk.Wallet = Credits.Credit(desk.Wallet, new("bought", "CODE", 10 * Second, Start, At(5_000)), At(0));
        desk.Open("s", 0);
        desk.Close("s", 3_000);
        Fill(desk, 6_000);

        Assert.Null(desk.Wallet.FindCard("bought"));
        Assert.Equal(new ForgottenCard("bought", 7 * Second), Assert.Single(desk.Wallet.Forgotten.AsEnumerable()));
        Assert.Equal(
            (0L, 0L, Second, 3 * Second),
            (Owed(0), Owed(7 * Second), Owed(8 * Second), Owed(10 * Second)));
        long Owed(long total) => Disputes.Shortfall(desk.Wallet, "bought", total);
    }

    [Fact]
    public void Forgotten_cards_leave_nothing_when_they_were_talked_away_or_never_bought_and_the_oldest_go_in_the_end()
    {
        var desk = new Desk();
        desk.Wallet = Credits.Credit(desk.Wallet, new("used", "CODE", 2 * Second, Start, At(YearMs)), At(0));
        desk.Open("s", 0);
        desk.Close("s", 2_000);
        Fill(desk, 3_000);
        Assert.Empty(desk.Wallet.Forgotten);

        for (var i = 0; i < Retention.ForgottenCards + 5; i++)
            desk.Wallet = Credits.Credit(desk.Wallet, new($"bought{i:000}", "CODE", Second, Start, At(10_001 + i)), At(10_000 + i));
        Fill(desk, 20_000);
        Assert.Equal(
            Enumerable.Range(5, Retention.ForgottenCards).Select(i => $"bought{i:000}"), desk.Wallet.Forgotten.Select(card => card.CardId));
    }

    [Fact]
    public void A_card_that_an_open_session_debits_stays_so_that_it_can_be_given_back()
    {
        var desk = new Desk();
        desk.Credit("paying", 2 * Second, expires: 50_000);
        desk.Wallet = Credits.ConfirmGrant(desk.Wallet, "paying");
        desk.Credit("big", Minute);
        desk.Open("s", 0);
        desk.Pause("s", 3_000);
        for (var i = 0; i < 12; i++)
        {
            desk.Credit($"card{i:00}", 1, now: 3_000 + i, expires: 5_000);
            desk.Wallet = Credits.ConfirmGrant(desk.Wallet, $"card{i:00}");
        }

        desk.Settle(10_000);
        desk.Credit("trim", Second, now: 10_000);
        desk.Close("s", now: 10_000, at: 1_000);

        Assert.Equal(Second, desk.Card("paying").AvailableMicros);
        Assert.Equal(Minute + 2 * Second, desk.Balance);
    }

    [Fact]
    public void Acknowledged_entries_leave_the_outbox_and_numbers_go_on()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Credit("B", Minute);
        desk.Wallet = Booking.Acknowledge(desk.Wallet, 1);
        Assert.Equal([2L], desk.Wallet.Outbox.Select(entry => entry.Number));
        desk.Wallet = Booking.Acknowledge(desk.Wallet, 1);
        desk.Wallet = Booking.Acknowledge(desk.Wallet, 2);
        desk.Credit("C", Minute);

        Assert.Equal([3L], desk.Wallet.Outbox.Select(entry => entry.Number));
        Assert.Equal(3 * Minute, desk.Balance);
    }

    [Fact]
    public void Of_the_acknowledged_settlements_the_newest_stay_and_the_others_go_when_the_next_session_closes()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        for (var i = 0; i < Retention.AcknowledgedSettlements + 3; i++) Talk(desk, $"s{i:00}", i, acknowledge: true);
        Assert.Equal(
            Enumerable.Range(2, Retention.AcknowledgedSettlements + 1).Select(i => $"s{i:00}"),
            desk.Wallet.Settlements.Select(settled => settled.SessionId));

        Talk(desk, "last", 100, acknowledge: false);
        Assert.Equal(
            [.. Enumerable.Range(3, Retention.AcknowledgedSettlements).Select(i => $"s{i:00}"), "last"],
            desk.Wallet.Settlements.Select(settled => settled.SessionId));
    }

    [Fact]
    public void A_settlement_that_its_session_has_not_acknowledged_stays_whatever_comes_after_it()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        Talk(desk, "first", 0, acknowledge: false);
        for (var i = 1; i <= 2 * Retention.AcknowledgedSettlements; i++) Talk(desk, $"s{i:00}", i, acknowledge: i % 10 != 0);

        Assert.Equal(
            ["first", "s10", "s20", "s30", "s40"],
            desk.Wallet.Settlements.Where(settled => !settled.Acknowledged).Select(settled => settled.SessionId));
        Assert.Equal(Second / 1000, desk.Settlement("first").ChargedMicros);
        Assert.Single(desk.Settlement("first").Pieces);
    }

    [Fact]
    public void Settlements_that_are_too_old_take_no_newer_ones_with_them()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        for (var i = 0; i < 15; i++) Talk(desk, $"old{i:00}", i, acknowledge: true);
        for (var i = 0; i < 6; i++) Talk(desk, $"new{i:00}", 3 * DayMs + i, acknowledge: true);
        Talk(desk, "last", 8 * DayMs, acknowledge: false);

        Assert.Equal(
            [.. Enumerable.Range(0, 6).Select(i => $"new{i:00}"), "last"], desk.Wallet.Settlements.Select(settled => settled.SessionId));
    }

    [Fact]
    public void Three_thousand_finished_sessions_leave_a_wallet_of_less_than_sixteen_thousand_bytes()
    {
        var desk = new Desk();
        desk.Credit("A", 60 * Minute);
        for (var i = 0; i < 3_000; i++)
        {
            // Ids and rooms are as long as they may be.
            Talk(desk, $"session-{i:0000}".PadRight(128, 'x'), i, acknowledge: true, room: "room".PadRight(128, 'x'));
            desk.Wallet = Booking.Acknowledge(desk.Wallet, desk.Wallet.LastEntry);
        }

        Assert.Equal(60 * Minute - 3 * Second, desk.Balance);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(desk.Wallet).Length, 1, 16_000);
    }

    /// <summary>So many given cards come and expire that every other finished one is forgotten.</summary>
    private static void Fill(Desk desk, long now)
    {
        foreach (var card in desk.Wallet.Cards) desk.Wallet = Credits.ConfirmGrant(desk.Wallet, card.Id);
        for (var i = 0; i <= Retention.FinishedCards; i++)
        {
            desk.Credit($"filler{now}-{i:00}", 1, now: now + i, expires: now + i + 1);
            desk.Wallet = Credits.ConfirmGrant(desk.Wallet, $"filler{now}-{i:00}");
        }

        desk.Settle(now + 100);
        desk.Credit($"trim{now}", 1, now: now + 100, expires: now + 101);
    }

    /// <summary>A session of a millisecond.</summary>
    private static void Talk(Desk desk, string session, long at, bool acknowledge, string? room = null)
    {
        desk.Open(session, at, room: room);
        Assert.Equal(Verdict.Done, desk.Close(session, at + 1));
        if (acknowledge) desk.Wallet = Closing.AcknowledgeSettlement(desk.Wallet, session);
    }
}
