using MindBot.Grains.Metering;
using MindBot.Simulation.Truth;

namespace MindBot.Simulation.Worlds;

/// <summary>What must hold after every step, by what the story knows to be true.</summary>
internal sealed partial class World
{
    /// <summary>Ends for which LiveKit's word is not waited for: whoever left just before, of which nobody was told, is still taken on trust.</summary>
    private static readonly string[] EndsAtOnce = ["client_ended", "exhausted", "session_limit", "daily_limit", "superseded", "frozen"];

    private const long TrustMs = 120_000;

    /// <summary>Of a visit that is told late and in the wrong order, within its second.</summary>
    private const long DoubtMs = 999;

    /// <summary>How late a webhook may be; so much earlier than its limit assumed a session may turn out to have begun.</summary>
    private const int LatestMs = 25_000;

    /// <summary>
    /// Of two processes at once each shows, logs and enforces what it knows of for as long as both live: then what is judged is the wallets themselves,
    /// at each write.
    /// </summary>
    private bool HadTwin => story.Weather.HasFlag(Stories.Weather.Twins);

    private async Task JudgeStep(Person person)
    {
        await backend.IdleAsync();
        await Revive();
        await DeliverDue();
        JudgeWitnessed();
        if (IsCalm) await JudgeExactly(person);
    }

    private void JudgeWitnessed()
    {
        if (witnessed is not null) throw witnessed;
        foreach (var person in people)
            if (books.TryGetValue(person.Name, out var book))
                while (book.News.TryDequeue(out var settlement)) Judge(person, settlement);
    }

    /// <summary>Nothing fails: every wallet is what the simple model says, to the microsecond and the millisecond.</summary>
    private async Task JudgeExactly(Person person)
    {
        var (purse, view) = (person.Purse, await backend.Wallet(person.Name).GetView(signOfLife: false));
        Violation.Unless(
            (view.AvailableMicros, view.DebtMicros) == (purse.Left, purse.Debt), "Truth",
            () => $"{person.Name} has {view.AvailableMicros} and owes {view.DebtMicros}, but must have {purse.Left} and owe {purse.Debt}");
        var running = view.Sessions.Where(session => session.State == "running").Select(session => (session.SessionId, session.RatePermille, session.ElapsedMs)).Order();
        var mustRun = purse.Talks.Where(talk => talk.Value.Runs).Select(talk => (talk.Key, talk.Value.Rate, talk.Value.Ms)).Order();
        Violation.Unless(
            running.SequenceEqual(mustRun), "Truth", () => $"{person.Name} talks in [{string.Join(", ", running)}], but must talk in [{string.Join(", ", mustRun)}]");
        foreach (var card in view.Cards)
            Violation.Unless(
                purse.Cards.Find(known => known.Id == card.Id) is { } known && (known.Left == card.AvailableMicros || card.ExpiresAt <= view.At), "I8",
                () => $"{card.Id} of {person.Name} holds {card.AvailableMicros}, but must hold {purse.Cards.Find(known => known.Id == card.Id)?.Left}");
        foreach (var card in view.Cards.Where(card => card.Status == "active"))
            Violation.Unless(
                purse.Cards.Find(known => known.Id == card.Id)!.Expires == MsOf(card.ExpiresAt), "I8", () => $"{card.Id} of {person.Name} is good until {card.ExpiresAt:O}, but must not be");
    }

    /// <summary>A session was settled: nobody pays for absence (I7), nor twice (I4), and it ended for the reason that is given.</summary>
    private void Judge(Person person, Settlement settled)
    {
        Tell($"    ({settled.SessionId} of {person.Name} is settled: {settled.Reason}, {settled.ElapsedMs / 1000m} s, {settled.ChargedMicros} µs)");
        Violation.Unless(person.Talks.ContainsKey(settled.SessionId), "I6", () => $"{settled.SessionId} of {person.Name} was settled, but nobody has made it");
        var talk = person.Talks[settled.SessionId];
        talk.Settled = settled;
        JudgeTheDays(person, talk);
        if (HadTwin) return;
        foreach (var piece in settled.Pieces)
        {
            var (from, to) = (MsOf(piece.From), MsOf(piece.To));
            Violation.Unless(piece.RatePermille == talk.Rate, "I2", () => $"{talk.Id} was charged at {piece.RatePermille} instead of {talk.Rate}");
            if (piece.Basis == Basis.Presence) JudgePresence(person, talk, settled.Reason, from, to);
            else if (piece.Basis == Basis.Server) JudgeMeasured(person, talk, from, to);
            else
                Violation.Unless(
                    settled.ElapsedMs <= talk.MostReportedMs, "I7", () => $"{talk.Id} was charged {settled.ElapsedMs} ms, but its client has reported {talk.MostReportedMs}");
            if (piece.Basis == Basis.Client) continue;
            Violation.Unless(
                !person.Talks.Values.Any(other => other != talk && other.Room == talk.Room && other.Settled is { } charged && charged.Pieces.Any(
                    known => known.Basis != Basis.Client && known.From < piece.To && piece.From < known.To)),
                "I4", () => $"{talk.Id} of {person.Name} was charged for time in {talk.Room} that another session has paid for already");
        }

        JudgeReason(person, talk, settled);
        if (IsCalm) JudgeElapsed(person, talk, settled);
    }

    private void JudgePresence(Person person, TalkTruth talk, string reason, long from, long to)
    {
        // That somebody was there already when their client started it is only in memory until LiveKit is asked, which may be silent, as may be its webhooks:
        // then it is the client's word.
        if (talk.StartCalledAt is { } calledAt && story.Weather.HasFlag(Stories.Weather.Crashes) && (story.Weather & (Stories.Weather.LiveKit | Stories.Weather.Webhooks)) != 0)
        {
            JudgeOnWord(person, talk, calledAt, from, to);
            return;
        }

        // Of whoever left unheard a room's end says no more than that they are gone.
        var isLeavingLost = (story.Weather & (Stories.Weather.LiveKit | Stories.Weather.Webhooks)) != 0 && reason == "room_finished";
        var trustMs = !IsCalm && (isLeavingLost || EndsAtOnce.Contains(reason)) ? TrustMs : 0;
        var stays = Stays(person, talk.Room);
        // Who has started it before they joined was there, if only in another way.
        if (talk.StartCalledAt is { } startedAt)
            stays = stays.Prepend((startedAt, stays.Where(stay => stay.To > startedAt).Select(stay => Math.Max(stay.From, startedAt)).FirstOrDefault(long.MaxValue))).Order();
        foreach (var (stayFrom, stayTo) in stays)
        {
            if (from < stayFrom || from >= to) break;
            // On trust somebody who has left may be charged until LiveKit is asked, or is back; also by a session that was made meanwhile, and was told of the join only.
            if (from - trustMs < stayTo) from = Math.Max(from, Math.Min(to, stayTo) + trustMs);
        }

        Violation.Unless(
            from + (story.Weather.HasFlag(Stories.Weather.Webhooks) ? DoubtMs : 0) >= to, "I7", () => $"{talk.Id} ({reason}) was charged for [{Clock(from)}, {Clock(to)}) in {talk.Room}, where {person.Name} was in {StaysIn(person, talk.Room)}");
    }

    /// <summary>
    /// A client's word is good for the time in which somebody heard it: not for an outage in which nobody was in the room. Of whoever had left unheard before
    /// it was given LiveKit's silence is trusted from then on, as if they had just been seen: also for an outage that was over by the end of that trust.
    /// </summary>
    private void JudgeOnWord(Person person, TalkTruth talk, long calledAt, long from, long to)
    {
        foreach (var down in downtimes.Where(down => down.From > calledAt && down.To > down.From && from < down.From && to > down.To && down.To > calledAt + TrustMs))
            Violation.Unless(
                Stays(person, talk.Room).Any(stay => stay.From < down.To && stay.To > down.From - TrustMs), "I7",
                () => $"{talk.Id} was charged for [{Clock(from)}, {Clock(to)}), in which nobody was there to meter");
    }

    private void JudgeMeasured(Person person, TalkTruth talk, long from, long to)
    {
        Violation.Unless(from >= talk.StartCalledAt, "I7", () => $"{talk.Id} was charged from {Clock(from)} on, before it was started");
        Violation.Unless(to <= (talk.EndAnsweredAt ?? NowMs), "I7", () => $"{talk.Id} was charged until {Clock(to)}, after its end");
        // Of a session that was unattended before, the whole gap is charged once its user is back.
        foreach (var down in downtimes.Where(down => talk.Signs.Concat(person.Signs).Any(sign => IsKept(sign) && sign <= down.From && sign > down.From - 15 * 60_000)))
            Violation.Unless(
                !(from < down.From && to > down.To && down.To > down.From), "I7", () => $"{talk.Id} was charged for [{Clock(from)}, {Clock(to)}), in which nobody was there to meter");
    }

    /// <summary>A sign of life is kept by the next checkpoint, or by the one after it if that fails; a crash before loses it.</summary>
    private bool IsKept(long sign) => !downtimes.Any(down => sign <= down.From && sign > down.From - 30_000);

    private void JudgeReason(Person person, TalkTruth talk, Settlement settled)
    {
        var closedAt = MsOf(settled.ClosedAt);
        var holds = settled.Reason switch
        {
            "client_ended" => talk.EndCalled,
            // Absence in LiveKit's memory, or silence, is not enough: they must have been away at some time since.
            "lost" => !WasThere(person, talk.Room, closedAt, NowMs),
            "left" or "room_finished" => Stays(person, talk.Room).Any(stay => stay.To != long.MaxValue && stay.To >= closedAt && stay.To < closedAt + 1_000)
                || (!IsCalm && !WasThere(person, talk.Room, closedAt, NowMs)),
            // It lasts exactly as long, or ends before it if nobody was there any more; the check below is for all of them.
            "session_limit" => true,
            "superseded" => person.Talks.Values.Any(other => other != talk && other.Room == talk.Room && other.MadeAt >= talk.MadeAt),
            // A crash loses the signs of life since the last checkpoint.
            "unattended" => story.Weather.HasFlag(Stories.Weather.Crashes) || !talk.Signs.Concat(person.Signs).Any(sign => sign <= closedAt && sign > closedAt - 15 * 60_000),
            "exhausted" => true,
            "daily_limit" => talk.Persona is not null,
            "frozen" => person.Freezes.Any(freeze => MsOf(settled.SettledAt) >= freeze.From && MsOf(settled.SettledAt) <= freeze.To),
            _ => false,
        };
        Violation.Unless(
            closedAt - MsOf(settled.OpenedAt) <= talk.LimitMs, "Truth",
            () => $"{talk.Id} of {person.Name} lasted from {Clock(MsOf(settled.OpenedAt))} to {Clock(closedAt)}, but its limit is {talk.LimitMs} ms");
        Violation.Unless(holds, "Reason", () => $"{talk.Id} of {person.Name} ended as {settled.Reason} at {Clock(closedAt)}, which is not so: {StaysIn(person, talk.Room)}");
        if (IsCalm) JudgeStop(person, talk, settled.Reason);
        // Later credit cannot have been there: nothing may be left of what was there then.
        if (settled.Reason == "exhausted" && IsCalm)
            Violation.Unless(person.Purse.Talks.GetValueOrDefault(talk.Id) is { Over: true }, "Truth", () => $"{talk.Id} was stopped although there was credit");
    }

    private void JudgeElapsed(Person person, TalkTruth talk, Settlement settled)
    {
        var must = person.Purse.Talks.GetValueOrDefault(talk.Id)?.Ms ?? 0;
        // Whose turn comes after the pool ran dry within the last millisecond may not be charged for that one.
        Violation.Unless(
            settled.ElapsedMs == must || (Math.Abs(settled.ElapsedMs - must) <= 1 && person.Purse.Left == 0), "Truth",
            () => $"{talk.Id} of {person.Name} lasted {settled.ElapsedMs} ms, but must have lasted {must}");
    }

    private IEnumerable<(long From, long To)> Stays(Person person, string room) => backend.LiveKit.Stays(person.Name, room)
        .Select(stay => (From: MsOf(stay.From), To: stay.To is { } to ? MsOf(to) : long.MaxValue)).OrderBy(stay => stay.From);

    private bool WasThere(Person person, string room, long from, long to)
    {
        foreach (var stay in Stays(person, room))
            if (stay.From <= from && stay.To > from) from = stay.To;
        return from > to;
    }

    private string Clock(long ms) => $"{beganAt.AddMilliseconds(ms):HH:mm:ss.fff}";

    private string StaysIn(Person person, string room) =>
        string.Join(", ", Stays(person, room).Select(stay => $"[{Clock(stay.From)}, {(stay.To == long.MaxValue ? "" : Clock(stay.To))})"));
}
