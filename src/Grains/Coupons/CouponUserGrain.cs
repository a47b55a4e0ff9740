using Orleans.Runtime;

namespace MindBot.Grains.Coupons;

/// <inheritdoc cref="ICouponUserGrain"/>
public sealed class CouponUserGrain(
    [PersistentState("couponUser", GrainStorageName.Default)] IPersistentState<CouponUserState> state) : Grain, ICouponUserGrain
{
    private const int MostRemembered = 100;

    /// <remarks>Rarely called again: it takes no memory in between.</remarks>
    public Task<CouponUses> Read(string? purchaseId)
    {
        DeactivateOnIdle();
        return Task.FromResult(new CouponUses(state.State.Redeemed, Find(purchaseId)?.DiscountCents));
    }

    public async Task Record(string purchaseId, long discountCents)
    {
        DeactivateOnIdle();
        if (Find(purchaseId) is not null) return;
        var newest = state.State.Newest.Add(new(purchaseId, discountCents));
        await state.Store(new CouponUserState
        {
            Redeemed = state.State.Redeemed + 1,
            Newest = newest.Length > MostRemembered ? newest[^MostRemembered..] : newest,
        });
    }

    private CouponRedemption? Find(string? purchaseId) => state.State.Newest.FirstOrDefault(redemption => redemption.PurchaseId == purchaseId);
}
