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
        });
    }

    public Task<UserProfile?> GetProfile()
    {
        var user = state.State;
        return Task.FromResult(state.RecordExists
            ? new UserProfile(this.GetPrimaryKeyString(), user.Email, user.FullName, user.CreatedAt, user.LastLogin)
            : null);
    }

    public Task<string?> GetPasswordHash() => Task.FromResult(state.RecordExists ? state.State.PasswordHash : null);

    public Task RecordLogin(string? rehashed) => state.RecordExists
        ? state.Store(state.State with { LastLogin = clock.GetUtcNow(), PasswordHash = rehashed ?? state.State.PasswordHash })
        : Task.CompletedTask;
}
