using System.Security.Cryptography;
using System.Text;

namespace MindBot.Grains.Users;

public sealed partial class UserGrain
{
    public Task<int?> GetSecurityVersion() => Answer<int?>(Exists ? User.SecurityVersion : null);

    public async Task<int?> ChangePassword(string formerHash, string newHash) =>
        Exists && User.PasswordHash == formerHash ? await Replace(newHash) : null;

    public async Task<int?> SignOutEverywhere()
    {
        if (Exists) await state.Store(User with { SecurityVersion = User.SecurityVersion + 1 });
        return await GetSecurityVersion();
    }

    public async Task<bool> BeginPasswordReset(string tokenHash, DateTimeOffset expiresAt)
    {
        if (!Exists) return await Answer(false);
        await state.Store(User with { PasswordReset = new PendingPasswordReset(tokenHash, expiresAt) });
        return true;
    }

    public Task<UserProfile?> FindPasswordReset(string tokenHash) => Answer(CanReset(tokenHash) ? Profile() : null);

    public async Task<bool> ResetPassword(string tokenHash, string newHash)
    {
        if (!CanReset(tokenHash)) return await Answer(false);
        await Replace(newHash);
        return true;
    }

    /// <summary>Whoever has the former password, or a link that was sent before, can do nothing with it any more.</summary>
    private async Task<int> Replace(string passwordHash)
    {
        await state.Store(User with { PasswordHash = passwordHash, SecurityVersion = User.SecurityVersion + 1, PasswordReset = null });
        return User.SecurityVersion;
    }

    private bool CanReset(string tokenHash) => Exists && User.PasswordReset is { } reset && clock.GetUtcNow() < reset.ExpiresAt
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(tokenHash), Encoding.UTF8.GetBytes(reset.TokenHash));
}
