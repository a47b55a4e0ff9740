using MindBot.Grains.Metering;
using MindBot.Grains.Metering.Auditing;
using MindBot.Grains.Payments;
using MindBot.Grains.VoiceSessions;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>What a user's sessions and money say, beside the wallet and its ledger.</summary>
internal sealed class OtherBooks(IRowSnapshot rows, StateJson json)
{
    public const string SessionKind = "voiceSession/voicesession", MoneyKind = "moneyLedger/moneyledger", MoneyPageKind = "moneyPage/moneypage";

    /// <summary>Every finished session is in the ledger exactly as its receipt says.</summary>
    public IEnumerable<Violation> Sessions(string userId, IEnumerable<LedgerEntry> entries)
    {
        var booked = entries.Where(entry => entry is { Kind: EntryKind.Consumption, SessionId: not null }).GroupBy(entry => entry.SessionId!)
            .ToDictionary(session => session.Key, session => -session.Sum(entry => entry.Micros));
        foreach (var row in rows.Rows(SessionKind, userId + "/"))
        {
            var id = row.Key[(userId.Length + 1)..];
            if (States.Read<SessionState>(json, SessionKind, row.Key, row.Payload) is not { Phase: SessionPhase.Ended, Result: { } result }) continue;
            if (booked.GetValueOrDefault(id) is var micros && micros != result.ChargedMicros)
                yield return new Violation(Invariants.SettledOnce, "a session is booked as its receipt says", result.ChargedMicros, micros, SessionId: id);
            foreach (var piece in result.Pieces)
                if (piece.Debits.Sum(debit => debit.Micros) + piece.ForgivenMicros is var paid && paid != piece.ElapsedMs * piece.RatePermille)
                    yield return new Violation(
                        Invariants.SessionAddsUp, "debits + forgiven = elapsed × rate", piece.ElapsedMs * piece.RatePermille, paid, SessionId: id);
        }
    }

    /// <summary>Payments and refunds are numbered without a gap, and add up to what was spent.</summary>
    public IEnumerable<Violation> Money(string userId, MoneyLedgerState ledger)
    {
        var lines = new List<MoneyLine>();
        var fullPages = (ledger.LastNumber - ledger.Newest.Length) / IMoneyPageGrain.Size;
        for (var page = 0L; page < fullPages; page++)
            if (rows.Read(new RowKey(MoneyPageKind, $"{userId}/{page}")) is { } row)
                lines.AddRange(States.Read<MoneyPageState>(json, MoneyPageKind, row.Key, row.Payload).Lines);
        lines.AddRange(ledger.Newest);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Number != i + 1)
                yield return new Violation(Invariants.Ledger, "payments have no gap and no double", i + 1, lines[i].Number, Entry: lines[i].Number);
        if (lines.Count != ledger.LastNumber)
            yield return new Violation(Invariants.Ledger, "there are as many payments as were numbered", ledger.LastNumber, lines.Count);
        foreach (var currency in lines.Select(line => line.Entry.Currency).Union(ledger.SpentCents.Keys))
            if (lines.Where(line => line.Entry.Currency == currency).Sum(line => line.Entry.AmountCents) is var sum
                && sum != ledger.SpentCents.GetValueOrDefault(currency))
                yield return new Violation(
                    Invariants.Ledger, $"money spent is what its entries say ({currency})", sum, ledger.SpentCents.GetValueOrDefault(currency));
    }
}
