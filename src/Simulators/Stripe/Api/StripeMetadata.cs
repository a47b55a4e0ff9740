using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>Metadata as every object of Stripe's has it: merged entry by entry, an empty value removes one.</summary>
internal static class StripeMetadata
{
    private const int MaxEntries = 50, MaxName = 40, MaxValue = 500;

    public static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Merged(ImmutableSortedDictionary<string, string> before, StripeParameters asked)
    {
        var metadata = asked.Given("metadata") == "" ? None : before;
        foreach (var (name, value) in asked.Map("metadata"))
        {
            if (name.Length is 0 or > MaxName || value.Length > MaxValue)
                throw new StripeApiError(400, $"Metadata keys have up to {MaxName} characters and values up to {MaxValue}.", null, $"metadata[{name}]");
            metadata = value.Length == 0 ? metadata.Remove(name) : metadata.SetItem(name, value);
        }
        return metadata.Count <= MaxEntries
            ? metadata
            : throw new StripeApiError(400, $"You can only have up to {MaxEntries} metadata keys.", null, "metadata");
    }

    public static JsonObject Wire(ImmutableSortedDictionary<string, string> metadata) =>
        new(metadata.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value)));
}
