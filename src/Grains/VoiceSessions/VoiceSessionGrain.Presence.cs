using System.Collections.Immutable;
using MindBot.Grains.Metering;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.Wallets;

namespace MindBot.Grains.VoiceSessions;

public sealed partial class VoiceSessionGrain
{
    /// <summary>More interruptions are not waited out: the next one ends the session. Bounds the account of its pieces.</summary>
    private const int MostInterruptions = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>When LiveKit last agreed with what is known here, and when it last said who is there.</summary>
    private DateTimeOffset heardAt, answeredAt;

    /// <summary>When LiveKit was last asked by name and said that the participant is there. Survives a crash as the wallet's last sign of life.</summary>
    private DateTimeOffset seenAt;

    private DateTimeOffset? missedAt, nextLook;

    /// <summary>What the wallet has been told. A write that failed may have been durable: then there is more evidence than it knows of.</summary>
    private Presence? measured;

    /// <summary>How many LiveKit counted in the room when it last said who they were.</summary>
    private int? everybody;

    private Presence Evidence => Session.Presence ?? Presence.None;

    private bool IsUnmeasured => !ReferenceEquals(measured, Evidence);

    private bool Confirmed => Now < heardAt + options.Value.Unconfirmed;

    /// <summary>Until when it is waited for somebody who left, or for word of somebody who is missing.</summary>
    private DateTimeOffset BackUntil => Evidence.Interruptions >= MostInterruptions ? Evidence.LeftAt!.Value
        : Evidence.LeftIsKnown ? Evidence.LeftAt!.Value + options.Value.Reconnect
        : (missedAt ?? Evidence.LeftAt!.Value) + options.Value.Lost;

    public async Task Witness(string room, ImmutableArray<RoomEvent> happened)
    {
        if (Session.Phase is SessionPhase.Pending or SessionPhase.Live && !await TryTake(happened)) return;
        var isOpen = Session.Phase is SessionPhase.Pending or SessionPhase.Live;
        await GrainFactory.GetGrain<IVoiceRoomGrain>(room).Taken(sessionId, [.. happened.Select(one => one.Id)], isOpen);
    }

    private async Task<bool> TryTake(ImmutableArray<RoomEvent> happened)
    {
        var isTaken = false;
        await Guarded(async () =>
        {
            if (Session.Phase == SessionPhase.Live && epoch == 0) await Recover();
            if (Session.Phase is SessionPhase.Pending or SessionPhase.Live) await TakeAll(happened);
            isTaken = true;
        });
        return isTaken;
    }

    private async Task TakeAll(ImmutableArray<RoomEvent> happened)
    {
        var wasHere = Evidence.Here;
        var joined = happened.RemoveAll(one => one.Kind != RoomEventKind.Joined);
        // That a connection ended says nothing about another.
        await Take(happened.Aggregate(WithoutUnconfirmed(joined), With), heardAt: joined.IsEmpty ? default : joined.Max(one => one.At));
        // It was told late, or of one connection of several: how it stands with the others is not known yet.
        if (Evidence.Here && (wasHere || !Confirmed) && !(Now < nextLook))
        {
            nextLook = Now + LookAgain;
            await Worker.Look(Key);
        }
    }

    /// <summary>A new connection must not vouch for those before it of which LiveKit has been silent for long: they count again once it lists them.</summary>
    private Presence WithoutUnconfirmed(ImmutableArray<RoomEvent> joined) => !joined.IsEmpty && Evidence.Here && !Confirmed
        ? Evidence.Observe([.. joined.Select(one => new Sighting(one.ParticipantSid!, one.At))], joined.Max(one => one.At), seenAt)
        : Evidence;

    public Task Listed(RoomListing listing)
    {
        if (Session.Phase is not (SessionPhase.Pending or SessionPhase.Live)) return Task.CompletedTask;
        if (!Evidence.Here) return listing.Participants > 0 ? Worker.Look(Key) : Task.CompletedTask;
        if (!listing.Exists || listing.Participants == 0 || (everybody is { } count && count != listing.Participants)) return Worker.Look(Key);
        return Guarded(() => Take(Evidence, heardAt: listing.AskedAt));
    }

    public Task Observed(RoomObservation observation)
    {
        if (Session.Phase is not (SessionPhase.Pending or SessionPhase.Live)) return Task.CompletedTask;
        return Guarded(async () =>
        {
            if (Session.Phase == SessionPhase.Live && epoch == 0) await Recover();
            if (Session.Phase is not (SessionPhase.Pending or SessionPhase.Live)) return;
            if (Session.Phase == SessionPhase.Pending && !observation.Connections.IsEmpty && (await FindMetered())?.OpenedAt >= Session.CreatedAt)
            {
                await Cancel(EndReasons.Superseded);
                return;
            }

            var seen = Evidence.Observe(await Sightings(observation), observation.AskedAt, seenAt);
            if (Evidence.Here && !seen.Here) missedAt = observation.AskedAt;
            (answeredAt, everybody) = (observation.AskedAt, observation.Everybody);
            await Take(seen, heardAt: observation.AskedAt);
            // Only once it is stored: who was missing then must not be taken as seen when they are missing again.
            if (!observation.Connections.IsEmpty) seenAt = observation.AskedAt;
            await Tick(checkpoint: false);
        });
    }

    /// <summary>
    /// Who has been there since before this session was made came with another one: they count for this session from now on, but not as long as
    /// the other one is metered.
    /// </summary>
    private async Task<ImmutableArray<Sighting>> Sightings(RoomObservation observation)
    {
        // Who is still connecting is not there yet; who was there and is moving to another node of LiveKit's still is.
        var seen = observation.Connections.RemoveAll(connection => !connection.IsConnected && !Evidence.Knows(connection.ParticipantSid));
        if (Session.Phase == SessionPhase.Pending && !seen.IsEmpty && await FindMetered() is not null) seen = seen.RemoveAll(CameBefore);
        return [.. seen.Select(connection => new Sighting(
            connection.ParticipantSid, CameBefore(connection) ? observation.AskedAt : connection.From))];

        bool CameBefore(SeenConnection connection) => connection.From < Session.CreatedAt;
    }

    public Task RoomMade() => Session.Agent is null ? Task.CompletedTask : state.Store(Session with { Agent = null });

    /// <summary>The room is made with the agent in it before anybody joins; ordered again until LiveKit has confirmed it.</summary>
    private Task MakeRoom() => Session.Agent is { } agent ? Worker.Make(Key, agent) : Task.CompletedTask;

    /// <summary>Durable here first, then measured by the wallet.</summary>
    private async Task Take(Presence presence, DateTimeOffset heardAt)
    {
        if (heardAt > this.heardAt) this.heardAt = heardAt;
        if (Session.Phase == SessionPhase.Pending) await TakePending(presence);
        else if (!ReferenceEquals(presence, Evidence))
        {
            await state.Store(Session with { Presence = presence });
            await Measure();
        }
        else if (segment is not null && (IsUnmeasured || (Evidence.Here && !Running)))
            await Measure();
    }

    private async Task TakePending(Presence presence)
    {
        if (SpansOf(presence).IsEmpty)
        {
            if (!ReferenceEquals(presence, Evidence)) await state.Store(Session with { Presence = presence });
        }
        else if (await GoLive(new SessionTerms(Session.Room, Session.RatePermille, Session.LimitMs), presence) is not null)
            await Cancel(EndReasons.Refused);
    }

    /// <summary>The wallet charges what was seen, no more and no less.</summary>
    private async Task Measure()
    {
        var reply = await AskToMeasure();
        if (reply.Verdict == SegmentVerdict.Done) lastCheckpoint = Now;
        if (Session.Phase == SessionPhase.Live && segment is { Exhausted: true }) await GoOnOrStop();
    }

    private async Task<SegmentReply> AskToMeasure()
    {
        var presence = Evidence;
        var reply = await Ask(wallet => wallet.Measure(
            NextCall(), [.. SpansOf(presence).Select(span => new PresenceSpan(span.From, span.To)), .. OnWord()]));
        if (reply.Verdict == SegmentVerdict.Done) measured = presence;
        return reply;
    }

    private ImmutableArray<Span> SpansOf(Presence presence) =>
        presence.Spans(Session.CreatedAt, Confirmed ? null : heardAt + options.Value.Unconfirmed, segment?.LimitAt);

    /// <summary>A client that starts a session may have its talk in another way, before anybody joins the room.</summary>
    private IEnumerable<PresenceSpan> OnWord()
    {
        if (Session.StartedAt is not { } startedAt) yield break;
        var span = Evidence.BeforeAnybody(new Span(startedAt, Session.UnattendedSince));
        yield return new PresenceSpan(span.From, span.To, OnWord: true);
    }

    private async Task TickWithPresence(DateTimeOffset now, bool checkpoint)
    {
        if (IsUnmeasured) await Measure();
        if (Session.Phase != SessionPhase.Live || await CloseAtALimit(now)) return;
        if (!Running && (checkpoint || now >= lastCheckpoint + options.Value.Unconfirmed) && !await IsStillOpen(now)) return;
        if (!Evidence.Here) await EndUnlessBack(now);
        else if (segment is { Exhausted: true }) await GoOnOrStop();
        else if (Running != Confirmed) await Measure();
        else if (Running && (checkpoint || IsCheckpointDue(now))) await Checkpoint(now);
    }

    /// <summary>A session that is not metered has no checkpoints to learn from that another one has taken its place.</summary>
    private async Task<bool> IsStillOpen(DateTimeOffset now)
    {
        await Ask(wallet => wallet.Checkpoint(NextCall(), LastSign, null));
        lastCheckpoint = now;
        return Session.Phase == SessionPhase.Live;
    }

    /// <summary>Before a session is ended because somebody is gone, LiveKit is asked; without an answer it stays paused, which costs nothing.</summary>
    private async Task EndUnlessBack(DateTimeOffset now)
    {
        if (now < BackUntil) return;
        if (answeredAt >= BackUntil)
        {
            await Close(
                !Evidence.LeftIsKnown ? EndReasons.Lost : Evidence.RoomFinished ? EndReasons.RoomFinished : EndReasons.Left, Evidence.LeftAt!.Value);
            return;
        }

        nextLook = now + LookAgain;
        await Worker.Look(Key);
    }

    private DateTimeOffset NextWithPresence() => !Evidence.Here
        ? SessionDeadlines.Earliest(NextLimit, Now < BackUntil ? BackUntil : nextLook ?? Now)
        : Running
            ? SessionDeadlines.Earliest(NextRunning(), heardAt + options.Value.Unconfirmed)
            : SessionDeadlines.Earliest(NextLimit, Now + options.Value.Unconfirmed);

    private Presence With(Presence presence, RoomEvent happened) => happened.Kind switch
    {
        RoomEventKind.Joined => presence.Join(happened.RoomSid, happened.ParticipantSid!, happened.At),
        RoomEventKind.Left => presence.Leave(happened.RoomSid, happened.ParticipantSid!, happened.JoinedFrom, happened.At),
        RoomEventKind.Aborted => presence.Abort(happened.RoomSid, happened.ParticipantSid!, happened.At),
        RoomEventKind.Finished => presence.Finish(happened.RoomSid, happened.At, unheardSince: Confirmed ? null : seenAt),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, null),
    };
}
