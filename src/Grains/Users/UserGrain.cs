using Orleans.Runtime;

namespace MindBot.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
public sealed class UserGrain(
    [PersistentState("user", GrainStorageName.Default)] IPersistentState<UserState> state, TimeProvider clock) : Grain, IUserGrain
{
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

    public Task<UserProfile?> GetProfile()
    {
        var user = state.State;
        return Task.FromResult(state.RecordExists
            ? new UserProfile(this.GetPrimaryKeyString(), user.Email, user.FullName, user.CreatedAt, user.LastLogin, user.BirthDate)
            : null);
    }

    public async Task<UserProfile?> ChangeProfile(string? fullName, DateOnly? birthDate)
    {
        if (state.RecordExists)
            await state.Store(state.State with { FullName = fullName ?? state.State.FullName, BirthDate = birthDate ?? state.State.BirthDate });
        return await GetProfile();
    }

    public Task<string?> GetPasswordHash() => Task.FromResult(state.RecordExists ? state.State.PasswordHash : null);

    public Task RecordLogin(string? rehashed) => state.RecordExists
        ? state.Store(state.State with { LastLogin = clock.GetUtcNow(), PasswordHash = rehashed ?? state.State.PasswordHash })
        : Task.CompletedTask;
}
