using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Events;

/// <summary><c>/v1/events</c>.</summary>
internal static class EventApi
{
    public static StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return call.Work.Store.Events.Get(call.Id) is { } happened
            ? StripeReply.Ok(call, EventWire.Of(happened))
            : throw StripeApiError.Missing("event", call.Id, "id");
    }

    public static StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown([.. StripePage.Parameters, "type", "types[]", "delivery_success"]);

        var types = asked.List("types").ToHashSet();
        if (asked.Text("type") is { } type) types.Add(type);
        var delivered = asked.Flag("delivery_success");

        var fitting = call.Work.Store.Events.NewestFirst().Where(happened =>
            (types.Count == 0 || types.Any(wanted => Fits(wanted, happened.Type)))
            && (delivered is null || delivered == (happened.Delivery is EventDelivery.Delivered or EventDelivery.NotWanted)));
        return StripePage.Of(call, fitting, happened => happened.Id, happened => happened.Created, EventWire.Of);
    }

    /// <summary><c>charge.*</c> is all of <c>charge.…</c>.</summary>
    private static bool Fits(string wanted, string type) => wanted == type || (wanted.EndsWith(".*", StringComparison.Ordinal)
        && type.StartsWith(wanted[..^1], StringComparison.Ordinal));
}
