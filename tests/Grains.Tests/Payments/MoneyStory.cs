using MindBot.Gateways.Stripe;
using MindBot.Grains.Coupons;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Wallets;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Payments;

/// <summary>
/// What happens to a buyer's money and time, step by step. Every step can be taken again after a crash, as its caller would. The package costs ten
/// cents a minute.
/// </summary>
public sealed class MoneyStory
{
    public const string Buyer = "buyer", Friend = "friend", First = "tcrd_1", Second = "tcrd_2";

    private static readonly TimePackage Package = new("basic", "Basic", 5, 30, Hours(5.5).Micros(), 3300, "usd");

    private static readonly CouponTerms Quarter = new("WELCOME25", 25, null, "usd", "25% off", null, null, 0, true, 1, null);

    private readonly List<(bool Repeatable, Func<Task> Do)> steps = [];
    private int handled;
    private int sessions;
    private int orders;

    private Backend Backend { get; set; } = null!;

    private ScriptedPayments Provider => Backend.Payments;

    /// <summary>Takes every step; one that the process dies over is taken again by the next process.</summary>
    public async Task Play(Backend backend)
    {
        Backend = backend;
        foreach (var (repeatable, step) in steps)
        {
            var answered = await Callers.Answered(step());
            await backend.IdleAsync();
            if (!backend.IsDown)
            {
                Assert.True(answered);
                continue;
            }

            await backend.StartAgainAsync(wake: false);
            if (repeatable) await step();
            await backend.IdleAsync();
        }
    }

    public MoneyStory TheNextPaymentIs(string outcome) => AtTheProvider(provider => provider.Outcome = outcome);

    public MoneyStory TheNextAnswerIsLost() => AtTheProvider(provider => provider.AnswersLost = 1);

    public MoneyStory TheProviderIsSilentOnce() => AtTheProvider(provider => provider.Unreachable = 1);

    public MoneyStory Buys(string card = First, bool gift = false, bool coupon = false) => Then(() => Backend.Card(card).Purchase(
        new PurchaseRequest(Buyer, Package, "pm_card", SavePaymentMethod: false, gift, coupon ? Quarter : null)));

    public MoneyStory BuysAGift() => Buys(gift: true);

    /// <summary>In the browser, by card or after 3-D Secure.</summary>
    public MoneyStory Confirms() => AtTheProvider(provider => provider.Confirm("pi_1"));

    public MoneyStory Redeems(string user = Friend, string? refusal = null) => Then(async () =>
        Assert.Equal(refusal, (await Backend.Card(First).Redeem(user)).Refusal?.Code));

    public MoneyStory Talks(double minutes, string user = Buyer)
    {
        var id = $"s{++sessions}";
        return Then(() => Backend.Begin(user, id, $"room_{id}")).Then(() => Backend.Finish(user, id, Minutes(minutes)));
    }

    public MoneyStory StartsTalking(string user = Buyer) => Then(() => Backend.Begin(user, "live"));

    public MoneyStory WasStoppedAfter(double minutes, string user = Buyer) => Then(async () =>
    {
        var session = await Backend.Look(user, "live");
        Assert.Equal(("exhausted", Minutes(minutes).ElapsedMs()), (session.EndReason, session.ElapsedMs));
    });

    public MoneyStory Waits(TimeSpan time) => Then(() => Backend.AdvanceAsync(time));

    /// <summary>So many other cards come and are talked away that the wallet forgets the first one.</summary>
    public MoneyStory TalksSoManyCardsAwayThatTheFirstIsForgotten(string user = Buyer)
    {
        Waits(Minutes(1));
        for (var i = 1; i <= 12; i++)
        {
            var card = $"tcrd_small_{i}";
            Then(async () =>
            {
                await Backend.Wallet(user).Credit(new CreditRequest(card, null, Minutes(1).Micros(), Backend.Now));
                await Backend.Wallet(user).ConfirmGrant(card);
            });
            Talks(1, user);
        }

        return Then(async () => Assert.DoesNotContain((await Backend.Wallet(user).GetView(signOfLife: false)).Cards, card => card.Id == First));
    }

    /// <summary>Null: all that is left.</summary>
    public MoneyStory IsRefunded(long? cents = null, string? refusal = null)
    {
        var order = new RefundOrder($"order_{++orders}", cents, "operator", "asked for it");
        return Then(async () => Assert.Equal(refusal, (await Backend.Card(First).Refund(order)).Refusal?.Code));
    }

    public MoneyStory IsRefundedAtTheProvider(long? cents = null) => AtTheProvider(provider => provider.RefundByHand("pi_1", cents));

    public MoneyStory TheRefundFails() => AtTheProvider(provider => provider.FailNewestRefund());

    public MoneyStory Disputes(long? cents = null) => AtTheProvider(provider => provider.OpenDispute("pi_1", cents));

    public MoneyStory Inquires() => AtTheProvider(provider => provider.OpenDispute("pi_1", inquiry: true));

    public MoneyStory TheInquiryEscalates() => AtTheProvider(provider => provider.EscalateDispute());

    public MoneyStory TheDisputeIs(string status) => AtTheProvider(provider => provider.CloseDispute(status));

    /// <summary>All events since the last time arrive, in order.</summary>
    public MoneyStory Hears() => Then(() => Deliver(Provider.Events.Skip(handled)));

    public MoneyStory HearsInReverse() => Then(() => Deliver(Provider.Events.Skip(handled).Reverse()));

    /// <summary>Everything so far is told again, under ids that nobody has heard of.</summary>
    public MoneyStory HearsEverythingAgain(bool inReverse = false) => Then(() => Deliver(
        (inReverse ? Provider.Events.Reverse() : Provider.Events).Select(told => told with { Id = "again_" + told.Id })));

    public MoneyStory TheEventsAreLost() => Then(() =>
    {
        handled = Provider.Events.Count;
        return Task.CompletedTask;
    });

    /// <summary>Everything that the provider lists; what was heard is known by its id.</summary>
    public MoneyStory CatchesUp() => Then(() => Deliver(Provider.Events));

    private MoneyStory Then(Func<Task> step)
    {
        steps.Add((true, step));
        return this;
    }

    /// <summary>Nothing of the service's own is involved, so there is nothing to repeat.</summary>
    private MoneyStory AtTheProvider(Action<ScriptedPayments> happens)
    {
        steps.Add((false, () =>
        {
            happens(Provider);
            return Task.CompletedTask;
        }
        ));
        return this;
    }

    /// <summary>As the front does: an event counts as handled once its card has taken it.</summary>
    private async Task Deliver(IEnumerable<ProviderEvent> told)
    {
        var all = Provider.Events.Count;
        foreach (var happened in told.ToList())
        {
            var record = Backend.Grain<IPaymentEventGrain>(happened.Id);
            if (await record.WasHandled()) continue;
            await happened.Tell(Backend.Card(happened.CardId));
            await record.MarkHandled("event");
        }

        handled = all;
    }
}
