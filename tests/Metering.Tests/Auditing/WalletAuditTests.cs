using MindBot.Grains.Metering;
using MindBot.Grains.Metering.Auditing;
using MindBot.Metering.Tests.Properties;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Auditing;

/// <summary>That right books are never found wrong is audited at the <see cref="Desk"/>, after every step of every test; here is that wrong ones are.</summary>
public class WalletAuditTests
{
    public static IEnumerable<object[]> Corruptions => Corruption.All.Select(corruption => new object[] { corruption.Name });

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Whatever_is_changed_is_found(string name)
    {
        var books = Eventful();
        Assert.Empty(WalletAudit.Run(books).Violations);
        var corrupted = Corruption.All.Single(corruption => corruption.Name == name).Of(books);
        Assert.NotNull(corrupted);
        Assert.NotEmpty(WalletAudit.Run(corrupted).Violations);
    }

    [Fact]
    public void Whatever_is_changed_in_any_story_is_found() =>
        Check.Holds(Op.Any, maxLength: 18, ops =>
        {
            var story = Story.Play(ops);
            var books = InParts(story.Desk, story.Desk.Ledger.Count / 2);
            foreach (var corruption in Corruption.All)
                if (corruption.Of(books) is { } corrupted)
                    Assert.False(WalletAudit.Run(corrupted).IsClean, $"not found: {corruption}");
        }, tries: 2_000);

    [Fact]
    public void Books_with_an_outbox_that_the_ledger_has_in_part_are_right()
    {
        var books = Eventful();
        var all = books.Ledger.Concat(books.Wallet.Outbox).ToArray();
        for (var taken = 0; taken <= all.Length; taken++)
            for (var acknowledged = 0; acknowledged <= taken; acknowledged++)
                Assert.Empty(WalletAudit.Run(Books.Of(books.Wallet with { Outbox = [.. all[acknowledged..]] }, all[..taken])).Violations);
    }

    [Fact]
    public void A_page_that_the_ledger_has_not_noted_yet_is_right()
    {
        var books = Eventful();
        for (var noted = 0; noted <= books.Ledger.Count; noted++)
        {
            var known = Books.Of(books.Wallet, [.. books.Ledger.Take(noted)]).Totals;
            Assert.Empty(WalletAudit.Run(books with { Totals = known }).Violations);
        }
    }

    [Fact]
    public void A_violation_says_what_was_expected_and_what_is()
    {
        var books = Eventful();
        var card = books.Wallet.FindCard("long")!;
        var corrupted = books with { Wallet = books.Wallet.Replace(card with { AvailableMicros = card.AvailableMicros + 7 }) };
        var found = WalletAudit.Run(corrupted).Violations;
        Assert.Contains(found, violation => violation is { Invariant: "I1", CardId: { } id } && id == card.Id && violation.Found - violation.Expected == 7);
        Assert.Contains(found, violation => violation is { Invariant: "ledger", CardId: null } && violation.Found - violation.Expected == 7);
    }

    [Fact]
    public void The_sums_tell_what_became_of_all_credit()
    {
        var sums = WalletAudit.Run(Eventful()).Sums;
        Assert.Equal(
            sums.AvailableMicros + sums.ProvisionalMicros,
            sums.CreditedMicros - sums.ConsumedMicros - sums.ExpiredMicros - sums.FrozenMicros - sums.RevokedMicros - sums.DebtPaidMicros);
        Assert.True(sums is { CreditedMicros: > 0, ConsumedMicros: > 0, ExpiredMicros: > 0, FrozenMicros: > 0, RevokedMicros: > 0, ProvisionalMicros: > 0 });
    }

    /// <summary>A wallet to which about everything has happened; its ledger has all but the last two entries.</summary>
    private static Books Eventful()
    {
        var desk = new Desk();
        desk.Credit("short", 20 * Desk.Second, expires: Desk.MinuteMs);
        desk.Credit("long", 10 * Desk.Minute);
        desk.Credit("refunded", 5 * Desk.Minute, expires: 2 * Desk.YearMs);
        desk.Credit("disputed", 5 * Desk.Minute, expires: 3 * Desk.YearMs);
        desk.Open("first", now: 0, rate: 800);
        desk.Close("first", now: 5 * Desk.SecondMs);
        desk.Freeze("disputed", now: 6 * Desk.SecondMs);
        desk.Settle(2 * Desk.MinuteMs);
        desk.Open("second", now: 2 * Desk.MinuteMs, rate: 1200);
        desk.TakeBack("refunded", Desk.Minute, now: 3 * Desk.MinuteMs);
        desk.Owe("gift", 20 * Desk.Second, now: 3 * Desk.MinuteMs);
        desk.Credit("new", 3 * Desk.Second, now: 3 * Desk.MinuteMs);
        desk.Open("third", now: 3 * Desk.MinuteMs, rate: 400);
        desk.Close("third", now: 4 * Desk.MinuteMs);
        desk.Settle(5 * Desk.MinuteMs);
        return InParts(desk, desk.Ledger.Count - 2);
    }

    /// <summary>So many entries are the ledger's, the others wait for it.</summary>
    private static Books InParts(Desk desk, int taken) =>
        Books.Of(desk.Wallet with { Outbox = [.. desk.Ledger.Skip(taken)] }, [.. desk.Ledger.Take(taken)]);
}
