using Microsoft.OpenApi;

namespace MindBot.WebFront.OpenApi;

/// <summary>The groups of endpoints, in the order in which they are read.</summary>
internal static class ApiTags
{
    private static readonly (string Name, string Description)[] All =
    [
        ("Users", "Accounts and signing in."),
        ("Time cards", "Prepaid minutes: what is on sale, buying, gifts, activation codes."),
        ("Balance", "What is left, as it is and as it ticks down, and the ledger behind it."),
        ("Voice sessions", "Conversations: tokens for LiveKit rooms, start and end of metering, history and receipts."),
        ("Personas", "Whom to talk to: the catalog, personas of one's own, ratings, sessions with a persona."),
        ("Subscriptions", "Plans, tiers and what they are worth."),
        ("Coupons", "Discounts on purchases."),
        ("Ads", "Ads that are watched for a discount or for minutes."),
        ("Payments", "What was paid and what went back."),
        ("Analytics", "What was used, and what is popular."),
        ("Webhooks", "For Stripe and LiveKit, not for clients."),
        ("Operators", "Refunds, credits and disputes, behind the operators' key."),
        ("Health", "For load balancers and orchestrators."),
    ];

    /// <summary>Those that are in use.</summary>
    public static HashSet<OpenApiTag> Of(OpenApiDocument document)
    {
        var used = document.Operations().SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id).ToHashSet();
        return [.. All.Where(tag => used.Contains(tag.Name)).Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })];
    }
}
