using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary><c>/v1/coupons</c>.</summary>
internal static class CouponApi
{
    public static StripeReply Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown("id", "name", "percent_off", "amount_off", "currency", "duration", "duration_in_months", "max_redemptions", "redeem_by",
            "metadata", "metadata[*]");
        var (percent, amount) = (asked.Number("percent_off"), asked.Integer("amount_off", min: 1, max: Currencies.MaxAmount));
        if (percent is null == amount is null)
            throw new StripeApiError(400, "You must pass either percent_off or amount_off, and not both.", param: percent is null ? null : "amount_off");
        if (percent is <= 0 or > 100)
            throw new StripeApiError(400, "Invalid percent_off: must be greater than 0 and at most 100.", param: "percent_off");
        var duration = asked.OneOf("duration", "once", "repeating", "forever") ?? "once";
        var months = asked.Integer("duration_in_months", min: 1, max: 36);
        if (months is null == (duration == "repeating"))
            throw new StripeApiError(400, "duration_in_months must be given if, and only if, duration is repeating.", param: "duration_in_months");

        var id = asked.Text("id") ?? call.Work.Ids.Coupon();
        if (call.Work.Find<SimulatedCoupon>(id) is { IsDeleted: false }) throw new StripeApiError(400, "Coupon already exists.", "resource_already_exists", "id");
        return Answer(call, new SimulatedCoupon(id, duration, call.Now)
        {
            Name = asked.Text("name"),
            PercentOff = percent,
            AmountOff = amount,
            Currency = amount is null ? null : Currencies.Checked(asked.Required("currency").ToLowerInvariant()),
            DurationInMonths = (int?)months,
            MaxRedemptions = asked.Integer("max_redemptions", min: 1),
            RedeemBy = asked.Integer("redeem_by", min: call.Now + 1, max: long.MaxValue),
            Metadata = StripeMetadata.Merged(StripeMetadata.None, asked),
        });
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return StripeReply.Ok(call, CouponWire.Of(Find(call), call.Now));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown("name", "metadata", "metadata[*]");
        var coupon = Find(call);
        return Answer(call, coupon with
        {
            Name = call.Parameters.Changed("name", coupon.Name),
            Metadata = StripeMetadata.Merged(coupon.Metadata, call.Parameters),
        });
    }

    /// <summary>Nobody can redeem it any more; discounts that exist stay.</summary>
    public static StripeReply Delete(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return Answer(call, Find(call) with { IsDeleted = true });
    }

    public static StripeReply List(StripeCall call)
    {
        call.Parameters.RefuseUnknown(StripePage.Parameters);
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedCoupon>().Where(coupon => !coupon.IsDeleted));
    }

    public static SimulatedCoupon Existing(StripeWork work, string id, string param, int status = 400) =>
        work.Find<SimulatedCoupon>(id) is { IsDeleted: false } coupon ? coupon : throw StripeApiError.Missing("coupon", id, param, status);

    private static SimulatedCoupon Find(StripeCall call) => Existing(call.Work, call.Id, "coupon", status: 404);

    private static StripeReply Answer(StripeCall call, SimulatedCoupon coupon) =>
        StripeReply.Ok(call, CouponWire.Of(call.Work.Save(coupon), call.Now));
}
