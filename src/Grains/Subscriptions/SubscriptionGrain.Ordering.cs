using MindBot.Gateways.Stripe;
using MindBot.Grains.Coupons;
using MindBot.Grains.Payments;

namespace MindBot.Grains.Subscriptions;

public sealed partial class SubscriptionGrain
{
    /// <summary>
    /// How long an order that the provider did not answer keeps others from being placed. If it was carried out, the provider's events, or the
    /// hourly look at those that were missed, have told of it by then.
    /// </summary>
    private static readonly TimeSpan UnansweredHold = TimeSpan.FromHours(2);

    /// <summary>The catalog may have changed between two attempts; what was ordered first stays ordered.</summary>
    private static bool IsSame(SubscribeRequest request, SubscriptionOrder order) =>
        (request.Plan.Id, request.PaymentMethodId, request.PayAtOnce, request.Coupon?.Code)
        == (order.Plan.Id, order.PaymentMethodId, order.PayAtOnce, order.Coupon?.Code);

    /// <summary>A client that lost the answer, or the client secret, asks for the same again; one whose card was declined means a new try.</summary>
    private bool IsRepeat(SubscribeRequest request)
    {
        if (Known.Order is not { } order) return false;
        if (order.OrderId == request.OrderId) return true;
        if (!IsSame(request, order) || order.DeclineMessage is not null) return false;
        return !order.IsAnswered || (Record?.Id == order.SubscriptionId && Record!.Status == SubscriptionStatus.Incomplete);
    }

    /// <summary>Only one subscription at a time: what is in the way of a new one is ended, or refuses it.</summary>
    private async Task<Refusal?> MakeRoom(CancellationToken limited)
    {
        if (Known.Order is { IsAnswered: false, IsUnknownToProvider: false } open && clock.GetUtcNow() < open.OrderedAt + UnansweredHold)
            return SubscriptionRefusals.Pending(open.Plan);
        if (Record is { } former && SubscriptionRules.IsIdle(former.Status)) await End(former, atPeriodEnd: false, limited);
        if (Record is { } current && !SubscriptionRules.HasEnded(current.Status)) return SubscriptionRefusals.AlreadySubscribed(current.Plan);
        await SettleCoupon(abandoned: true);
        return null;
    }

    private async Task Order(SubscribeRequest request)
    {
        await state.Store(Known with
        {
            Change = null,
            Order = new SubscriptionOrder
            {
                OrderId = request.OrderId,
                Plan = request.Plan,
                PaymentMethodId = request.PaymentMethodId,
                PayAtOnce = request.PayAtOnce,
                Coupon = request.Coupon,
                OrderedAt = clock.GetUtcNow(),
            },
        });
    }

    /// <summary>The order's id as idempotency key makes a repeat after a crash find the same subscription.</summary>
    private async Task<Refusal?> Place(CancellationToken limited)
    {
        var mayExist = !Known.Order!.IsUnknownToProvider;
        if (!mayExist && await Prepare(limited) is { } refusal) return refusal;

        var order = Known.Order!;
        var result = await payments.CreateSubscription(
            new CreateSubscription(Known.CustomerId!, order.PriceId!, order.OrderId)
            {
                PaymentMethodId = order.PaymentMethodId,
                PayAtOnce = order.PayAtOnce,
                AmountOffMinorUnits = order.DiscountCents > 0 ? order.DiscountCents : null,
                Currency = order.Plan.Currency,
                Metadata = MetadataOf(order),
            },
            limited);

        // A repeat is answered with the subscription as it was at first.
        var found = result.Subscription;
        if (found is not null && mayExist) found = await payments.RetrieveSubscription(found.Id, limited) ?? found;
        await state.Store(Known with
        {
            Order = order with { SubscriptionId = found?.Id, DeclineMessage = result.DeclineMessage },
            Record = found is null ? Record : SubscriptionRules.Follow(null, found, order.Plan, null, clock.GetUtcNow()),
        });
        return null;
    }

    /// <summary>Everything that the order needs is durable before it is placed: a repeat has to be the same to the letter.</summary>
    private async Task<Refusal?> Prepare(CancellationToken limited)
    {
        var order = Known.Order!;
        var discountCents = 0L;
        if (order.Coupon is { } coupon)
        {
            var quote = await CouponOf(coupon).Reserve(coupon, UserId, order.OrderId, order.Plan.PriceCents, order.Plan.Currency);
            if (quote.Refusal is { } refusal)
            {
                await state.Store(Known with { Order = null });
                return refusal;
            }

            discountCents = quote.DiscountCents;
        }

        var customerId = Known.CustomerId
            ?? await GrainFactory.GetGrain<ICustomerGrain>(UserId).Ensure(limited);
        var priceId = await payments.EnsurePrice(PriceOf(order.Plan), limited);
        await state.Store(Known with { CustomerId = customerId, Order = order with { PriceId = priceId, DiscountCents = discountCents } });
        return null;
    }

    /// <summary>A coupon's use counts once somebody paid, and is free again when nobody will.</summary>
    /// <param name="abandoned">The order will not be repeated.</param>
    private async Task SettleCoupon(bool abandoned = false)
    {
        if (Known.Order is not { Coupon: { } coupon, CouponSettled: false } order) return;
        var status = order.SubscriptionId is not null && Record?.Id == order.SubscriptionId ? Record.Status : null;
        if (status is not null && !SubscriptionRules.IsIdle(status) && !SubscriptionRules.HasEnded(status))
            await CouponOf(coupon).Redeem(UserId, order.OrderId, order.DiscountCents);
        else if (abandoned || (status is null ? order.DeclineMessage is not null : SubscriptionRules.HasEnded(status)))
            await CouponOf(coupon).Release(order.OrderId);
        else
            return;
        await state.Store(Known with { Order = order with { CouponSettled = true } });
    }

    private ICouponGrain CouponOf(CouponTerms coupon) => GrainFactory.GetGrain<ICouponGrain>(coupon.Code);

    private Dictionary<string, string> MetadataOf(SubscriptionOrder order) => new()
    {
        [PaymentMetadata.Service] = SubscriptionMetadata.ServiceName,
        [PaymentMetadata.UserId] = UserId,
        [SubscriptionMetadata.OrderId] = order.OrderId,
        [SubscriptionMetadata.PlanId] = order.Plan.Id,
        [SubscriptionMetadata.Plan] = PlanJson.Write(order.Plan),
    };
}
