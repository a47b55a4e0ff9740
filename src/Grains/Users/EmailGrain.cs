using System.Security.Cryptography;
using Orleans.Runtime;

namespace MindBot.Grains.Users;

/// <inheritdoc cref="IEmailGrain"/>
public sealed class EmailGrain([PersistentState("email", GrainStorageName.Default)] IPersistentState<EmailState> state) : Grain, IEmailGrain
{
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <remarks>
    /// Claim, account, confirmation: a crash in between leaves a claim without a confirmation, which nobody can log in with and which the next
    /// registration of the address takes over. One turn at a time makes concurrent registrations wait for each other.
    /// </remarks>
    public async Task<Registered> Register(NewUser user)
    {
        if (state.State.Confirmed)
            return new(null, new(RefusalCodes.EmailTaken, "An account with this e-mail address exists already. Log in instead."));
        if (state.State.UserId is null)
            await state.Store(new EmailState { UserId = $"{UserId.Prefix}{RandomNumberGenerator.GetString(IdAlphabet, 20)}" });
        await GrainFactory.GetGrain<IUserGrain>(state.State.UserId!).Create(user);
        await state.Store(state.State with { Confirmed = true });
        return new(state.State.UserId, null);
    }

    public Task Release(string userId)
    {
        DeactivateOnIdle();
        return state.State.UserId == userId ? state.Forget() : Task.CompletedTask;
    }

    public Task<string?> FindUser()
    {
        // Addresses that somebody made up must not fill the memory.
        if (!state.RecordExists) DeactivateOnIdle();
        return Task.FromResult(state.State.Confirmed ? state.State.UserId : null);
    }
}
