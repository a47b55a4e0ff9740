using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>Stripe's lists: newest first, with cursors.</summary>
internal static class StripePage
{
    private const int DefaultLimit = 10, MaxLimit = 100;

    /// <param name="newestFirst">Everything that fits the request's filters.</param>
    public static StripeReply Of<T>(
        StripeCall call, IReadOnlyList<T> newestFirst, Func<T, string> id, Func<T, JsonObject> json)
    {
        var limit = call.Parameters.Integer("limit") ?? DefaultLimit;
        if (limit is < 1 or > MaxLimit)
            throw new StripeApiError(400, $"Invalid limit: must be between 1 and {MaxLimit}.", "parameter_invalid_integer", "limit");

        var from = Cursor(call, "starting_after", newestFirst, id) is { } after ? after + 1 : 0;
        var to = Cursor(call, "ending_before", newestFirst, id) ?? newestFirst.Count;

        // Going back towards the newest, the page is the one next to the cursor, not the newest of all.
        if (call.Parameters.Text("ending_before") is not null) from = (int)Math.Max(from, to - limit);
        var page = newestFirst.Skip(from).Take((int)Math.Min(limit, Math.Max(0, to - from))).ToList();
        var hasMore = call.Parameters.Text("ending_before") is not null ? from > 0 : from + page.Count < to;

        return StripeReply.Of(200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(json)]),
            ["has_more"] = hasMore,
            ["url"] = call.Path,
        });
    }

    private static int? Cursor<T>(StripeCall call, string name, IReadOnlyList<T> items, Func<T, string> id)
    {
        if (call.Parameters.Text(name) is not { } cursor) return null;
        for (var at = 0; at < items.Count; at++)
            if (id(items[at]) == cursor) return at;
        throw StripeApiError.Missing("object", cursor, name, status: 400);
    }
}
