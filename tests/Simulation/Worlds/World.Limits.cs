using MindBot.Grains.Metering;
using MindBot.Grains.Personas;
using MindBot.Simulation.Truth;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Simulation.Worlds;

/// <summary>Limits that others set: how long one may talk in a day, and wallets that an operator freezes.</summary>
internal sealed partial class World
{
    private static readonly SessionPersona[] Limited =
    [
        new("coach", "Coach", "work", 1000, DailyLimitMs: (long)Minutes(4).TotalMilliseconds),
        new("sage", "Sage", "friends", 800, DailyLimitMs: (long)Minutes(25).TotalMilliseconds),
    ];

    /// <summary>Half of all people, in every story others.</summary>
    private bool HasLimits(int number) => (story.Seed / 3 + number) % 2 == 0;

    private static string With(TalkTruth talk) => talk.Persona is { } persona ? $" with the {persona.Slug}" : "";

    /// <summary>Until the last half minute of the day (UTC).</summary>
    private async Task AwaitMidnight(Person person)
    {
        var before = backend.Now.Date.AddDays(1) - backend.Now.DateTime - Ms(luck.Next(1, 30_000));
        Tell($"{person.Name} waits for midnight");
        if (before > TimeSpan.Zero) await Passes(before);
        await JudgeStep(person);
    }

    /// <summary>Until just before the wallet says that somebody has to stop.</summary>
    private async Task AwaitStop(Person person)
    {
        var view = await Insist(() => backend.Wallet(person.Name).GetView(signOfLife: false));
        var stops = view.Sessions.Where(session => session.State == "running").Select(session => session.LimitAt).Append(view.ExhaustsAt).OfType<DateTimeOffset>().ToList();
        if (stops.Count == 0) return;
        Tell($"{person.Name} talks until {stops.Min():HH:mm:ss.fff}, when it must stop");
        var before = stops.Min() - backend.Now - Ms(luck.Next(0, 1_000));
        if (before > TimeSpan.Zero) await Passes(before);
        await JudgeStep(person);
    }

    private async Task Freeze(Person person)
    {
        Tell($"an operator freezes the wallet of {person.Name}");
        person.Purse.Freeze();
        person.Freezes.Add((NowMs, long.MaxValue));
        await Insist(() => backend.Wallet(person.Name).Freeze("operator: looks wrong"));
        person.Freezes[^1] = (person.Freezes[^1].From, NowMs);
        await JudgeIsFrozen(person, must: true);
    }

    /// <summary>If not theirs, somebody else's.</summary>
    private async Task Thaw(Person whose)
    {
        if (people.Where(one => one.Purse.IsFrozen).MaxBy(one => one == whose) is not { } person) return;
        Tell($"the wallet of {person.Name} is thawed");
        person.Purse.Thaw();
        await Insist(() => backend.Wallet(person.Name).Thaw("operator: is right"));
        await JudgeIsFrozen(person, must: false);
    }

    private async Task JudgeIsFrozen(Person person, bool must)
    {
        var view = await Insist(() => backend.Wallet(person.Name).GetView(signOfLife: false));
        if (HadTwin) return;
        Violation.Unless((view.FrozenAt is not null) == must, "Truth", () => $"the wallet of {person.Name} is {(must ? "not " : "")}frozen");
        Violation.Unless(
            !must || (view.AvailableMicros == 0 && view.Sessions.IsEmpty), "Truth",
            () => $"{person.Name} has {view.AvailableMicros} and {view.Sessions.Length} sessions, but the wallet is frozen");
    }

    /// <summary>All talks that share a daily limit have had no more of any day, as far as they are settled; what a client reported counts for the end.</summary>
    private void JudgeTheDays(Person person, TalkTruth talk)
    {
        if (talk.Persona is not { } persona) return;
        foreach (var day in talk.Settled!.Pieces.SelectMany(piece => new[] { piece.From, piece.To }).Select(at => at.Date).Distinct())
        {
            var usedMs = person.Talks.Values.Where(other => other.Persona == persona).SelectMany(other => other.Settled?.Pieces ?? []).Sum(piece => MsOn(day, piece));
            Violation.Unless(
                usedMs <= persona.DailyLimitMs, "Day", () => $"{person.Name} has talked with the {persona.Slug} for {usedMs} ms on {day:MM-dd}, but may for {persona.DailyLimitMs}");
        }
    }

    private static long MsOn(DateTime day, Piece piece)
    {
        if (piece.Basis == Basis.Client) return piece.From.Date == day ? piece.ElapsedMs : 0;
        var (from, to) = (piece.From.UtcDateTime, piece.To.UtcDateTime);
        var within = (to < day.AddDays(1) ? to : day.AddDays(1)) - (from > day ? from : day);
        return Math.Max(0, within.Ticks / TimeSpan.TicksPerMillisecond);
    }

    /// <summary>In calm weather it is known who is stopped by the day's limit; what ends in the same millisecond for two reasons may be told either way.</summary>
    private static void JudgeStop(Person person, TalkTruth talk, string reason)
    {
        if (person.Purse.Talks.GetValueOrDefault(talk.Id) is not { } known) return;
        Violation.Unless(
            reason == "daily_limit" ? known.AtDaysLimit : known.AtOtherEnd, "Reason",
            () => $"{talk.Id} of {person.Name} ended as {reason}, but the day's limit was {(known.AtDaysLimit ? "" : "not ")}reached");
    }
}
