using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>Stripe's lists: newest first, with cursors.</summary>
internal static class StripePage
{
    private const int DefaultLimit = 10, MaxLimit = 100;

    /// <summary>The parameters that every list takes.</summary>
    public static readonly string[] Parameters = ["limit", "starting_after", "ending_before", "created", "created[*]"];

    /// <param name="newestFirst">Everything that fits the request's other filters.</param>
    public static StripeReply Of<T>(StripeCall call, IEnumerable<T> newestFirst) where T : SimulatedObject =>
        Of(call, newestFirst, one => one.Id, one => one.Created, one => StripeWire.Of(call.Work, one));

    public static StripeReply Of<T>(
        StripeCall call, IEnumerable<T> newestFirst, Func<T, string> id, Func<T, long> created, Func<T, JsonObject> json)
    {
        var items = newestFirst.Where(item => IsIn(call.Parameters, created(item))).ToList();
        var limit = call.Parameters.Integer("limit") ?? DefaultLimit;
        if (limit is < 1 or > MaxLimit)
            throw new StripeApiError(400, $"Invalid limit: must be between 1 and {MaxLimit}.", "parameter_invalid_integer", "limit");

        var from = Cursor(call, "starting_after", items, id) is { } after ? after + 1 : 0;
        var to = Cursor(call, "ending_before", items, id) ?? items.Count;

        // Going back towards the newest, the page is the one next to the cursor, not the newest of all.
        if (call.Parameters.Text("ending_before") is not null) from = (int)Math.Max(from, to - limit);
        var page = items.Skip(from).Take((int)Math.Min(limit, Math.Max(0, to - from))).ToList();
        var hasMore = call.Parameters.Text("ending_before") is not null ? from > 0 : from + page.Count < to;

        return StripeReply.Ok(call, StripeWire.List(call.Path, page.Select(json), hasMore));
    }

    private static int? Cursor<T>(StripeCall call, string name, List<T> items, Func<T, string> id)
    {
        if (call.Parameters.Text(name) is not { } cursor) return null;
        var at = items.FindIndex(item => id(item) == cursor);
        return at >= 0 ? at : throw StripeApiError.Missing("object", cursor, name, status: 400);
    }

    private static bool IsIn(StripeParameters asked, long created) =>
        created == (asked.Integer("created") ?? created)
        && created > (asked.Integer("created[gt]") ?? long.MinValue)
        && created >= (asked.Integer("created[gte]") ?? long.MinValue)
        && created < (asked.Integer("created[lt]") ?? long.MaxValue)
        && created <= (asked.Integer("created[lte]") ?? long.MaxValue);
}
