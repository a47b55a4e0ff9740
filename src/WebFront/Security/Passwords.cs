using Microsoft.AspNetCore.Identity;

namespace MindBot.WebFront.Security;

/// <summary>
/// Hashes and verifies passwords with Identity's hasher. It is slow on purpose, so only half of the processors may be at it at a time:
/// a flood of logins must not hold up the metering in the same process.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher = new();
    private readonly SemaphoreSlim processors = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string hashOfNobody;

    public Passwords() => hashOfNobody = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    public Task<string> Hash(string password) => Work(() => hasher.HashPassword(Nobody, password));

    /// <summary>Null as <paramref name="hash"/> (no such account) takes as long as a wrong password.</summary>
    /// <returns>Whether it is right, and a stronger hash of it when the stored one is outdated.</returns>
    public Task<(bool IsRight, string? Rehashed)> Verify(string? hash, string password) => Work(() =>
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? hashOfNobody, password);
        return hash is null || result == PasswordVerificationResult.Failed
            ? (false, null)
            : (true, result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(Nobody, password) : null);
    });

    public void Dispose() => processors.Dispose();

    private async Task<T> Work<T>(Func<T> work)
    {
        await processors.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            processors.Release();
        }
    }
}
