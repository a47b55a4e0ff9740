using System.Text.Json;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>Reads states out of rows, as the grains would.</summary>
internal static class States
{
    /// <exception cref="UnreadableStateException">The row does not hold the state of its kind.</exception>
    public static T Read<T>(StateJson json, string kind, string key, ReadOnlySpan<byte> payload)
    {
        try
        {
            return json.Deserialize<T>(payload) ?? throw new JsonException("It is null.");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw new UnreadableStateException($"{kind} {key} does not hold a {typeof(T).Name}: {wrong.Message}", wrong);
        }
    }
}
