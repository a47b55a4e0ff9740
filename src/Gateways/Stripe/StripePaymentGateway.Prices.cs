using System.Security.Cryptography;
using System.Text.Json;

namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    public Task<string> EnsurePrice(PlanPrice plan, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plan.AmountMinorUnits, nameof(plan));
        return calls.WithinLimit(async limited =>
        {
            var found = await FindPrice(plan.LookupKey, limited);
            if (found is not null && found.Fits(plan)) return found.Id;
            return await CreatePrice(plan, found?.ProductId ?? await CreateProduct(plan, limited), limited);
        }, cancellation);
    }

    private async Task<FoundPrice?> FindPrice(string lookupKey, CancellationToken cancellation)
    {
        var answer = await api.ListPrices(lookupKey, cancellation);
        return answer.IsSuccess
            ? StripeJson.ReadList(answer.Body, "list of prices", ReadPrice).Items.FirstOrDefault()
            : throw answer.Refusal();
    }

    private async Task<string> CreateProduct(PlanPrice plan, CancellationToken cancellation)
    {
        var answer = await api.CreateProduct(plan.Name, PlanKey("product", plan), cancellation);
        return answer.IsSuccess ? ReadId(answer, "product") : throw answer.Refusal();
    }

    private async Task<string> CreatePrice(PlanPrice plan, string productId, CancellationToken cancellation)
    {
        // A price cannot be changed: a new one takes the lookup key over, and who subscribed to the old one stays on it.
        var answer = await api.CreatePrice(plan, productId, PlanKey($"price:{productId}", plan), cancellation);
        return answer.IsSuccess ? ReadId(answer, "price") : throw answer.Refusal();
    }

    /// <summary>All that makes a request what it is; hashed, because names are neither short nor ASCII.</summary>
    private static string PlanKey(string what, PlanPrice plan)
    {
        var parts = JsonSerializer.SerializeToUtf8Bytes<object[]>(
            [what, plan.LookupKey, plan.Name, plan.AmountMinorUnits, plan.Currency, plan.Interval]);
        return $"plan-{Convert.ToHexStringLower(SHA256.HashData(parts))}";
    }

    private static FoundPrice ReadPrice(JsonElement price) => new(
        price.Required("id"),
        price.RequiredReference("product"),
        price.TryGetProperty("unit_amount", out var amount) && amount.ValueKind == JsonValueKind.Number ? amount.GetInt64() : null,
        price.Required("currency"),
        price.Child("recurring")?.Text("interval"),
        price.Child("recurring") is { } recurring && recurring.TryGetProperty("interval_count", out var count) ? count.GetInt64() : 1);

    private sealed record FoundPrice(string Id, string ProductId, long? AmountMinorUnits, string Currency, string? Interval, long IntervalCount)
    {
        public bool Fits(PlanPrice plan) =>
            (AmountMinorUnits, Currency, Interval, IntervalCount) == (plan.AmountMinorUnits, plan.Currency, plan.Interval, 1);
    }
}
