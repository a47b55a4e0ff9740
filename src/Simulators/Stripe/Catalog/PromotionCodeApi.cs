using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary><c>/v1/promotion_codes</c>.</summary>
internal static class PromotionCodeApi
{
    public static StripeReply Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown("promotion[type]", "promotion[coupon]", "code", "active", "customer", "expires_at", "max_redemptions",
            "restrictions[first_time_transaction]", "restrictions[minimum_amount]", "restrictions[minimum_amount_currency]", "metadata", "metadata[*]");
        if (asked.OneOf("promotion[type]", "coupon") is null) throw StripeApiError.Required("promotion[type]");
        var coupon = CouponApi.Existing(call.Work, asked.Required("promotion[coupon]"), "promotion[coupon]");

        var code = asked.Text("code") ?? call.Work.Ids.Code();
        if (!code.All(char.IsAsciiLetterOrDigit))
            throw new StripeApiError(400, "Promotion codes consist of the letters a to z, in either case, and of digits.", param: "code");
        if (call.Work.NewestFirst<SimulatedPromotionCode>().Any(other => IsSame(other, code) && other.IsUsable(call.Now)))
            throw new StripeApiError(400, $"An active promotion code with `code: {code}` already exists.", param: "code");

        return Answer(call, new SimulatedPromotionCode(call.Work.Ids.PromotionCode(), code, coupon.Id, call.Now)
        {
            IsActive = asked.Flag("active") ?? true,
            Customer = asked.Text("customer") is { } customer ? CustomerApi.Existing(call.Work, customer, "customer").Id : null,
            ExpiresAt = asked.Integer("expires_at", min: call.Now + 1, max: long.MaxValue),
            MaxRedemptions = asked.Integer("max_redemptions", min: 1),
            FirstTimeTransaction = asked.Boolean("restrictions[first_time_transaction]"),
            MinimumAmount = asked.Integer("restrictions[minimum_amount]", min: 1),
            MinimumAmountCurrency = asked.Text("restrictions[minimum_amount_currency]"),
            Metadata = StripeMetadata.Merged(StripeMetadata.None, asked),
        });
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return StripeReply.Ok(call, PromotionCodeWire.Of(Find(call), call.Now));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown("active", "metadata", "metadata[*]");
        var code = Find(call);
        return Answer(call, code with
        {
            IsActive = call.Parameters.Flag("active") ?? code.IsActive,
            Metadata = StripeMetadata.Merged(code.Metadata, call.Parameters),
        });
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "code", "active", "customer", "coupon"]);
        var (code, active, customer, coupon) = (asked.Text("code"), asked.Flag("active"), asked.Text("customer"), asked.Text("coupon"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedPromotionCode>().Where(one =>
            (code is null || IsSame(one, code))
            && (active is null || one.IsUsable(call.Now) == active)
            && (customer is null || one.Customer == customer)
            && (coupon is null || one.Coupon == coupon)));
    }

    /// <summary>Codes are told apart by their letters, not by their case.</summary>
    private static bool IsSame(SimulatedPromotionCode one, string code) => one.Code.Equals(code, StringComparison.OrdinalIgnoreCase);

    private static SimulatedPromotionCode Find(StripeCall call) =>
        call.Work.Find<SimulatedPromotionCode>(call.Id) ?? throw StripeApiError.Missing("promotion code", call.Id, "promotion_code");

    private static StripeReply Answer(StripeCall call, SimulatedPromotionCode code) =>
        StripeReply.Ok(call, PromotionCodeWire.Of(call.Work.Save(code), call.Now));
}
