using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MindBot.Grains.Users;

/// <inheritdoc cref="IAccountDeletionGrain"/>
/// <remarks>
/// It has no state of its own: the user's grain says whether there is anything to do, and all of it may be done again. The reminder is there before the
/// account is deleted, so that whenever the process dies it is finished.
/// </remarks>
public sealed class AccountDeletionGrain(TimeProvider clock, ILogger<AccountDeletionGrain> log) : Grain, IAccountDeletionGrain, IRemindable
{
    private const string Reminder = "delete";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Requests that were let in before the deletion, and may leave something behind, are over by then.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

    private string UserId => this.GetPrimaryKeyString();

    private IUserGrain User => GrainFactory.GetGrain<IUserGrain>(UserId);

    public async Task<bool> Begin()
    {
        await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        if (await User.BeginDeletion() is null)
        {
            await Rest();
            return false;
        }

        this.RegisterGrainTimer(GoOn, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return true;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => GoOn();

    /// <summary>Also when all is done, it is done again after a while: only then nothing can have come in between.</summary>
    private async Task GoOn()
    {
        var began = clock.GetUtcNow();
        if (await User.FindDeletion() is { } deletion)
        {
            if (!await CarryOut(deletion) || began < deletion.DeletedAt + LongestRequest) return;
            await User.FinishDeletion();
            log.LogInformation("The account {UserId} is deleted; nothing personal is left of it", UserId);
        }

        await Rest();
    }

    /// <summary>A step that cannot be done now keeps no other from being done.</summary>
    private async Task<bool> CarryOut(AccountDeletion deletion)
    {
        var isDone = true;
        foreach (var (what, step) in new PersonalData(GrainFactory, UserId).Steps(deletion))
            try
            {
                await step();
            }
            catch (Exception failure)
            {
                isDone = false;
                log.LogError(failure, "The {What} of the deleted account {UserId} could not be taken care of; it is tried again", what, UserId);
            }

        return isDone;
    }

    private async Task Rest()
    {
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }
}
