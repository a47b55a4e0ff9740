using MindBot.Grains.VoiceSessions;
using Orleans.Runtime;

namespace MindBot.Grains.Personas;

/// <inheritdoc cref="IPersonaRatingGrain"/>
public sealed class PersonaRatingGrain(
    [PersistentState("personaRating", GrainStorageName.Default)] IPersistentState<PersonaRatingState> state, TimeProvider clock)
    : Grain, IPersonaRatingGrain, IRemindable
{
    private const string Reminder = "count";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private bool reminded;
    private int tries;
    private IGrainTimer? timer;
    private string userId = "", slug = "";

    private PersonaRatingState Rating => state.State;

    private bool IsCounting => Rating.SentStars != 0;

    private string EventId => TallyEventId.OfRating(this.GetPrimaryKeyString(), Rating.Number);

    private IPersonaTallyGrain Tally => GrainFactory.GetGrain<IPersonaTallyGrain>(IPersonaTallyGrain.ShardOf(userId));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (userId, slug) = IPersonaRatingGrain.Parse(this.GetPrimaryKeyString());
        return Count();
    }

    public async Task<Refusal?> Rate(int stars, string? feedback)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stars, IPersonaRatingGrain.LeastStars);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stars, IPersonaRatingGrain.MostStars);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(feedback?.Length ?? 0, IPersonaRatingGrain.LongestFeedback);
        if (Rating.Stars == 0 && !(await GrainFactory.GetGrain<ISessionLogGrain>(userId).GetTotals()).Personas.ContainsKey(slug))
        {
            DeactivateOnIdle();
            return new(RefusalCodes.RatingNeedsSession, "You can rate a persona once you have talked with it.");
        }

        var rated = RatingRules.Rate(Rating, stars, feedback, clock.GetUtcNow(), isTallied: !PersonaSlug.IsCustom(slug));
        // Before the rating is there: whenever the process dies, the tally is told.
        if (rated.SentStars != 0 && !reminded) await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        reminded |= rated.SentStars != 0;
        await state.Store(rated);
        await Count();
        return null;
    }

    public Task<PersonaRating?> Read() =>
        Task.FromResult(Rating.Stars == 0 ? null : new PersonaRating(Rating.Stars, Rating.Feedback, Rating.RatedAt));

    public Task ForgetFeedback()
    {
        if (!IsCounting) DeactivateOnIdle();
        return Rating.Feedback is null ? Task.CompletedTask : state.Store(Rating with { Feedback = null });
    }

    public Task<bool> IsUncounted(string eventId) => Task.FromResult(IsCounting && eventId == EventId);

    public async Task Counted(string eventId)
    {
        // A rating that was lost is not confirmed: the tally knows better than this row.
        if (Rating.Number == 0) return;
        if (await IsUncounted(eventId)) await state.Store(RatingRules.Counted(Rating));
        await Tally.Confirm(eventId);
        tries = 0;
        await Count();
        if (!IsCounting) await Rest();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        reminded = true;
        return IsCounting ? Count() : Rest();
    }

    /// <summary>Sent again until the tally has it.</summary>
    private async Task Count()
    {
        if (!IsCounting) return;
        timer ??= this.RegisterGrainTimer(Count, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        timer.Change(TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Min(++tries, 6)))), Timeout.InfiniteTimeSpan);
        await Tally.Count(new TallyEvent(EventId, slug, RatingRules.Added(Rating)));
    }

    private async Task Rest()
    {
        timer?.Dispose();
        timer = null;
        if (reminded && await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        reminded = false;
        DeactivateOnIdle();
    }
}
