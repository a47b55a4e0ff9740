using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Http;

/// <param name="Pattern">One segment of it may be <c>{id}</c>.</param>
/// <param name="InBrowser">Whether the publishable key is enough.</param>
internal sealed record StripeRoute(string Method, string Pattern, Func<StripeCall, StripeReply> Handle, bool InBrowser = false)
{
    private readonly string[] segments = Pattern.Split('/');

    /// <returns>The id in the path, empty when the pattern has none; null when the path is another one.</returns>
    public string? Match(string method, string path)
    {
        if (method != Method) return null;
        var actual = path.Split('/');
        if (actual.Length != segments.Length) return null;
        var id = "";
        for (var at = 0; at < actual.Length; at++)
        {
            if (segments[at] == "{id}" && actual[at].Length > 0) id = Uri.UnescapeDataString(actual[at]);
            else if (segments[at] != actual[at]) return null;
        }
        return id;
    }
}
