using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MindBot.Gateways.Stripe;

namespace MindBot.Grains.Subscriptions;

/// <summary>A plan in a subscription's metadata. Short: Stripe takes 500 characters.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write(SubscriptionPlan plan) => JsonSerializer.Serialize(plan, Options);

    /// <summary>The plan that a subscription was made with; null when it is not ours.</summary>
    public static SubscriptionPlan? Read(Subscription subscription)
    {
        try
        {
            return subscription.Metadata.TryGetValue(SubscriptionMetadata.Plan, out var json)
                ? JsonSerializer.Deserialize<SubscriptionPlan>(json, Options)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
