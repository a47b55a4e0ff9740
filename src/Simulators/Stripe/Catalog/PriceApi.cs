using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary><c>/v1/prices</c>.</summary>
internal static class PriceApi
{
    private static readonly string[] Known = ["lookup_key", "transfer_lookup_key", "nickname", "active", "metadata", "metadata[*]"];

    public static StripeReply Create(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. Known, "currency", "unit_amount", "product", "product_data[name]", "product_data[metadata][*]",
            "recurring[interval]", "recurring[interval_count]", "recurring[usage_type]", "billing_scheme", "tax_behavior"]);
        asked.OneOf("recurring[usage_type]", "licensed");
        asked.OneOf("billing_scheme", "per_unit");
        asked.OneOf("tax_behavior", "unspecified");
        var currency = Currencies.Checked(asked.Required("currency").ToLowerInvariant());
        if (asked.Integer("unit_amount", min: 0, max: Currencies.MaxAmount) is not { } amount) throw StripeApiError.Required("unit_amount");
        if (asked.Has("recurring")) asked.Required("recurring[interval]");

        return Answer(call, Written(new SimulatedPrice(call.Work.Ids.Price(), ProductOf(call), amount, currency, call.Now)
        {
            Interval = asked.OneOf("recurring[interval]", "day", "week", "month", "year"),
            IntervalCount = (int)(asked.Integer("recurring[interval_count]", min: 1, max: 36) ?? 1),
        }, call));
    }

    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return StripeReply.Ok(call, PriceWire.Of(Find(call)));
    }

    public static StripeReply Update(StripeCall call)
    {
        call.Parameters.RefuseUnknown(Known);
        return Answer(call, Written(Find(call), call));
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "active", "product", "currency", "type", "lookup_keys[]", "recurring[interval]"]);
        var (active, product, keys) = (asked.Flag("active"), asked.Text("product"), asked.List("lookup_keys"));
        var (currency, interval, type) = (asked.Text("currency"), asked.Text("recurring[interval]"), asked.OneOf("type", "one_time", "recurring"));
        return StripePage.Of(call, call.Work.NewestFirst<SimulatedPrice>().Where(price =>
            (active is null || price.IsActive == active)
            && (product is null || price.Product == product)
            && (currency is null || price.Currency == currency)
            && (interval is null || price.Interval == interval)
            && (type is null || price.Interval is null == (type == "one_time"))
            && (keys.Count == 0 || keys.Contains(price.LookupKey))));
    }

    private static string ProductOf(StripeCall call)
    {
        if (call.Parameters.Text("product") is { } id) return ProductApi.Existing(call.Work, id, "product").Id;
        if (call.Parameters.Text("product_data[name]") is not { } name) throw StripeApiError.Required("product");
        return call.Work.Save(new SimulatedProduct(call.Work.Ids.Product(), name, call.Now) { Updated = call.Now }).Id;
    }

    /// <summary>A lookup key belongs to one price at a time, and moves only when that is asked for.</summary>
    private static SimulatedPrice Written(SimulatedPrice price, StripeCall call)
    {
        var key = call.Parameters.Changed("lookup_key", price.LookupKey);
        if (key is not null && call.Work.NewestFirst<SimulatedPrice>().FirstOrDefault(other => other.LookupKey == key && other.Id != price.Id) is { } holder)
        {
            if (!call.Parameters.Boolean("transfer_lookup_key"))
                throw new StripeApiError(400, $"A price (`{holder.Id}`) already uses that lookup key.", "resource_already_exists", "lookup_key");
            call.Work.Save(holder with { LookupKey = null });
        }
        return price with
        {
            LookupKey = key,
            Nickname = call.Parameters.Changed("nickname", price.Nickname),
            IsActive = call.Parameters.Flag("active") ?? price.IsActive,
            Metadata = StripeMetadata.Merged(price.Metadata, call.Parameters),
        };
    }

    private static SimulatedPrice Find(StripeCall call) =>
        call.Work.Find<SimulatedPrice>(call.Id) ?? throw StripeApiError.Missing("price", call.Id, "id");

    private static StripeReply Answer(StripeCall call, SimulatedPrice price) => StripeReply.Ok(call, PriceWire.Of(call.Work.Save(price)));
}
