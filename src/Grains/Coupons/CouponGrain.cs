using System.Collections.Immutable;
using MindBot.Grains.Payments;
using Orleans.Runtime;

namespace MindBot.Grains.Coupons;

/// <inheritdoc cref="ICouponGrain"/>
public sealed class CouponGrain(
    [PersistentState("coupon", GrainStorageName.Default)] IPersistentState<CouponState> state, TimeProvider clock) : Grain, ICouponGrain
{
    private CouponState Coupon => state.State;

    public async Task<CouponQuote> Check(CouponTerms terms, string userId, long amountCents, string currency)
    {
        await FinishPaid();
        var uses = await Record(userId).Read(purchaseId: null);
        return await Quote(terms, userId, amountCents, currency, uses.Redeemed);
    }

    public async Task<CouponQuote> Reserve(CouponTerms terms, string userId, string purchaseId, long amountCents, string currency)
    {
        await FinishPaid();
        var uses = await Record(userId).Read(purchaseId);
        if ((Alive().GetValueOrDefault(purchaseId)?.DiscountCents ?? uses.DiscountCents) is { } given)
            return CouponRules.Applied(terms, amountCents, given);

        var quote = await Quote(terms, userId, amountCents, currency, uses.Redeemed);
        if (quote.Valid) await Store(Alive().SetItem(purchaseId, new(userId, quote.DiscountCents, clock.GetUtcNow(), IsPaid: false)));
        return quote;
    }

    public async Task Redeem(string userId, string purchaseId, long discountCents)
    {
        await FinishPaid();
        if ((await Record(userId).Read(purchaseId)).DiscountCents is not null) return;
        var use = Coupon.Open.GetValueOrDefault(purchaseId) ?? new(userId, discountCents, clock.GetUtcNow(), IsPaid: true);
        await Store(Alive().SetItem(purchaseId, use with { IsPaid = true }));
        await FinishPaid();
    }

    public Task Release(string purchaseId) =>
        Coupon.Open.TryGetValue(purchaseId, out var use) && !use.IsPaid ? Store(Alive().Remove(purchaseId)) : Task.CompletedTask;

    /// <summary>
    /// What is paid goes to the record of its user, and is forgotten here once it is durable there. A crash in between leaves it for the next
    /// call; the record takes it once, and only the last write moves the count.
    /// </summary>
    private async Task FinishPaid()
    {
        var paid = Coupon.Open.Where(use => use.Value.IsPaid).ToList();
        if (paid.Count == 0) return;
        foreach (var (purchaseId, use) in paid) await Record(use.UserId).Record(purchaseId, use.DiscountCents);
        await state.Store(new CouponState { Open = Alive().RemoveRange(paid.Select(use => use.Key)), Redeemed = Coupon.Redeemed + paid.Count });
    }

    private async Task<CouponQuote> Quote(CouponTerms terms, string userId, long amountCents, string currency, int redeemedByUser)
    {
        var hasEverPaid = terms.FirstPurchaseOnly && (await GrainFactory.GetGrain<IMoneyLedgerGrain>(userId).GetTotals()).HasEverPaid;
        var open = Alive();
        var usage = new CouponUsage(
            Coupon.Redeemed, open.Count, redeemedByUser, open.Values.Count(use => use.UserId == userId), hasEverPaid);
        return CouponRules.Quote(terms, clock.GetUtcNow(), amountCents, currency, usage);
    }

    private ImmutableDictionary<string, OpenCouponUse> Alive() => CouponRules.Alive(Coupon.Open, clock.GetUtcNow());

    private Task Store(ImmutableDictionary<string, OpenCouponUse> open) => state.Store(Coupon with { Open = open });

    private ICouponUserGrain Record(string userId) =>
        GrainFactory.GetGrain<ICouponUserGrain>(ICouponUserGrain.KeyOf(this.GetPrimaryKeyString(), userId));
}
