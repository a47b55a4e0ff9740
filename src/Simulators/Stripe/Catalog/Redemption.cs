using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary>Redeems the coupons and promotion codes of a request's <c>discounts[]</c>.</summary>
internal static class Redemption
{
    public static List<string> Asked(StripeCall call, string customer, string subscription, long amount, bool isFirstTime)
    {
        var discounts = new List<string>();
        foreach (var entry in call.Parameters.Entries("discounts"))
        {
            var code = call.Parameters.Text($"{entry}[promotion_code]") is { } promotion
                ? Usable(call, promotion, entry, customer, amount, isFirstTime)
                : null;
            var coupon = CouponApi.Existing(call.Work, code?.Coupon ?? call.Parameters.Required($"{entry}[coupon]"), $"{entry}[coupon]");
            if (!coupon.IsValid(call.Now))
                throw new StripeApiError(400, $"Coupon expired: {coupon.Id}", "coupon_expired", $"{entry}[coupon]");

            call.Work.Save(coupon with { TimesRedeemed = coupon.TimesRedeemed + 1 });
            if (code is not null) call.Work.Save(code with { TimesRedeemed = code.TimesRedeemed + 1 });
            discounts.Add(call.Work.Save(new SimulatedDiscount(call.Work.Ids.Discount(), coupon.Id, customer, subscription, call.Now)
            {
                PromotionCode = code?.Id,
                EndsAt = coupon.DurationInMonths is { } months
                    ? DateTimeOffset.FromUnixTimeSeconds(call.Now).AddMonths(months).ToUnixTimeSeconds()
                    : null,
            }).Id);
        }
        return discounts;
    }

    private static SimulatedPromotionCode Usable(StripeCall call, string id, string entry, string customer, long amount, bool isFirstTime)
    {
        var param = $"{entry}[promotion_code]";
        var code = call.Work.Find<SimulatedPromotionCode>(id) ?? throw StripeApiError.Missing("promotion code", id, param, status: 400);
        if (!code.IsUsable(call.Now)) throw new StripeApiError(400, "This promotion code is not active or has expired.", "coupon_expired", param);
        if ((code.Customer ?? customer) != customer
            || (code.FirstTimeTransaction && !isFirstTime)
            || amount < (code.MinimumAmount ?? 0))
            throw new StripeApiError(400, "This promotion code cannot be redeemed because its restrictions are not met.", param: param);
        return code;
    }
}
