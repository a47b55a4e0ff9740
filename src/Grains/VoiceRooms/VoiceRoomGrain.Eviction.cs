using MindBot.Grains.Metering;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceRooms;

public sealed partial class VoiceRoomGrain
{
    private const string Eviction = "evict";
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromSeconds(15), ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? timer;
    private TimeSpan retry = FirstRetry;
    private bool isReminded;

    private IRoomWorkerGrain Worker => GrainFactory.GetGrain<IRoomWorkerGrain>(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        timer?.Dispose();
        if (Room.UserId is null && Room.Inbox.IsEmpty && Room.Unwelcome.IsEmpty && state.RecordExists) return state.ClearStateAsync();
        return hasUnwritten ? state.Store(Room) : Task.CompletedTask;
    }

    public Task Evicted(string userId) =>
        Room.Unwelcome.Contains(userId) ? Write(Room with { Unwelcome = Room.Unwelcome.Remove(userId) }) : Task.CompletedTask;

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!Room.Unwelcome.IsEmpty || !Room.Inbox.IsEmpty) return;
        if (await this.GetReminder(Eviction) is { } reminder) await this.UnregisterReminder(reminder);
        isReminded = false;
    }

    private async Task EvictUnwelcome()
    {
        foreach (var userId in Room.Unwelcome) await Worker.Evict(new EvictionOrder(userId, null, EndReasons.Refused, Remove: true));
    }

    /// <summary>What nobody has confirmed in time is handed on, and ordered, once more.</summary>
    private async Task Again()
    {
        retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
        foreach (var pair in handedOn.Where(pair => !pair.Value).Select(pair => pair.Key).ToList()) handedOn.Remove(pair);
        try
        {
            await EvictUnwelcome();
            await HandOn();
        }
        finally
        {
            Arm();
        }
    }

    private void Arm()
    {
        if (Room.Inbox.IsEmpty && Room.Unwelcome.IsEmpty)
        {
            retry = FirstRetry;
            timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        else if (timer is null)
            timer = this.RegisterGrainTimer(Again, new GrainTimerCreationOptions(retry, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            timer.Change(retry, Timeout.InfiniteTimeSpan);
    }

    private async Task Remind()
    {
        if (isReminded) return;
        await this.RegisterOrUpdateReminder(Eviction, ReminderPeriod, ReminderPeriod);
        isReminded = true;
    }
}
