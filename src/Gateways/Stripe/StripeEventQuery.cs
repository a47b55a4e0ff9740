namespace MindBot.Gateways.Stripe;

/// <summary>A page of events of these types, newest first. Instants are Unix seconds.</summary>
/// <param name="From">The first second.</param>
/// <param name="Until">The second after the last one; null: no end.</param>
/// <param name="EndingBefore">Those that happened after this event.</param>
/// <param name="StartingAfter">Those that happened before this event.</param>
internal sealed record StripeEventQuery(
    IReadOnlyCollection<string> Types, long From, long? Until = null, string? EndingBefore = null, string? StartingAfter = null);
