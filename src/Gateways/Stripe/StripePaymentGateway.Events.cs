namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    public Task<EventPage> ListEvents(
        IReadOnlyCollection<string> types, DateTimeOffset createdFrom, string? after = null, CancellationToken cancellation = default)
    {
        // Stripe dates events in whole seconds, rounded down.
        var from = createdFrom.ToUnixTimeSeconds();
        return calls.WithinLimit(
            async limited =>
                (after is null ? null : await EventsAfter(types, from, after, limited)) ?? await OldestEvents(types, from, limited),
            cancellation);
    }

    public async Task<StripeEvent?> RetrieveEvent(string id, CancellationToken cancellation = default)
    {
        var answer = await api.GetEvent(Checked(id), cancellation);
        if (answer.IsSuccess) return StripeJson.ReadEvent(answer.Body);
        return IsMissing(answer) ? null : throw answer.Refusal();
    }

    /// <summary>The page that follows an event; null when Stripe, which keeps events for 30 days, does not know it any more.</summary>
    private async Task<EventPage?> EventsAfter(IReadOnlyCollection<string> types, long from, string after, CancellationToken cancellation)
    {
        var answer = await api.ListEvents(new StripeEventQuery(types, from, EndingBefore: Checked(after)), cancellation);
        if (answer.IsSuccess) return OldestFirst(StripeJson.ReadEvents(answer.Body));
        return answer.Error() is { Code: "resource_missing" } ? null : throw answer.Refusal();
    }

    /// <summary>
    /// The first page. Stripe lists newest first and cannot be asked for the oldest, so the period is halved until what is left of
    /// it fits into one page: at most about 30 requests, however many events there are, and beyond that only the pages of a single
    /// second.
    /// </summary>
    private async Task<EventPage> OldestEvents(IReadOnlyCollection<string> types, long from, CancellationToken cancellation)
    {
        var page = await Events(new StripeEventQuery(types, from), cancellation);
        if (!page.HasMore) return OldestFirst(page);

        // The oldest events are in [from, until), and newer ones than those of any page below exist.
        var until = JustAfterOldest(page);
        while (until - from > 1)
        {
            var middle = from + (until - from) / 2;
            page = await Events(new StripeEventQuery(types, from, middle), cancellation);
            if (page.Items.Count == 0) from = middle;
            else if (page.HasMore) until = Math.Min(middle, JustAfterOldest(page));
            else return OldestFirst(page) with { HasMore = true };
        }

        var ofOneSecond = new StripeEventQuery(types, from, until);
        page = await Events(ofOneSecond, cancellation);
        while (page.HasMore) page = await Events(ofOneSecond with { StartingAfter = page.Items[^1].Id }, cancellation);
        return OldestFirst(page) with { HasMore = true };
    }

    private async Task<StripeList<StripeEvent>> Events(StripeEventQuery query, CancellationToken cancellation)
    {
        var answer = await api.ListEvents(query, cancellation);
        return answer.IsSuccess ? StripeJson.ReadEvents(answer.Body) : throw answer.Refusal();
    }

    private static long JustAfterOldest(StripeList<StripeEvent> page) => page.Items[^1].Created.ToUnixTimeSeconds() + 1;

    private static EventPage OldestFirst(StripeList<StripeEvent> page) => new([.. page.Items.Reverse()], page.HasMore);
}
