using MindBot.Grains.Metering;
using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using MindBot.Simulation.Truth;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Simulation.Worlds;

/// <summary>The end of a story: what was wrong is right again, everybody leaves, and then everything must add up.</summary>
internal sealed partial class World
{
    /// <summary>What a lost webhook, a crash or a failed write may cost: LiveKit's last word (every 30 s) that a checkpoint (every 15 s) has kept, and a second.</summary>
    private const long LossMs = 46_000;

    private async Task End()
    {
        luck = new Random(story.Seed);
        await Calm();
        foreach (var person in people)
            foreach (var room in person.Rooms)
            {
                if (!IsCalm) await EndAll(person, room);
                foreach (var visit in backend.LiveKit.Visits(room)) backend.LiveKit.Leave(visit);
            }

        if (IsCalm)
        {
            foreach (var person in people) foreach (var talk in person.Talks.Values.ToList()) await EndTalk(person, talk, null);
            foreach (var person in people) await JudgeStep(person);
        }

        await Passes(Minutes(10));
        if (!backend.IsDown) backend.Crash();
        await Revive();
        await Passes(Minutes(6));
        JudgeWitnessed();
        await CatchUp();
        if (HadTwin) return;
        foreach (var person in people) await JudgePerson(person);
        await JudgeTallies();
    }

    /// <summary>The room's own session, and whatever else was started here: a later start that was refused leaves the one before in the room.</summary>
    private async Task EndAll(Person person, string room)
    {
        foreach (var talk in person.Talks.Values.Where(talk => talk.Room == room && (talk == Newest(person, room) || talk is { StartCalledAt: not null, Settled: null })).ToList())
            await EndTalk(person, talk, null);
    }

    /// <summary>Whatever fault is still to come, comes now.</summary>
    private async Task Calm()
    {
        Tell("from here on all is well");
        isCalmingDown = true;
        LiveKitAnswers();
        (Provider.Unreachable, Provider.AnswersLost) = (0, 0);
        backend.SetWallClockWrong(TimeSpan.Zero);
        await Revive();
        await backend.EndTwinAsync();
        if (IsCalm) return;
        for (var i = 0; i < 8; i++)
        {
            foreach (var person in people.Take(1)) await Grant(person);
            await Passes(Seconds(10));
        }

        await Passes(Seconds(60));
        await DeliverDue();
        JudgeWitnessed();
        if (!HadTwin) await JudgeNobodyTalksForFree();
    }

    /// <summary>Who is there has a session, and who has none was sent away.</summary>
    private async Task JudgeNobodyTalksForFree()
    {
        foreach (var person in people)
            foreach (var room in person.Rooms)
                if (backend.LiveKit.IsPresent(person.Name, room))
                {
                    var session = await Insist(() => backend.Room(room).FindSession(person.Name));
                    Violation.Unless(session is not null, "Enforcement", () => $"{person.Name} is in {room} without a session");
                }
    }

    private async Task JudgePerson(Person person)
    {
        var view = await backend.Wallet(person.Name).GetView(signOfLife: false);
        Violation.Unless(view.Sessions.IsEmpty, "I6", () => $"{person.Name} still talks in {view.Sessions[0].SessionId}");
        foreach (var room in person.Rooms)
            Violation.Unless(!backend.LiveKit.IsPresent(person.Name, room), "Enforcement", () => $"{person.Name} is still in {room}");
        try
        {
            await Grains.Tests.Fixture.Books.Balance(backend, person.Name);
        }
        catch (Xunit.Sdk.XunitException wrong)
        {
            throw new Violation("Books", $"those of {person.Name}: {wrong.Message}");
        }

        var lines = await Grains.Tests.Fixture.Books.AllLines(backend, person.Name);
        var entries = books.TryGetValue(person.Name, out var book) ? book.Entries : [];
        Violation.Unless(
            lines.AsEnumerable().Reverse().Select(line => (line.Number, line.Micros, line.DebtMicros)).SequenceEqual(entries.Select(entry => (entry.Number, entry.Micros, entry.DebtMicros))),
            "Ledger", () => $"{person.Name} has {lines.Count} lines in the ledger, but the wallet has written {entries.Count}");
        var history = await backend.Log(person.Name).Read(200, null);
        foreach (var talk in person.Talks.Values.Where(talk => talk.Settled is not null))
            Violation.Unless(history.Any(finished => finished.SessionId == talk.Id), "I6", () => $"{talk.Id} of {person.Name} was settled, but is not in the log");
        foreach (var finished in history)
        {
            var talk = person.Talks[finished.SessionId];
            talk.EndedAt = MsOf(finished.EndTime);
            talk.WasRefused = finished.EndReason == "refused";
            var settledMicros = talk.Settled?.ChargedMicros ?? 0;
            Violation.Unless(settledMicros == finished.ChargedMicros, "I6", () => $"{talk.Id} was settled at {settledMicros}, but its log says {finished.ChargedMicros}");
        }

        if (!IsCalm && !person.WasEmpty && book is { WasEmpty: false }) foreach (var room in person.Rooms) JudgeLoss(person, room);
    }

    /// <summary>Every talk with a persona that cost something is counted for it, once.</summary>
    private async Task JudgeTallies()
    {
        foreach (var shard in people.GroupBy(person => IPersonaTallyGrain.ShardOf(person.Name)))
        {
            var tally = await backend.Grain<IPersonaTallyGrain>(shard.Key).Read();
            var talks = new List<FinishedSession>();
            foreach (var person in shard) talks.AddRange(await backend.Log(person.Name).Read(200, null));
            foreach (var persona in Limited.Select(persona => persona.Slug))
            {
                var uses = talks.Where(talk => talk is { Status: "completed", ChargedMicros: > 0 } && talk.Persona?.Slug == persona).ToList();
                var must = new PersonaTally(uses.Count, uses.Sum(use => use.ElapsedMs), uses.Sum(use => use.ChargedMicros));
                var has = tally.GetValueOrDefault(persona, PersonaTally.Zero);
                Violation.Unless(has == must, "Tally", () => $"the {persona} is counted as {has}, but was {must}");
            }
        }
    }

    /// <summary>What was there and was not charged is no more than what the faults of the story can explain (I7).</summary>
    private void JudgeLoss(Person person, string room)
    {
        var talks = person.Talks.Values.Where(talk => talk.Room == room && talk is { EndedAt: not null, WasRefused: false }).ToList();
        var spans = talks.Select(talk => (From: talk.MadeAt, To: talk.EndedAt!.Value));
        var present = Union(Stays(person, room).SelectMany(stay => spans.Select(span => (Math.Max(stay.From, span.From), Math.Min(stay.To, span.To)))));
        var charged = talks.SelectMany(talk => talk.Settled?.Pieces ?? []).Where(piece => piece.Basis != Basis.Client)
            .Select(piece => (From: MsOf(piece.From), To: MsOf(piece.To))).ToList();
        var paid = Union(present.SelectMany(stay => charged.Select(piece => (Math.Max(stay.From, piece.From), Math.Min(stay.To, piece.To)))));
        var lossMs = present.Sum(span => span.To - span.From) - paid.Sum(span => span.To - span.From);
        var downMs = downtimes.Sum(down => down.To - down.From);
        // How long somebody has been there whom only LiveKit's list has named (every 30 s) cannot be known while the wall clock is wrong.
        var foundMs = story.Weather.HasFlag(Stories.Weather.Clock) ? 31_000L * talks.Count(talk => talk.StartCalledAt is null) : 0;
        var most = 2_000L * person.Connections + LossMs * (person.Lost + interruptions) + downMs + silentMs + foundMs;
        Violation.Unless(lossMs <= most, "I7", () => $"{lossMs} ms of {person.Name} in {room} were not charged; at most {most} can have been lost");
    }

    /// <summary>Everything that was paid for is there, was used, has expired or has gone back: Σ over all people, since a gift's debt is its buyer's.</summary>
    private async Task JudgeMoney()
    {
        JudgeWitnessed();
        if (HadTwin) return;
        var (has, must) = (0L, 0L);
        foreach (var person in people)
        {
            var view = await Insist(() => backend.Wallet(person.Name).GetView(signOfLife: false));
            // The view is what it would be if it were settled now; so is what was spent.
            var expired = -(books.TryGetValue(person.Name, out var book) ? book.Entries : []).Where(entry => entry.Kind == EntryKind.Expiry).Sum(entry => entry.Micros);
            var wallet = book is null ? Wallet.Empty : book.Wallet.Settle(view.At);
            var unbooked = wallet.Outbox.Where(entry => entry.Number > book!.Wallet.LastEntry && entry.Kind == EntryKind.Expiry).Sum(entry => entry.Micros);
            var consumed = person.Talks.Values.Sum(talk => talk.Settled?.ChargedMicros ?? 0) + view.Sessions.Sum(session => session.ChargedMicros);
            var frozen = view.Cards.Where(card => card.Status is "disputed" or "frozen").Sum(card => card.AvailableMicros);
            has += view.AvailableMicros + frozen - view.DebtMicros;
            must += person.Gifts.Values.Sum(gift => gift.Micros) + cards.Where(card => card.Owner == person).Sum(card => card.Package.TotalMicros - TakenBackMicros(card))
                - (expired - unbooked) - consumed;
            JudgeExpiries(person);
        }

        Violation.Unless(has == must, "I1", () => $"all together have {has}, but must have {must}");
    }

    /// <summary>Nothing expires before its time.</summary>
    private void JudgeExpiries(Person person)
    {
        if (!books.TryGetValue(person.Name, out var book)) return;
        foreach (var entry in book.Entries.Where(entry => entry.Kind == EntryKind.Expiry))
            Violation.Unless(
                person.Gifts.TryGetValue(entry.CardId!, out var gift) && gift.ExpiresAt <= entry.At, "I8", () => $"{entry.CardId} of {person.Name} expired at {entry.At:O}");
    }

    private static List<(long From, long To)> Union(IEnumerable<(long From, long To)> spans)
    {
        var union = new List<(long From, long To)>();
        foreach (var span in spans.Where(span => span.From < span.To).Order())
            if (union.Count > 0 && span.From <= union[^1].To) union[^1] = (union[^1].From, Math.Max(union[^1].To, span.To));
            else union.Add(span);
        return union;
    }
}
