using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>A request's parameters by their full names: <c>metadata[user_id]</c>, <c>types[0]</c>.</summary>
internal sealed partial class StripeParameters
{
    private const int MaxCount = 200;
    private readonly List<KeyValuePair<string, string>> all = [];

    /// <param name="encoded">A form body or a query, both are encoded alike.</param>
    public static StripeParameters Parse(string encoded)
    {
        var parameters = new StripeParameters();
        foreach (var (name, values) in QueryHelpers.ParseQuery(encoded))
            foreach (var value in values) parameters.all.Add(new(name, value ?? ""));
        return parameters.all.Count <= MaxCount
            ? parameters
            : throw new StripeApiError(400, $"Too many parameters: more than {MaxCount}.");
    }

    /// <summary>The value; null when it was not given or is empty.</summary>
    public string? Text(string name) => Given(name) is { Length: > 0 } value ? value : null;

    /// <summary>The value; null when it was not given. Empty means: clear it.</summary>
    public string? Given(string name) => all.FindLast(entry => entry.Key == name).Value;

    /// <summary>The entries of a map, <c>root[key]</c>.</summary>
    public IEnumerable<(string Key, string Value)> Map(string root) =>
        from entry in all
        where entry.Key.StartsWith(root + "[", StringComparison.Ordinal) && entry.Key.EndsWith(']')
        select (entry.Key[(root.Length + 1)..^1], entry.Value);

    public bool Has(string root) => all.Any(entry => entry.Key == root || entry.Key.StartsWith(root + "[", StringComparison.Ordinal));

    public long? Integer(string name) => Text(name) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StripeApiError(400, $"Invalid integer: {text}", "parameter_invalid_integer", name);

    public bool Boolean(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new StripeApiError(400, $"Invalid boolean: {other}", null, name),
    };

    public string? OneOf(string name, params ReadOnlySpan<string> allowed) => Text(name) is not { } text || allowed.Contains(text)
        ? Text(name)
        : throw new StripeApiError(400, $"Invalid {name}: must be one of {string.Join(", ", allowed!)}", null, name);

    /// <summary>Refuses everything that is not known. <c>root[*]</c> knows all of a map or list.</summary>
    public void RefuseUnknown(params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in all)
            if (!known.Contains(name) && !known.Contains(LastBrackets().Replace(name, "[*]")))
                throw new StripeApiError(400, $"Received unknown parameter: {name}", "parameter_unknown", name);
    }

    /// <summary>The same for the same parameters in any order.</summary>
    public string Canonical() => string.Join('&', all
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => $"{Uri.EscapeDataString(entry.Key)}={Uri.EscapeDataString(entry.Value)}"));

    [GeneratedRegex(@"\[[^\[\]]*\]$")]
    private static partial Regex LastBrackets();
}
