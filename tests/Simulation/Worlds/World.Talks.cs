using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.Simulation.Stories;
using MindBot.Simulation.Truth;

namespace MindBot.Simulation.Worlds;

/// <summary>What people do to talk, with or without LiveKit.</summary>
internal sealed partial class World
{
    private static readonly int[] Rates = [1000, 800, 400, 1200, 2500];

    /// <summary>Why the model would not let it begin; null: it may.</summary>
    private static string? MustRefuse(Person person, TalkTruth talk) =>
        person.Purse.IsFrozen ? RefusalCodes.WalletFrozen
        : person.Purse.Left < talk.Rate * 1000L ? RefusalCodes.InsufficientBalance
        : talk.Persona is { } persona && person.Purse.LeftToday(persona.Slug, persona.DailyLimitMs!.Value) < 1000 ? RefusalCodes.DailyLimitReached
        : null;

    private static void Begin(Person person, TalkTruth talk) =>
        person.Purse.Begin(talk.Id, talk.Rate, talk.LimitMs, talk.Persona?.Slug, talk.Persona?.DailyLimitMs ?? 0);

    /// <summary>As the front does it: only where the user has no session yet.</summary>
    private async Task Prepare(Person person, string room)
    {
        if (await Insist(() => backend.Room(room).FindSession(person.Name)) is not null) return;
        var talk = New(person, room);
        talk.IsPending = true;
        Tell($"{person.Name} prepares {talk.Id} in {room}{With(talk)} at {talk.Rate / 1000m}×, limit {talk.LimitMs / 60_000m} min");
        await Claim(person, talk);
        await Insist(() => backend.Session(person.Name, talk.Id).Prepare(TermsOf(talk)));
    }

    private async Task Start(Person person, string room)
    {
        // In calm weather no room has two sessions that its visitor could count for: which it would be is not for the model to know.
        var pending = Newest(person, room) is { IsPending: true } one && (IsCalm ? IsOpen(person, one) : luck.Next(2) == 0) ? one : null;
        await Start(person, pending ?? New(person, room));
    }

    private async Task Start(Person person, TalkTruth talk)
    {
        var isFirst = talk.StartCalledAt is null;
        talk.StartCalledAt ??= NowMs;
        talk.Signs.Add(NowMs);
        await Claim(person, talk);
        var wasOver = IsOver(person, talk);
        var reply = await Insist(() => backend.Session(person.Name, talk.Id).Start(TermsOf(talk)));
        Tell($"{person.Name} starts {talk.Id} in {talk.Room}{With(talk)} at {talk.Rate / 1000m}×: {reply.Refusal?.Code ?? "ok"}");
        if (reply.Refusal is not null) person.WasEmpty = true;
        if (IsCalm) ModelStart(person, talk, wasOver, reply.Refusal?.Code);
        if (reply.Refusal is null) talk.IsPending = false;
        else
        {
            // As if it had never been called: it may still be started later.
            if (isFirst) talk.StartCalledAt = null;
            await Release(person, talk);
        }
    }

    private async Task Claim(Person person, TalkTruth talk)
    {
        var refusal = await Insist(() => backend.Room(talk.Room).Claim(person.Name, talk.Id));
        Violation.Unless(refusal is null, "Truth", () => $"{person.Name} could not have {talk.Room}: {refusal!.Code}");
        if (!person.Holds.TryGetValue(talk.Room, out var held) || held.Holder != talk) person.Holds[talk.Room] = (talk, Holder(person, talk.Room));
    }

    private Task Release(Person person, TalkTruth talk)
    {
        var held = person.Holds[talk.Room];
        if (held.Former is { } former && !IsOpen(person, talk)) person.Holds[talk.Room] = (former, null);
        return Insist(() => backend.Room(talk.Room).Release(person.Name, talk.Id));
    }

    /// <summary>The open session that has the room, by the model.</summary>
    private TalkTruth? Holder(Person person, string room) => !person.Holds.TryGetValue(room, out var held) ? null
        : IsOpen(person, held.Holder) ? held.Holder
        : held.Former is { } former && IsOpen(person, former) ? former : null;

    private void ModelStart(Person person, TalkTruth talk, bool wasOver, string? refusal)
    {
        var purse = person.Purse;
        var runs = purse.Talks.ContainsKey(talk.Id);
        var expected = wasOver ? RefusalCodes.SessionFinished : runs ? null : MustRefuse(person, talk);
        Violation.Unless(refusal == expected, "Truth", () => $"the start of {talk.Id} was answered with {refusal ?? "ok"} instead of {expected ?? "ok"}");
        if (expected is not null || runs) return;
        foreach (var other in person.Talks.Values.Where(other => other.Room == talk.Room && other != talk)) purse.End(other.Id, 0);
        Begin(person, talk);
        talk.SawPresence |= backend.LiveKit.IsPresent(person.Name, talk.Room);
    }

    private Task StartAgain(Person person, string room) => Newest(person, room) is { } talk ? Start(person, talk) : Task.CompletedTask;

    private async Task EndTalk(Person person, string room)
    {
        if (Newest(person, room) is { } talk) await EndTalk(person, talk, luck.Next(4) == 0 ? luck.Next(1, 1_200_000) : null);
    }

    private async Task EndTalk(Person person, TalkTruth talk, long? reportedMs)
    {
        if (reportedMs is { } ms) reportedMs = Math.Min(ms, talk.LimitMs);
        var wasOver = IsOver(person, talk);
        talk.EndCalled = true;
        talk.Signs.Add(NowMs);
        talk.MostReportedMs = Math.Max(talk.MostReportedMs, reportedMs ?? 0);
        var reply = await Insist(() => backend.Session(person.Name, talk.Id).End(reportedMs));
        if (reply.Refusal is null) talk.EndAnsweredAt ??= NowMs;
        Tell($"{person.Name} ends {talk.Id}{(reportedMs is null ? "" : $", reporting {reportedMs / 1000m} s")}: "
            + (reply.Refusal?.Code ?? $"{reply.Session!.EndReason}, {reply.Session.ElapsedMs / 1000m} s"));
        if (IsCalm) ModelEnd(person, talk, wasOver, reportedMs, reply.Refusal?.Code);
    }

    private void ModelEnd(Person person, TalkTruth talk, bool wasOver, long? reportedMs, string? refusal)
    {
        var isMadeToEnd = talk.IsPending && !wasOver && reportedMs > 0 && MustRefuse(person, talk) is null
            && !person.Purse.Talks.Any(other => !other.Value.Over && person.Talks[other.Key].Room == talk.Room);
        if (isMadeToEnd)
        {
            Begin(person, talk);
            reportedMs = Math.Min(reportedMs!.Value, NowMs - talk.MadeAt);
        }

        var counts = talk.SawPresence ? 0 : reportedMs ?? 0;
        var isTooMuch = person.Purse.IsTooMuchForToday(talk.Id, counts);
        var isRefused = isTooMuch && !isMadeToEnd;
        Violation.Unless(
            (refusal == RefusalCodes.DurationTooLong) == isRefused, "Truth",
            () => $"the end of {talk.Id} was answered with {refusal ?? "ok"}, but the report is {(isRefused ? "" : "not ")}too long for the day");
        if (isRefused) return;
        person.Purse.End(talk.Id, isTooMuch ? 0 : counts);
        (talk.IsCancelled, talk.IsPending) = (talk.IsCancelled || talk.IsPending, false);
    }

    private Task EndAgain(Person person)
    {
        var talks = person.Talks.Values.Where(talk => talk.EndCalled).ToList();
        return talks.Count == 0 ? Task.CompletedTask : EndTalk(person, talks[luck.Next(talks.Count)], luck.Next(2) == 0 ? luck.Next(1, 900_000) : null);
    }

    private async Task Look(Person person, string room)
    {
        if (Newest(person, room) is not { } talk) return;
        talk.Signs.Add(NowMs);
        var reply = await Insist(() => backend.Session(person.Name, talk.Id).Get());
        Tell($"{person.Name} looks at {talk.Id}: {reply.Refusal?.Code ?? reply.Session!.Status}");
    }

    private async Task AskBalance(Person person)
    {
        person.Signs.Add(NowMs);
        var view = await Insist(() => backend.Wallet(person.Name).GetView(signOfLife: true));
        Tell($"{person.Name} asks for the balance: {view.AvailableMicros / 1_000_000m} s");
    }

    /// <summary>Rarely with a second device.</summary>
    private async Task Join(Person person, string room)
    {
        var visits = backend.LiveKit.Visits(room);
        if (visits.Count > (luck.Next(5) == 0 ? 1 : 0)) return;
        var hasSession = story.Weather.HasFlag(Weather.Webhooks) && await Insist(() => backend.Room(room).FindSession(person.Name)) is not null;
        var visit = backend.LiveKit.Join(person.Name, room);
        person.Connections++;
        Tell($"{person.Name} joins {room}");
        if (IsCalm) ModelJoin(person, room);
        // A join is lost only where LiveKit is asked anyway, because a session is open.
        Announce(person, room, () => backend.LiveKit.Joined(visit), mayBeLost: hasSession);
    }

    private void ModelJoin(Person person, string room)
    {
        if (Holder(person, room) is not { } talk) return;
        if (!person.Purse.Talks.TryGetValue(talk.Id, out var known))
        {
            (talk.IsPending, talk.SawPresence) = (false, true);
            // A session that nobody can pay for, or that may not be, is over before it began.
            if (MustRefuse(person, talk) is null) Begin(person, talk);
            else person.Purse.Talks[talk.Id] = new() { Rate = talk.Rate, LimitAt = NowMs, Over = true };
        }
        else
        {
            talk.SawPresence = true;
            if (!known.Runs) Begin(person, talk);
        }
    }

    /// <summary>In calm weather at a whole second, which LiveKit's stamps can tell.</summary>
    private async Task Leave(Person person, string room)
    {
        if (IsCalm) await Passes(TimeSpan.FromMilliseconds((1000 - backend.Now.Millisecond) % 1000));
        var visits = backend.LiveKit.Visits(room);
        if (visits.Count == 0) return;
        var left = backend.LiveKit.Leave(visits[luck.Next(visits.Count)]);
        Tell($"{person.Name} leaves {room}");
        if (IsCalm) ModelLeave(person, room);
        Announce(person, room, () => left, mayBeLost: true);
    }

    /// <summary>They leave while LiveKit cannot be heard: of that no webhook ever tells.</summary>
    private Task Vanish(Person person, string room)
    {
        var visits = backend.LiveKit.Visits(room);
        if (IsCalm || visits.Count == 0) return Task.CompletedTask;
        foreach (var visit in visits) backend.LiveKit.Leave(visit);
        Tell($"{person.Name} leaves {room}, of which LiveKit does not tell");
        person.Lost += visits.Count;
        return Task.CompletedTask;
    }

    private async Task CloseRoom(Person person, string room)
    {
        if (IsCalm) await Passes(TimeSpan.FromMilliseconds((1000 - backend.Now.Millisecond) % 1000));
        if (!backend.LiveKit.Exists(room)) return;
        var finished = backend.LiveKit.Finish(room);
        Tell($"LiveKit closes {room}");
        if (IsCalm) ModelLeave(person, room);
        Announce(person, room, () => finished, mayBeLost: true);
    }

    private void ModelLeave(Person person, string room)
    {
        if (backend.LiveKit.IsPresent(person.Name, room)) return;
        foreach (var talk in person.Talks.Values)
            if (talk.Room == room && talk.SawPresence && person.Purse.Talks.GetValueOrDefault(talk.Id) is { Runs: true }) person.Purse.Pause(talk.Id);
    }

    /// <summary>LiveKit tells of it: at once, or late, twice or never.</summary>
    private void Announce(Person person, string room, Func<RoomEvent> happened, bool mayBeLost)
    {
        if (!story.Weather.HasFlag(Weather.Webhooks) || isCalmingDown)
        {
            Post(() => Receive(room, happened), TimeSpan.Zero);
            return;
        }

        if (mayBeLost && luck.Next(5) == 0)
        {
            person.Lost++;
            Tell("    (of which LiveKit does not tell)");
            return;
        }

        for (var times = luck.Next(1, 3); times > 0; times--)
            Post(() => Receive(room, happened), TimeSpan.FromMilliseconds(luck.Next(3) == 0 ? 0 : luck.Next(1, LatestMs)));
    }

    private async Task Receive(string room, Func<RoomEvent> happened)
    {
        var told = happened();
        Tell($"    LiveKit's {told.Kind} of {room} arrives");
        await Insist(() => backend.Room(room).Receive(told));
        // What it leads to happens in the next millisecond.
        await backend.IdleAsync();
    }

    private void PostConsequences()
    {
        while (backend.LiveKit.Consequences.TryDequeue(out var told))
        {
            Tell($"    LiveKit has obeyed: {told.Event.Kind} of {told.Room}");
            var person = people.Single(person => person.Rooms.Contains(told.Room));
            Announce(person, told.Room, () => told.Event, mayBeLost: true);
        }
    }

    private TalkTruth New(Person person, string room)
    {
        var talk = new TalkTruth
        {
            Id = $"s{person.Talks.Count + 1}",
            Room = room,
            Rate = Rates[luck.Next(Rates.Length)],
            LimitMs = luck.Next(12) == 0 ? 240 * 60_000 : luck.Next(60, 2_400) * 1000L,
            MadeAt = NowMs,
            Persona = person.Limited.Length > 0 && luck.Next(4) > 0 ? person.Limited[luck.Next(person.Limited.Length)] : null,
        };
        person.Talks.Add(talk.Id, talk);
        return talk;
    }

    private static TalkTruth? Newest(Person person, string room) => person.Holds.TryGetValue(room, out var held) ? held.Holder : null;

    /// <summary>By the model: it has ended, or was never joined in time.</summary>
    private bool IsOver(Person person, TalkTruth talk) => person.Purse.Talks.TryGetValue(talk.Id, out var known)
        ? known.Over
        : talk.IsCancelled || (talk.IsPending && NowMs >= talk.MadeAt + 300_000);

    private bool IsOpen(Person person, TalkTruth talk) => (talk.IsPending || person.Purse.Talks.ContainsKey(talk.Id)) && !IsOver(person, talk);

    private static SessionTerms TermsOf(TalkTruth talk) => new(talk.Room, talk.Rate, talk.LimitMs, Persona: talk.Persona);
}
