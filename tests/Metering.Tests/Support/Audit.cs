using MindBot.Grains.Metering;
using MindBot.Grains.Metering.Auditing;

namespace MindBot.Metering.Tests.Support;

/// <summary>The invariants that must hold after every single step, with what can only be judged over time (ledger, settlements).</summary>
internal sealed class Audit
{
    private readonly List<LedgerEntry> entries = [];
    private readonly Dictionary<string, Settlement> settled = [];
    private readonly Dictionary<string, Quota> quotas = [];
    private DateTimeOffset latest;
    private long ledgerMicros;
    private long ledgerDebtMicros;

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public void Inspect(Wallet wallet)
    {
        Require(wallet.SettledUntil >= latest, "time runs forwards");
        latest = wallet.SettledUntil;
        foreach (var card in wallet.Cards) InspectCard(card);
        foreach (var segment in wallet.Segments) InspectSegment(wallet, segment);
        InspectPool(wallet);
        InspectLedger(wallet);
        foreach (var settlement in wallet.Settlements) InspectSettlement(wallet, settlement);
        InspectQuotas(wallet);
        Recompute(wallet);
    }

    /// <summary>What an auditor sees who has only the books: as the ledger has them, which may lag behind.</summary>
    private void Recompute(Wallet wallet)
    {
        var taken = wallet.Outbox is [var oldest, ..] ? (int)oldest.Number - 1 : entries.Count;
        var result = WalletAudit.Run(Books.Of(wallet, entries[..taken]));
        Require(result.IsClean, "the auditor's word", result.Violations.Cast<object>().ToArray());
    }

    private static void InspectCard(Card card)
    {
        var accounted = card.AvailableMicros + card.ConsumedMicros + card.ExpiredMicros + card.RevokedMicros + card.DebtPaidMicros;
        Require(card.IssuedMicros == accounted, "I1", card);
        Require(
            long.Min(long.Min(card.AvailableMicros, card.ConsumedMicros), long.Min(card.ExpiredMicros, card.RevokedMicros)) >= 0
            && long.Min(card.DebtPaidMicros, long.Min(card.TakenBackMicros, card.DebtCausedMicros)) >= 0,
            "I3", card);
        var takenFromExpired = card.TakenBackMicros - card.RevokedMicros - card.DebtCausedMicros;
        Require(takenFromExpired >= 0 && takenFromExpired <= card.ExpiredMicros, "taken back is revoked, debt or expired", card);
    }

    private static void InspectSegment(Wallet wallet, Segment segment)
    {
        Require(segment.Running == (segment.StoppedAt is null), "stopped is stopped");
        Require((segment.StoppedAt ?? wallet.SettledUntil) <= wallet.SettledUntil, "nobody stops in the future");
        Require(segment.ConfirmedUntil <= wallet.SettledUntil && segment.ConfirmedUntil >= segment.OpenedAt, "confirmed between opening and now");
        foreach (var piece in segment.Pieces) Pieces.Inspect(wallet, piece);
        for (var i = 0; i < segment.Pieces.Length; i++)
        {
            var piece = segment.Pieces[i];
            var end = i + 1 < segment.Pieces.Length ? segment.Pieces[i + 1].From : segment.StoppedAt ?? wallet.SettledUntil;
            Require(piece.From >= segment.OpenedAt && piece.To <= end, "pieces neither overlap nor leave the session");
            Require(piece.ForgivenMicros == 0 || i + 1 < segment.Pieces.Length || !segment.Running, "only an end of credit forgives");
        }

        if (!segment.Running) return;
        Require(segment.Pieces[^1].To == wallet.SettledUntil, "a running segment is charged up to the wallet's time");
        Require(segment.Pieces[^1].RatePermille == segment.RatePermille, "a running segment is charged at its rate");
    }

    private static void InspectPool(Wallet wallet)
    {
        Require(wallet.DebtMicros >= 0, "I3: debt");
        Require(wallet.Owed.All(owed => owed.Micros > 0), "I3: owed for cards of others");
        Require(wallet.Owed.Select(owed => owed.CardId).Distinct().Count() == wallet.Owed.Length, "one debt a card");
        Require(wallet.BurnRatePermille == 0 || wallet.AvailableMicros > 0, "nobody runs on an empty pool");
        Require(wallet.Segments.Select(s => s.Room).Distinct().Count() == wallet.Segments.Length, "one open session a room");
        Require(wallet.Segments.Select(s => s.SessionId).Distinct().Count() == wallet.Segments.Length, "one segment a session");
        for (var i = 1; i < wallet.Cards.Length; i++)
            Require(BurnOrder.Instance.Compare(wallet.Cards[i - 1], wallet.Cards[i]) < 0, "cards in burn order, each once");
    }

    private void InspectLedger(Wallet wallet)
    {
        foreach (var entry in wallet.Outbox)
        {
            if (entry.Number <= entries.Count) continue;
            Require(entry.Number == entries.Count + 1, "entries are numbered without gaps");
            Require(entry.Kind != EntryKind.Consumption || !settled.ContainsKey(entry.SessionId!), "I6: booked once", entry);
            entries.Add(entry);
            ledgerMicros += entry.Micros;
            ledgerDebtMicros += entry.DebtMicros;
        }

        Require(wallet.LastEntry == entries.Count, "the last number is the newest entry's");
        // Frozen credit is booked as gone.
        var credit = wallet.Cards.Where(card => card.FrozenAt is null).Sum(card => card.AvailableMicros);
        Require(ledgerMicros - wallet.ProvisionalMicros == credit, "ledger − provisional debits = credit");
        Require(credit == wallet.AvailableMicros, "what is neither frozen nor expired can be talked away");
        Require(ledgerDebtMicros == wallet.DebtMicros, "Σ debt entries = debt");
    }

    private void InspectSettlement(Wallet wallet, Settlement settlement)
    {
        Require(wallet.Find(settlement.SessionId) is null, "I6: closed is not open");
        Require(wallet.Settlements.Count(s => s.SessionId == settlement.SessionId) == 1, "I6: one settlement a session");
        if (settled.TryAdd(settlement.SessionId, settlement))
        {
            foreach (var piece in settlement.Pieces) Pieces.Inspect(wallet, piece);
            Require(settlement.Pieces.All(piece => piece.ElapsedMs > 0), "an account lists no empty piece");
            Require(settlement.Pieces.Sum(piece => piece.ElapsedMs) == settlement.ElapsedMs, "the account adds up (time)");
            Require(settlement.Pieces.Sum(piece => piece.ChargedMicros) == settlement.ChargedMicros, "the account adds up (credit)");
            var booked = entries.Where(e => e.SessionId == settlement.SessionId && e.Kind == EntryKind.Consumption).Sum(e => e.Micros);
            Require(booked == -settlement.ChargedMicros, "I6: booked exactly", settlement);
        }

        var first = settled[settlement.SessionId];
        Require(first with { Pieces = settlement.Pieces, Acknowledged = settlement.Acknowledged } == settlement, "I6: a settlement never changes");
    }

    /// <summary>No day of any key has more time in all its sessions, closed or open, than its limit; whoever runs has some left.</summary>
    private void InspectQuotas(Wallet wallet)
    {
        foreach (var segment in wallet.Segments)
            if (segment.Quota is { } quota) quotas[segment.SessionId] = quota;
        if (quotas.Count == 0) return;
        var open = wallet.Segments.Select(segment => (segment.SessionId, segment.Pieces));
        var used = settled.Values.Select(closed => (closed.SessionId, closed.Pieces)).Concat(open)
            .Where(session => quotas.ContainsKey(session.SessionId))
            .SelectMany(session => session.Pieces.SelectMany(Pieces.Days).Select(day => (quotas[session.SessionId].Key, day.Day, day.Ms)))
            .GroupBy(part => (part.Key, part.Day));
        foreach (var day in used)
        {
            var usedMs = day.Sum(part => part.Ms);
            Require(usedMs <= quotas.Values.Where(quota => quota.Key == day.Key.Key).Max(quota => quota.DailyLimitMs), "a daily limit holds", day.Key, usedMs);
            if (day.Key.Day.AddDays(1) >= Quotas.DayOf(wallet.SettledUntil))
                Require(usedMs == wallet.UsedMs(day.Key.Key, day.Key.Day), "the wallet knows what is used", day.Key);
        }

        foreach (var segment in wallet.Segments.Where(segment => segment.Running))
            Require(!(wallet.DailyLimitAt(segment) <= wallet.SettledUntil), "nobody runs on an allowance that is used up", segment.SessionId);
    }

    internal static void Require(bool holds, string rule, params object[] subjects)
    {
        if (!holds) throw new InvalidOperationException($"Broken: {rule}: {string.Join(", ", subjects)}");
    }
}
