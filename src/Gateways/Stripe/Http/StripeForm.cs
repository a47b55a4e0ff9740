using System.Globalization;

namespace MindBot.Gateways.Stripe.Http;

/// <summary>
/// A request's parameters in Stripe's form encoding; nested names are written with brackets: <c>metadata[user_id]</c>, <c>expand[0]</c>.
/// </summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    /// <summary>Adds the field, unless it has no value: an empty one would clear it at Stripe.</summary>
    public StripeForm Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) fields.Add(new(name, value));
        return this;
    }

    public StripeForm Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public StripeForm AddList(string name, IEnumerable<string> values)
    {
        foreach (var (index, value) in values.Index()) Add($"{name}[{index}]", value);
        return this;
    }

    public StripeForm AddMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata) Add($"metadata[{name}]", value);
        return this;
    }

    public HttpContent ToContent() => new FormUrlEncodedContent(fields);

    /// <summary>The same for requests without a body.</summary>
    public string ToQuery() => string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
}
