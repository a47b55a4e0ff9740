using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary><c>/v1/events</c>.</summary>
internal sealed class EventApi(StripeStore store)
{
    public StripeReply Retrieve(StripeCall call)
    {
        call.Parameters.RefuseUnknown();
        return store.Events.Get(call.Id) is { } happened
            ? StripeReply.Of(200, StripeWire.Event(happened))
            : throw StripeApiError.Missing("event", call.Id, "id");
    }

    public StripeReply List(StripeCall call)
    {
        var asked = call.Parameters;
        asked.RefuseUnknown("limit", "starting_after", "ending_before", "type", "types[*]", "delivery_success", "created", "created[*]");

        var types = asked.Map("types").Select(entry => entry.Value).ToHashSet();
        if (asked.Text("type") is { } type) types.Add(type);
        bool? delivered = asked.Text("delivery_success") is null ? null : asked.Boolean("delivery_success");

        var fitting = store.Events.NewestFirst().Where(happened =>
            (types.Count == 0 || types.Contains(happened.Type))
            && (delivered is null || delivered == (happened.Delivery is EventDelivery.Delivered or EventDelivery.NotWanted))
            && IsIn(asked, happened.Created));
        return StripePage.Of(call, fitting.ToList(), happened => happened.Id, StripeWire.Event);
    }

    private static bool IsIn(StripeParameters asked, long created) =>
        created == (asked.Integer("created") ?? created)
        && created > (asked.Integer("created[gt]") ?? long.MinValue)
        && created >= (asked.Integer("created[gte]") ?? long.MinValue)
        && created < (asked.Integer("created[lt]") ?? long.MaxValue)
        && created <= (asked.Integer("created[lte]") ?? long.MaxValue);
}
