using Orleans.Runtime;

namespace MindBot.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
/// <remarks>This file knows the account; <c>Security</c> has what makes access tokens void.</remarks>
public sealed partial class UserGrain(
    [PersistentState("user", GrainStorageName.Default)] IPersistentState<UserState> state, TimeProvider clock) : Grain, IUserGrain
{
    private UserState User => state.State;

    private bool Exists => state.RecordExists && User.DeletedAt is null;

    public Task Create(NewUser user)
    {
        var now = clock.GetUtcNow();
        return state.Store(new UserState
        {
            Email = user.Email,
            PasswordHash = user.PasswordHash,
            FullName = user.FullName,
            CreatedAt = now,
            LastLogin = now,
            BirthDate = user.BirthDate,
        });
    }

    public Task<UserProfile?> GetProfile() => Answer(Exists ? Profile() : null);

    public async Task<UserProfile?> ChangeProfile(string? fullName, DateOnly? birthDate)
    {
        if (Exists) await state.Store(User with { FullName = fullName ?? User.FullName, BirthDate = birthDate ?? User.BirthDate });
        return await GetProfile();
    }

    public Task<string?> GetPasswordHash() => Answer(Exists ? User.PasswordHash : null);

    public Task RecordLogin(string? rehashed, int securityVersion) => !Exists
        ? Task.CompletedTask
        : state.Store(User with
        {
            LastLogin = clock.GetUtcNow(),
            PasswordHash = securityVersion == User.SecurityVersion && rehashed is not null ? rehashed : User.PasswordHash,
        });

    public async Task<AccountDeletion?> BeginDeletion()
    {
        if (Exists)
        {
            var now = clock.GetUtcNow();
            await state.Store(new UserState { DeletedAt = now, Deletion = new AccountDeletion(EmailAddress.Key(User.Email), now) });
        }

        return await FindDeletion();
    }

    public Task<AccountDeletion?> FindDeletion() => Answer(User.Deletion);

    public Task FinishDeletion() => User.Deletion is null ? Task.CompletedTask : state.Store(User with { Deletion = null });

    private UserProfile Profile() => new(this.GetPrimaryKeyString(), User.Email, User.FullName, User.CreatedAt, User.LastLogin, User.BirthDate);

    /// <summary>Ids that somebody made up must not fill the memory.</summary>
    private Task<T> Answer<T>(T answer)
    {
        if (!state.RecordExists) DeactivateOnIdle();
        return Task.FromResult(answer);
    }
}
