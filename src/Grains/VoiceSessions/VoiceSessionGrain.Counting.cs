using MindBot.Grains.Personas;

namespace MindBot.Grains.VoiceSessions;

public sealed partial class VoiceSessionGrain
{
    private IPersonaTallyGrain Tally => GrainFactory.GetGrain<IPersonaTallyGrain>(IPersonaTallyGrain.ShardOf(userId));

    public Task<bool> IsUncounted() => Task.FromResult(Session.Uncounted);

    public async Task Counted()
    {
        if (Session.Phase != SessionPhase.Ended) return;
        if (Session.Uncounted) await state.Store(Session with { Uncounted = false });
        await Tally.Confirm(TallyEventId.OfSession(Key));
        await LeaveOnceCarriedOut();
    }

    /// <summary>A persona that its user has made is nobody else's: the user's own log counts its uses.</summary>
    private bool IsTallied(SessionResult result) => Session.Persona is { } persona && !PersonaSlug.IsCustom(persona.Slug)
        && SessionTotaling.IsUse(result.Status, result.ChargedMicros);

    private Task OrderCount() => Tally.Count(new TallyEvent(
        TallyEventId.OfSession(Key), Session.Persona!.Slug,
        new PersonaTally(Sessions: 1, ElapsedMs: Session.Result!.ElapsedMs, ChargedMicros: Session.Result.ChargedMicros)));
}
