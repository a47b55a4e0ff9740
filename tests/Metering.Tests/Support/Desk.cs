using MindBot.Grains.Metering;

namespace MindBot.Metering.Tests.Support;

/// <summary>
/// Plays one user's story against the rules. Instants are milliseconds since <see cref="Start"/>; every session numbers its
/// operations itself, as its grain would. The books are audited after every step, in examples too.
/// </summary>
internal sealed class Desk
{
    public const long SecondMs = 1000;
    public const long MinuteMs = 60 * SecondMs;
    public const long DayMs = 24 * 60 * MinuteMs;
    public const long YearMs = 365 * DayMs;

    /// <summary>Microseconds of base-rate time.</summary>
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Audit audit = new();
    private long lastSequence;
    private Wallet wallet = Wallet.Empty;

    public Wallet Wallet
    {
        get => wallet;
        set
        {
            wallet = value;
            audit.Inspect(value);
        }
    }

    /// <summary>Every ledger entry ever made, whether the outbox still holds it or not.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => audit.Entries;

    public static DateTimeOffset At(long ms) => Start.AddMs(ms);

    /// <summary>From one instant to another, or still going on.</summary>
    public static Span Span(long from, long? to = null) => new(At(from), to is { } end ? At(end) : null);

    public static long MsOf(DateTimeOffset at) => Instants.ElapsedMs(Start, at);

    public static CardGrant Grant(string card, long micros, long expiresMs = YearMs) => new(card, null, micros, Start, At(expiresMs));

    /// <summary>The next operation of a session's newest activation.</summary>
    public Caller Next(string session) => new(session, Wallet.Find(session)?.Epoch ?? 1, ++lastSequence);

    public void Settle(long now) => Wallet = Wallet.Settle(At(now));

    public void Credit(string card, long micros, long now = 0, long expires = YearMs) =>
        Wallet = Credits.Credit(Wallet, Grant(card, micros, expires), At(now));

    public Verdict Open(
        string session, long now, int? rate = 1000, string? room = null, long? from = null, long? limit = null, Basis basis = Basis.Server,
        Quota? quota = null) =>
        Take(Opening.Open(
            Wallet, new(Next(session), room ?? "room-" + session, rate, At(from ?? now), limit is { } l ? At(l) : null, basis, quota), At(now)));

    public Verdict Checkpoint(string session, long now, long? sign = null) =>
        Take(Running.Checkpoint(Wallet, Next(session), At(sign ?? now), At(now)));

    public Verdict Pause(string session, long now, long? at = null) => Take(Running.Pause(Wallet, Next(session), At(at ?? now), At(now)));

    public Verdict Resume(string session, long now, long? from = null, Basis basis = Basis.Server) =>
        Take(Running.Resume(Wallet, Next(session), At(from ?? now), At(now), basis));

    public Verdict ChangeRate(string session, int rate, long now) => Take(Running.ChangeRate(Wallet, Next(session), rate, At(now)));

    public Verdict Measure(string session, long now, params IEnumerable<Span> spans) =>
        Take(PresenceMeter.Measure(Wallet, Next(session), [.. spans], At(now)));

    /// <summary>The client's word, and presence as LiveKit tells it.</summary>
    public Verdict MeasureOnWord(string session, long now, Span onWord, params IEnumerable<Span> presence) =>
        Take(PresenceMeter.Measure(Wallet, Next(session), [.. presence], At(now), [onWord]));

    public Verdict Claim(string session, long now) => Take(Running.Claim(Wallet, session, At(now)));

    public Verdict Close(string session, long now, long? at = null, long? clientMs = null, string reason = EndReasons.ClientEnded) =>
        Take(Closing.Close(Wallet, Next(session), reason, At(at ?? now), At(now), clientMs));

    public void Freeze(string card, long now) => Wallet = Disputes.Freeze(Wallet, card, At(now));

    public void Thaw(string card, long now) => Wallet = Disputes.Thaw(Wallet, card, At(now));

    public void FreezeAll(long now) => Wallet = WalletFreezes.Freeze(Wallet, "olga: odd", At(now));

    public void ThawAll(long now) => Wallet = WalletFreezes.Thaw(Wallet, "olga: right", At(now));

    public void TakeBack(string card, long totalMicros, long now, bool owedElsewhere = false) =>
        Wallet = Disputes.TakeBack(Wallet, card, totalMicros, At(now), owedElsewhere);

    public void Return(string card, long totalMicros, bool disputed, long now) =>
        Wallet = Disputes.Return(Wallet, card, totalMicros, disputed, At(now));

    public void Owe(string card, long totalMicros, long now) => Wallet = Disputes.Owe(Wallet, card, totalMicros, At(now));

    public Verdict Take(Decision decision)
    {
        Wallet = decision.Wallet;
        return decision.Verdict;
    }

    public long Balance => Wallet.AvailableMicros;

    public Card Card(string card) => Wallet.FindCard(card) ?? throw new InvalidOperationException($"no card {card}");

    public Segment Segment(string session) => Wallet.Find(session) ?? throw new InvalidOperationException($"no open session {session}");

    public Settlement Settlement(string session) =>
        Wallet.FindSettlement(session) ?? throw new InvalidOperationException($"no settlement of {session}");

    /// <summary>Ledger lines as text: "kind micros card session debt".</summary>
    public string[] Lines => [.. Ledger.Select(e => $"{e.Kind} {e.Micros} {e.CardId} {e.SessionId} {e.DebtMicros}".Trim())];
}
