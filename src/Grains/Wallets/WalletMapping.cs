using System.Collections.Immutable;
using MindBot.Grains.Metering;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Wallets;

/// <summary>From what the rules think in to what is told outside.</summary>
public static class WalletMapping
{
    private static readonly Dictionary<string, EntryKind> Kinds = Enum.GetValues<EntryKind>().ToDictionary(KindName);

    public static WalletView ToView(this Wallet wallet, ImmutableArray<WalletNotice> notices) => new()
    {
        At = wallet.SettledUntil,
        AvailableMicros = wallet.AvailableMicros,
        ActiveCards = wallet.ActiveCards(),
        NextExpiration = wallet.Cards.FirstOrDefault(card => card.PaysAt(wallet.SettledUntil))?.ExpiresAt,
        DebtMicros = wallet.DebtMicros,
        BurnRatePermille = wallet.BurnRatePermille,
        ExhaustsAt = wallet.ExhaustsAt(),
        Cards = [.. wallet.Cards.Select(ToView)],
        Sessions = [.. wallet.Segments.Select(segment => new OpenSession(
            segment.SessionId, segment.Room, segment.State.ToString().ToLowerInvariant(), segment.OpenedAt, segment.RatePermille,
            segment.ElapsedMs, segment.ChargedMicros, Earlier(segment.LimitAt, wallet.DailyLimitAt(segment))))],
        Notices = notices,
        Quotas = wallet.Quotas(),
        FrozenAt = wallet.FrozenAt,
    };

    public static WalletCard ToView(this Card card) => new(
        card.Id, card.Code, card.IssuedMicros, card.AvailableMicros, card.Status.ToString().ToLowerInvariant(), card.CreatedAt,
        card.ActivatedAt, card.ExpiresAt);

    public static WalletPlan ToPlan(this Wallet wallet, DateTimeOffset? lastUserSign) =>
        new(wallet.SettledUntil, wallet.AvailableMicros, wallet.ActiveCards(), wallet.ExhaustsAt(), lastUserSign);

    public static SegmentView ToView(this Segment segment, Wallet wallet) => new(
        segment.Epoch, segment.Room, segment.RatePermille, segment.OpenedAt, segment.StoppedAt,
        segment.State == SegmentState.Exhausted, segment.ConfirmedUntil, segment.LastSignOfLife, segment.LimitAt,
        segment.ElapsedMs, segment.ChargedMicros, wallet.DailyLimitAt(segment), segment.State == SegmentState.Limited);

    public static SessionSettlement ToMessage(this Settlement settlement) => new(
        settlement.Reason, settlement.OpenedAt, settlement.ClosedAt, settlement.ElapsedMs, settlement.ChargedMicros,
        [.. settlement.Pieces.Select(piece => new SessionPiece(
            piece.From, piece.To, piece.ElapsedMs, piece.RatePermille, piece.Basis.ToString().ToLowerInvariant(),
            [.. piece.Debits.Select(debit => new SessionDebit(debit.CardId, debit.Micros))], piece.ForgivenMicros))]);

    public static LedgerLine ToMessage(this LedgerEntry entry) =>
        new(entry.Number, entry.At, KindName(entry.Kind), entry.Micros, entry.SessionId, entry.CardId, entry.DebtMicros, entry.Note);

    /// <exception cref="ArgumentException">Its kind is none.</exception>
    public static LedgerEntry ToEntry(this LedgerLine line) =>
        new(line.Number, line.At, KindOf(line.Kind), line.Micros, line.SessionId, line.CardId, line.DebtMicros, line.Note);

    public static SegmentVerdict ToMessage(this Verdict verdict) => verdict switch
    {
        Verdict.Done => SegmentVerdict.Done,
        Verdict.Repeated => SegmentVerdict.Repeated,
        Verdict.Superseded => SegmentVerdict.Superseded,
        Verdict.Closed => SegmentVerdict.Closed,
        Verdict.Unknown => SegmentVerdict.Unknown,
        Verdict.InsufficientBalance => SegmentVerdict.InsufficientBalance,
        Verdict.TooManySessions => SegmentVerdict.TooManySessions,
        Verdict.DailyLimitReached => SegmentVerdict.DailyLimitReached,
        Verdict.WalletFrozen => SegmentVerdict.WalletFrozen,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    private static ImmutableArray<QuotaUsage> Quotas(this Wallet wallet)
    {
        var today = Metering.Quotas.DayOf(wallet.SettledUntil);
        return [.. wallet.QuotaUses.Select(use => use.Key).Concat(wallet.Segments.Select(segment => segment.Quota?.Key)).OfType<string>().Distinct()
            .Select(key => new QuotaUsage(key, wallet.UsedMs(key, today)))];
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => b is null || a <= b ? a : b;

    private static int ActiveCards(this Wallet wallet)
    {
        var active = 0;
        foreach (var card in wallet.Cards)
            if (card.PaysAt(wallet.SettledUntil)) active++;
        return active;
    }

    private static EntryKind KindOf(string name) =>
        Kinds.TryGetValue(name, out var kind) ? kind : throw new ArgumentException($"'{name}' is no kind of entry.", nameof(name));

    private static string KindName(EntryKind kind) => kind switch
    {
        EntryKind.DebtReleased => "debt_released",
        EntryKind.DebtPayment => "debt_payment",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
