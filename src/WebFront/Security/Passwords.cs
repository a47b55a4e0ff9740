using Microsoft.AspNetCore.Identity;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Security;

/// <summary>
/// Hashes and verifies passwords with Identity's hasher. It is slow on purpose, so only half of the processors may be at it at a time:
/// a flood of logins must not hold up the metering in the same process.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher = new();
    private readonly SemaphoreSlim processors;
    private readonly int longestQueue;
    private readonly string hashOfNobody;
    private int waiting;

    public Passwords()
        : this(atOnce: Math.Max(1, Environment.ProcessorCount / 2), longestQueue: 100)
    {
    }

    /// <param name="atOnce">So many are worked on at a time.</param>
    /// <param name="longestQueue">More that wait are sent away: a queue that nobody outlives helps nobody.</param>
    internal Passwords(int atOnce, int longestQueue)
    {
        processors = new SemaphoreSlim(atOnce);
        this.longestQueue = longestQueue;
        hashOfNobody = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
    }

    /// <exception cref="ServerBusyException">Too many are waiting already.</exception>
    public Task<string> Hash(string password, CancellationToken aborted) => Work(() => hasher.HashPassword(Nobody, password), aborted);

    /// <summary>Null as <paramref name="hash"/> (no such account) takes as long as a wrong password.</summary>
    /// <returns>Whether it is right, and a stronger hash of it when the stored one is outdated.</returns>
    /// <exception cref="ServerBusyException">Too many are waiting already.</exception>
    public Task<(bool IsRight, string? Rehashed)> Verify(string? hash, string password, CancellationToken aborted) => Work(() =>
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? hashOfNobody, password);
        return hash is null || result == PasswordVerificationResult.Failed
            ? (false, null)
            : (true, result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(Nobody, password) : null);
    }, aborted);

    public void Dispose() => processors.Dispose();

    private async Task<T> Work<T>(Func<T> work, CancellationToken aborted)
    {
        if (Interlocked.Increment(ref waiting) > longestQueue)
        {
            Interlocked.Decrement(ref waiting);
            throw new ServerBusyException("Too many people are signing in at the moment. Try again in a few seconds.");
        }

        try
        {
            await processors.WaitAsync(aborted);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return await Task.Run(work, aborted);
        }
        finally
        {
            processors.Release();
        }
    }
}
