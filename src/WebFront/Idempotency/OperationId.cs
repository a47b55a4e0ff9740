using System.Security.Cryptography;
using System.Text;

namespace MindBot.WebFront.Idempotency;

/// <summary>
/// The identity of what a request does. Derived from user, route, idempotency key and the instant of its first attempt, so that a request repeated after a
/// crash makes the same things, and one that uses the key anew after its day other ones; random for a request without a key.
/// </summary>
internal sealed class OperationId(byte[] seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public static OperationId Derive(string userId, string route, string key, DateTimeOffset firstAt) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}\n{route}\n{key}\n{firstAt.UtcTicks}")));

    public static OperationId Of(HttpContext http) =>
        http.Features.Get<OperationId>() ?? new OperationId(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    /// <summary>24 letters (112 bits), e.g. for the id of what is made.</summary>
    public string ToLetters() => string.Create(24, seed, static (letters, seed) =>
    {
        for (var i = 0; i < letters.Length; i++) letters[i] = Letters[seed[i] % Letters.Length];
    });
}
