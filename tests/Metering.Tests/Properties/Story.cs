using System.Collections.Immutable;
using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>An operation with its caller and numbers fixed: doing it again is a repeat of the same message.</summary>
internal delegate Decision Operation(Wallet wallet, DateTimeOffset now);

/// <summary>What one step did; <paramref name="Session"/> is null when it concerned none.</summary>
internal sealed record Done(Op Op, string? Session, Operation Operation, Wallet Before, Verdict Verdict);

/// <summary>Plays operations on a desk (which audits every step).</summary>
internal sealed class Story
{
    private static readonly int[] Rates = [1, 250, 333, 400, 800, 1000, 1200, 2999, 3000];

    private int weeks;
    private bool quotas;

    public Desk Desk { get; } = new();

    public long NowMs { get; private set; }

    public DateTimeOffset Now => Desk.At(NowMs);

    public Wallet Wallet => Desk.Wallet;

    /// <param name="quotas">Whether some sessions count for a daily limit.</param>
    /// <param name="startMs">When it begins, for instance shortly before midnight.</param>
    public static Story Play(Op[] ops, Action<Story, Done>? afterEach = null, bool quotas = true, long startMs = 0)
    {
        var story = new Story { quotas = quotas, NowMs = startMs };
        foreach (var op in ops)
        {
            story.NowMs = Math.Max(story.NowMs, story.NextInstant(op));
            if (op.Kind == OpKind.WaitAWeek) story.weeks++;
            var session = op.OfASession ? story.Choose(op) : null;
            var operation = session is null ? story.Fix(op) : story.Fix(op, session);
            var before = story.Wallet;
            var verdict = story.Desk.Take(operation(before, story.Now));
            afterEach?.Invoke(story, new(op, session, operation, before, verdict));
        }

        return story;
    }

    private long NextInstant(Op op) => op.Kind switch
    {
        OpKind.Wait => NowMs + op.BackMs,
        OpKind.WaitAWeek => NowMs + Desk.MsOf(Desk.Start + Retention.Settlements) + op.BackMs - 1,
        OpKind.WaitForExhaustion => (Wallet.ExhaustsAt() is { } at ? Desk.MsOf(at) : NowMs) + op.Who % 3 - 1,
        OpKind.WaitForExpiry when Wallet.Cards.Where(card => card.ExpiresAt > Wallet.SettledUntil).Select(card => card.ExpiresAt).ToArray()
            is [var next, ..] => next < Desk.At(NowMs + 100_000) ? Desk.MsOf(next) + op.Who % 3 - 1 : NowMs,
        _ => NowMs + op.Size % 3,
    };

    private Operation Fix(Op op)
    {
        var card = $"c{op.Who}";
        switch (op.Kind)
        {
            case OpKind.Credit:
                var grant = Desk.Grant(card, op.Size + 1, op.BackMs % 3 == 0 ? Desk.YearMs + op.BackMs : NowMs + 1 + op.BackMs * 2);
                return (wallet, now) => new(Credits.Credit(wallet, grant, now), Verdict.Done);
            case OpKind.Freeze:
                return (wallet, now) => new(Disputes.Freeze(wallet, card, now), Verdict.Done);
            case OpKind.Thaw:
                return (wallet, now) => new(Disputes.Thaw(wallet, card, now), Verdict.Done);
            case OpKind.TakeBack:
                var total = op.Size % ((Wallet.FindCard(card)?.IssuedMicros ?? 0) + 1);
                var isGift = op.Who % 4 == 3;
                var isDisputed = op.BackMs % 3 == 0;
                return (wallet, now) => new(Disputes.Return(wallet, card, total, isDisputed, now, isGift), Verdict.Done);
            case OpKind.Owe:
                var owed = op.BackMs % 4 == 0 ? 0 : (long)op.Size;
                return (wallet, now) => new(Disputes.Owe(wallet, $"gift{op.Who % 3}", owed, now), Verdict.Done);
            case OpKind.FreezeAll:
                return (wallet, now) => new(WalletFreezes.Freeze(wallet, "olga: a look at it", now), Verdict.Done);
            case OpKind.ThawAll:
                return (wallet, now) => new(WalletFreezes.Thaw(wallet, "olga: it is right", now), Verdict.Done);
            default:
                return (wallet, now) => new(wallet.Settle(now), Verdict.Done);
        }
    }

    /// <summary>A wallet forgets a session after a week, so a name is used for no longer than that.</summary>
    private string Choose(Op op) => op.Kind != OpKind.Open && Wallet.Segments.Length > 0
        ? Wallet.Segments[op.Who % Wallet.Segments.Length].SessionId
        : $"s{op.Who}-{weeks}";

    private Operation Fix(Op op, string session)
    {
        var caller = Desk.Next(session);
        var rate = Rates[op.Size % Rates.Length];
        var earlier = Desk.At(NowMs - (op.Size % 2 == 0 ? op.BackMs : 0));
        switch (op.Kind)
        {
            case OpKind.Open:
                var request = new OpenRequest(caller, $"room{op.Who % 3}", op.Size % 11 == 0 ? null : rate, earlier, null,
                    op.Size % 5 == 0 ? Basis.Presence : Basis.Server, QuotaOf(op));
                return (wallet, now) => Opening.Open(wallet, request, now);
            case OpKind.Checkpoint:
                return (wallet, now) => Running.Checkpoint(wallet, caller, earlier, now);
            case OpKind.Pause:
                return (wallet, now) => Running.Pause(wallet, caller, earlier, now);
            case OpKind.Resume:
                return (wallet, now) => Running.Resume(wallet, caller, earlier, now, Basis.Presence);
            case OpKind.ChangeRate:
                return (wallet, now) => Running.ChangeRate(wallet, caller, rate, now);
            case OpKind.Measure:
                var spans = Presence(op);
                return (wallet, now) => PresenceMeter.Measure(wallet, caller, spans, now);
            case OpKind.Claim:
                return (wallet, now) => Running.Claim(wallet, session, now);
            default:
                long? reportedMs = op.Size % 3 == 0 ? op.Size / 1000 : null;
                return (wallet, now) => Closing.Close(wallet, caller, EndReasons.ClientEnded, earlier, now, reportedMs);
        }
    }

    private Quota? QuotaOf(Op op) => (quotas, op.BackMs % 3) switch
    {
        (true, 1) => new Quota("pixel", 2_500),
        (true, 2) => new Quota("oak", 6_000),
        _ => null,
    };

    /// <summary>Up to three visits, the last of which may still go on, none of them earlier than a day ago.</summary>
    private ImmutableArray<Span> Presence(Op op)
    {
        var earliest = Math.Max(0, NowMs - Desk.DayMs);
        var from = Math.Max(earliest, NowMs - 2 * op.BackMs - op.Size % 1000);
        var third = Math.Max(1, (NowMs - from) / 3);
        return (op.Size % 7) switch
        {
            0 => [],
            1 => [Desk.Span(from)],
            2 => [Desk.Span(from, from + third), Desk.Span(from + 2 * third)],
            3 => [Desk.Span(earliest, from), Desk.Span(from + third, from + 2 * third)],
            4 => [Desk.Span(from, from + third), Desk.Span(from + third + 1, from + 2 * third), Desk.Span(NowMs)],
            5 => [Desk.Span(earliest)],
            _ => [Desk.Span(from, NowMs)],
        };
    }
}
