namespace MindBot.Gateways.Stripe;

/// <summary>A request body in Stripe's form encoding; nested names are written with brackets: <c>metadata[user_id]</c>.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    /// <summary>Adds the field, unless it has no value: an empty one would clear it at Stripe.</summary>
    public StripeForm Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) fields.Add(new(name, value));
        return this;
    }

    public HttpContent ToContent() => new FormUrlEncodedContent(fields);
}
