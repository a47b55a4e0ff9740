using System.Security.Cryptography;

namespace MindBot.Silo.Storage;

/// <summary>
/// Makes etags that no other writer, in this process or another, past or future, makes again: a random 64-bit prefix and a counter.
/// So a stored etag proves which write made the row.
/// </summary>
internal sealed class EtagSource
{
    private readonly string prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private long last;

    public string Next() => string.Create(null, $"{prefix}-{Interlocked.Increment(ref last):x}");
}
