using MindBot.Gateways.Stripe;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Wallets;
using MindBot.Simulation.Stories;
using MindBot.Simulation.Truth;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Simulation.Worlds;

/// <summary>How people come to time, and how it is taken from them again.</summary>
internal sealed partial class World
{
    private static readonly TimePackage[] Packages =
    [
        new("taste", "Taste", 0, 2, Minutes(2).Micros(), 99, "usd"),
        new("small", "Small", 0, 30, Minutes(30).Micros(), 499, "usd"),
        new("basic", "Basic", 5, 30, Hours(5.5).Micros(), 3300, "usd"),
    ];

    private readonly List<CardTruth> cards = [];
    private readonly HashSet<string> heard = [];
    private int eventsPosted;
    private int grants;
    private int orders;

    private ScriptedPayments Provider => backend.Payments;

    private async Task Grant(Person person)
    {
        var id = $"gift_{++grants:0000}";
        var micros = luck.Next(3) == 0 ? luck.Next(1, 60_000_000) : luck.Next(1, 3_600) * 1_000_000L;
        DateTimeOffset? expiresAt = luck.Next(3) == 0 ? backend.Now + Seconds(luck.Next(1, 3_600) * (story.IsSlow ? 100L : 1)) : null;
        person.Gifts.Add(id, (micros, expiresAt));
        Tell($"{person.Name} is given {id}: {micros / 1_000_000m} s{(expiresAt is { } at ? $", good until {at:HH:mm:ss.fff}" : "")}");
        person.Purse.Credit(id, micros, MsOf(expiresAt ?? backend.Now.AddYears(1)));
        await Insist(() => backend.Wallet(person.Name).Credit(new CreditRequest(id, null, micros, backend.Now, expiresAt)));
    }

    private async Task GrantAgain(Person person)
    {
        if (person.Gifts.Count == 0) return;
        var (id, (micros, expiresAt)) = person.Gifts.ElementAt(luck.Next(person.Gifts.Count));
        Tell($"{person.Name} is given {id} once more");
        await Insist(() => backend.Wallet(person.Name).Credit(new CreditRequest(id, null, micros, backend.Now, expiresAt)));
    }

    /// <summary>Looks within the last second of a card: nothing may have expired yet.</summary>
    private async Task AwaitExpiry(Person person)
    {
        var expiries = person.Gifts.Values.Select(gift => gift.ExpiresAt).OfType<DateTimeOffset>().Where(at => at > backend.Now).ToList();
        if (expiries.Count == 0) return;
        var before = expiries.Min() - Ms(luck.Next(1, 1_000)) - backend.Now;
        Tell($"{person.Name} waits for the end of a card");
        if (before > TimeSpan.Zero) await Passes(before);
        await AskBalance(person);
        await JudgeStep(person);
        await Passes(Ms(luck.Next(1, 1_000)));
    }

    private async Task Buy(Person person)
    {
        var card = new CardTruth
        {
            Id = $"tcrd_{cards.Count + 1:0000}",
            Buyer = person,
            Package = Packages[luck.Next(Packages.Length)],
            Gift = luck.Next(4) == 0,
        };
        cards.Add(card);
        Provider.Outcome = luck.Next(10) switch
        {
            < 7 => PaymentIntentStatus.Succeeded,
            < 9 => PaymentIntentStatus.RequiresAction,
            _ => ScriptedPayments.Declined,
        };
        await Buy(card);
    }

    private Task BuyAgain() => cards.Count == 0 ? Task.CompletedTask : Buy(cards[luck.Next(cards.Count)]);

    private async Task Buy(CardTruth card)
    {
        var bought = await Insist(() => backend.Card(card.Id).Purchase(
            new PurchaseRequest(card.Buyer.Name, card.Package, "pm_card", SavePaymentMethod: false, card.Gift)));
        card.IntentId = IntentOf(card)?.Id;
        Tell($"{card.Buyer.Name} buys {card.Id} ({card.Package.Id}{(card.Gift ? ", a gift" : "")}): {bought.Refusal?.Code ?? bought.PaymentStatus}");
        FollowTheMoney(card);
    }

    private Task Confirm()
    {
        var waiting = Provider.Intents.Where(intent => intent.Status == PaymentIntentStatus.RequiresAction).ToList();
        if (waiting.Count == 0) return Task.CompletedTask;
        var intent = waiting[luck.Next(waiting.Count)];
        Tell($"{intent.Id} is confirmed at the provider");
        Provider.Confirm(intent.Id);
        return Task.CompletedTask;
    }

    private async Task Redeem(Person person)
    {
        if (cards.Count == 0) return;
        var card = cards[luck.Next(cards.Count)];
        await Redeemed(card, person, await Insist(() => backend.Card(card.Id).Redeem(person.Name)));
    }

    /// <summary>Everybody at the same moment (I11).</summary>
    private async Task RedeemTogether()
    {
        var gifts = cards.Where(card => card.Gift && card.Owner is null).ToList();
        if (gifts.Count == 0 || backend.IsDown) return;
        var card = gifts[luck.Next(gifts.Count)];
        var results = new RedeemResult[people.Length];
        await Task.WhenAll(people.Select((person, i) => queue.Start(async () => results[i] = await Insist(() => backend.Card(card.Id).Redeem(person.Name)))));
        Violation.Unless(results.Count(result => result.Refusal is null) <= 1, "I11", () => $"several people have redeemed {card.Id}");
        for (var i = 0; i < people.Length; i++) await Redeemed(card, people[i], results[i]);
    }

    private Task Redeemed(CardTruth card, Person person, RedeemResult result)
    {
        Tell($"{person.Name} redeems {card.Id}: {result.Refusal?.Code ?? "ok"}");
        if (result.Refusal is not null) return Task.CompletedTask;
        Violation.Unless(IsPaid(card), "Truth", () => $"{card.Id} was redeemed although nobody has paid for it");
        Violation.Unless((card.Owner ?? (card.Gift ? person : card.Buyer)) == person, "I11", () => $"{person.Name} has redeemed {card.Id}, which is {card.Owner?.Name}'s");
        if (card.Gift) card.Owner = person;
        FollowTheMoney(card);
        return Task.CompletedTask;
    }

    private async Task Refund()
    {
        if (APaidCard() is not { } card) return;
        var cents = luck.Next(3) == 0 ? (long?)null : luck.Next(1, (int)card.Package.PriceCents + 20);
        var order = new RefundOrder($"order_{++orders}", cents, "operator", "asked for it");
        var reply = await Insist(() => backend.Card(card.Id).Refund(order));
        Tell($"{card.Id} is refunded ({cents?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all"}): {reply.Refusal?.Code ?? "ok"}");
        FollowTheMoney(card);
    }

    private Task RefundAtTheDesk()
    {
        if (APaidCard() is not { } card || IsDisputed(card) || IsLost(card)) return Task.CompletedTask;
        var left = card.Package.PriceCents - RefundedCents(card);
        if (left == 0) return Task.CompletedTask;
        Tell($"{card.Id} is refunded at the provider's desk");
        Provider.RefundByHand(card.IntentId!, luck.Next(1, (int)left + 1));
        return Task.CompletedTask;
    }

    private Task RefundFails()
    {
        if (Provider.Refunds is not [.., { Status: "succeeded" } newest]) return Task.CompletedTask;
        Tell($"the refund {newest.Id} fails");
        Provider.FailNewestRefund();
        return Task.CompletedTask;
    }

    private Task Dispute()
    {
        if (APaidCard() is not { } card || IsDisputed(card) || IsLost(card)) return Task.CompletedTask;
        Tell($"{card.Id} is disputed");
        Provider.OpenDispute(card.IntentId!, luck.Next(3) == 0 ? luck.Next(1, (int)card.Package.PriceCents) : null);
        return Task.CompletedTask;
    }

    private Task CloseDispute()
    {
        if (Provider.Disputes is not [.., { Status: "needs_response" } newest]) return Task.CompletedTask;
        var outcome = luck.Next(2) == 0 ? "won" : "lost";
        Tell($"the dispute {newest.Id} is {outcome}");
        Provider.CloseDispute(outcome);
        return Task.CompletedTask;
    }

    /// <summary>Whatever the provider has told is heard now; lost webhooks are found by asking for all events.</summary>
    private async Task CatchUp()
    {
        Tell("the events of the provider are caught up with");
        foreach (var told in Provider.Events) await Hear(told);
        heard.UnionWith(Provider.Events.Select(told => told.Id));
        foreach (var card in cards) FollowTheMoney(card);
        await JudgeMoney();
    }

    private void PostEvents()
    {
        for (var all = Provider.Events; eventsPosted < all.Count; eventsPosted++)
        {
            var told = all[eventsPosted];
            var isLate = story.Weather.HasFlag(Weather.Webhooks) && !isCalmingDown;
            if (isLate && luck.Next(6) == 0) continue;
            for (var times = isLate ? luck.Next(1, 3) : 1; times > 0; times--)
                Post(() => Hear(told), TimeSpan.FromMilliseconds(isLate ? luck.Next(0, 90_000) : 0));
        }
    }

    /// <summary>As the front does: an event counts as handled once its card has taken it.</summary>
    private async Task Hear(ProviderEvent told)
    {
        Tell($"    the provider's {told.Id} about {told.CardId} arrives");
        await Insist(async () =>
        {
            var record = backend.Grain<IPaymentEventGrain>(told.Id);
            if (await record.WasHandled()) return;
            await told.Tell(backend.Card(told.CardId));
            await record.MarkHandled("event");
        });
        heard.Add(told.Id);
        FollowTheMoney(cards.Single(card => card.Id == told.CardId));
    }

    /// <summary>In calm weather the purses follow at once.</summary>
    private void FollowTheMoney(CardTruth card)
    {
        card.IntentId ??= IntentOf(card)?.Id;
        if (!IsPaid(card)) return;
        if (!card.Gift) card.Owner = card.Buyer;
        if (!IsCalm || card.Owner is not { } owner) return;
        owner.Purse.Credit(card.Id, card.Package.TotalMicros, MsOf(backend.Now.AddYears(1)));
        card.Buyer.Purse.Owe(owner.Purse.Return(card.Id, TakenBackMicros(card), IsDisputed(card)));
    }

    private CardTruth? APaidCard()
    {
        var paid = cards.Where(IsPaid).ToList();
        return paid.Count == 0 ? null : paid[luck.Next(paid.Count)];
    }

    private PaymentIntent? IntentOf(CardTruth card) => Provider.Intents.FirstOrDefault(intent => intent.Metadata[PaymentMetadata.TimeCardId] == card.Id);

    private bool IsPaid(CardTruth card) => IntentOf(card)?.Status == PaymentIntentStatus.Succeeded;

    private bool IsDisputed(CardTruth card) => Provider.Disputes.Any(dispute => dispute.PaymentIntentId == card.IntentId && dispute.Status == "needs_response");

    private bool IsLost(CardTruth card) => Provider.Disputes.Any(dispute => dispute.PaymentIntentId == card.IntentId && dispute.Status == "lost");

    private long RefundedCents(CardTruth card) =>
        Provider.Refunds.Where(refund => refund.PaymentIntentId == card.IntentId && refund.Status != "failed").Sum(refund => refund.AmountMinorUnits);

    /// <summary>The share of the time whose money is back, by the provider's books; rounded in the user's favour.</summary>
    private long TakenBackMicros(CardTruth card)
    {
        var lost = Provider.Disputes.Where(dispute => dispute.PaymentIntentId == card.IntentId && dispute.Status == "lost").Sum(dispute => dispute.AmountMinorUnits);
        return card.Package.TotalMicros * Math.Min(card.Package.PriceCents, RefundedCents(card) + lost) / card.Package.PriceCents;
    }
}
