using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Billing;

namespace MindBot.Simulators.Stripe.Api;

/// <summary><c>expand[]</c>: replaces ids by their objects and adds the fields that are only there when asked for.</summary>
internal static class Expansion
{
    private const int MaxDepth = 4;

    public static void Expand(StripeCall call, JsonObject answer)
    {
        foreach (var path in call.Parameters.List("expand"))
        {
            var names = path.Split('.');
            if (names.Where(name => name != "data").Count() > MaxDepth)
                throw new StripeApiError(400, $"You cannot expand more than {MaxDepth} levels of a property. Property: {path}", null, "expand");
            Expand(call, answer, names, path);
        }
    }

    private static void Expand(StripeCall call, JsonObject parent, ReadOnlySpan<string> names, string path)
    {
        if (names.IsEmpty) return;
        var name = names[0];
        if (InvoiceWire.Includable(call.Work, parent, name) is { } included) parent[name] = included;
        if (!parent.ContainsKey(name))
        {
            // Stripe leaves these fields out when there is nothing to show.
            if (InvoiceWire.IsIncludable(parent, name)) return;
            throw new StripeApiError(400, $"This property cannot be expanded ({path}).", null, "expand");
        }

        switch (parent[name])
        {
            case null:
                return;
            case JsonArray list:
                for (var at = 0; at < list.Count; at++)
                {
                    if (IdOf(list[at]) is { } id) list[at] = ObjectOf(call, id, path);
                    Expand(call, (JsonObject)list[at]!, names[1..], path);
                }
                return;
            case JsonObject child:
                Expand(call, child, names[1..], path);
                return;
            default:
                var expanded = ObjectOf(call, IdOf(parent[name]), path);
                parent[name] = expanded;
                Expand(call, expanded, names[1..], path);
                return;
        }
    }

    private static string? IdOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject ObjectOf(StripeCall call, string? id, string path) => id is not null && call.Work.Find(id) is { } found
        ? StripeWire.Of(call.Work, found)
        : throw new StripeApiError(400, $"This property cannot be expanded ({path}).", null, "expand");
}
