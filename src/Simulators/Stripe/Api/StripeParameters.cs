using System.Globalization;
using System.Text.Json;
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

    /// <summary>The fields of one flat JSON object, as the simulator's own controls take them.</summary>
    public static StripeParameters ParseJson(string json)
    {
        var parameters = new StripeParameters();
        try
        {
            using var document = JsonDocument.Parse(json.Length == 0 ? "{}" : json);
            foreach (var field in document.RootElement.EnumerateObject()) parameters.all.Add(new(field.Name, field.Value.ToString()));
            return parameters;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new StripeApiError(400, "Send one JSON object.");
        }
    }

    /// <summary>The value; null when it was not given or is empty.</summary>
    public string? Text(string name) => Given(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw StripeApiError.Required(name);

    /// <summary>The value; null when it was not given. Empty means: clear it.</summary>
    public string? Given(string name) => all.FindLast(entry => entry.Key == name).Value;

    /// <summary>The new value of a text that may be given, cleared with an empty one, or left as it is.</summary>
    public string? Changed(string name, string? before) => Given(name) switch { null => before, "" => null, var text => text };

    /// <summary>The entries of a map, <c>root[key]</c>.</summary>
    public IEnumerable<(string Key, string Value)> Map(string root) =>
        from entry in all
        where entry.Key.StartsWith(root + "[", StringComparison.Ordinal) && entry.Key.EndsWith(']')
        select (entry.Key[(root.Length + 1)..^1], entry.Value);

    /// <summary>The entries of a list of texts: <c>root[]</c> or <c>root[0]</c>.</summary>
    public IReadOnlyList<string> List(string root) => [.. Map(root).Select(entry => entry.Value)];

    /// <summary>The names of the entries of a list of objects: <c>root[0]</c>, <c>root[1]</c>.</summary>
    public IReadOnlyList<string> Entries(string root) =>
        [.. Map(root).Where(entry => entry.Key.Contains(']')).Select(entry => $"{root}[{entry.Key[..entry.Key.IndexOf(']')]}]").Distinct()];

    public bool Has(string root) => all.Any(entry => entry.Key == root || entry.Key.StartsWith(root + "[", StringComparison.Ordinal));

    public long? Integer(string name) => Text(name) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StripeApiError(400, $"Invalid integer: {text}", "parameter_invalid_integer", name);

    public long? Integer(string name, long min, long max = int.MaxValue) => Integer(name) switch
    {
        null => null,
        { } number when number < min => throw new StripeApiError(400,
            $"This value must be greater than or equal to {min}.", "parameter_invalid_integer", name),
        { } number when number > max => throw new StripeApiError(400,
            $"This value must be less than or equal to {max}.", "parameter_invalid_integer", name),
        var number => number,
    };

    public decimal? Number(string name) => Text(name) is not { } text
        ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StripeApiError(400, $"Invalid decimal: {text}", null, name);

    public bool Boolean(string name) => Flag(name) ?? false;

    public bool? Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null => null,
        "false" => false,
        "true" => true,
        _ => throw new StripeApiError(400, $"Invalid boolean: {Text(name)}", null, name),
    };

    public string? OneOf(string name, params ReadOnlySpan<string> allowed) => Text(name) is not { } text || allowed.Contains(text)
        ? Text(name)
        : throw new StripeApiError(400, $"Invalid {name}: must be one of {string.Join(", ", allowed!)}", null, name);

    /// <summary>
    /// Refuses everything that is not known. <c>root[*]</c> knows all of a map, <c>root[][name]</c> that name in all entries of a list.
    /// </summary>
    public void RefuseUnknown(params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in all)
        {
            var pattern = Index().Replace(name, "[]");
            if (!known.Contains(name) && !known.Contains(pattern) && !known.Contains(LastBrackets().Replace(pattern, "[*]")) && pattern != "expand[]")
                throw new StripeApiError(400, $"Received unknown parameter: {name}", "parameter_unknown", name);
        }
    }

    /// <summary>The same for the same parameters in any order.</summary>
    public string Canonical() => string.Join('&', all
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => $"{Uri.EscapeDataString(entry.Key)}={Uri.EscapeDataString(entry.Value)}"));

    [GeneratedRegex(@"\[\d*\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[[^\[\]]*\]$")]
    private static partial Regex LastBrackets();
}
