namespace MindBot.WebFront.Idempotency;

/// <summary>The request header <c>Idempotency-Key</c>: 1 to 255 visible ASCII characters.</summary>
internal static class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";
    public const string ReplayedName = "Idempotent-Replayed";

    public const int MaxLength = 255;

    public static bool IsPresent(HttpRequest request) => request.Headers.ContainsKey(Name);

    /// <summary>Null when the header cannot be a key.</summary>
    public static string? Read(HttpRequest request)
    {
        var values = request.Headers[Name];
        return values is [{ Length: > 0 and <= MaxLength } key] && key.All(c => c is > ' ' and < '\x7f') ? key : null;
    }
}
