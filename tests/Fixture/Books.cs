using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>Checks that a user's books agree with each other.</summary>
public static class Books
{
    /// <summary>
    /// Ledger − provisional debits = balance, the ledger's sum is that of its lines, nothing is negative, and every finished session is booked
    /// exactly as it was settled, and counted in the totals.
    /// </summary>
    public static async Task Balance(Backend backend, string user)
    {
        var extract = await backend.Ledger(user).Read(200, null);
        var view = await backend.Wallet(user).GetView(signOfLife: false);
        Assert.Equal(extract.SumMicros - extract.ProvisionalMicros, extract.BalanceMicros);
        Assert.Equal(extract.BalanceMicros, view.AvailableMicros);
        Assert.True(view.AvailableMicros >= 0);
        Assert.All(view.Cards, card => Assert.InRange(card.AvailableMicros, 0, card.IssuedMicros));

        var lines = await AllLines(backend, user);
        Assert.Equal(lines.Sum(line => line.Micros), extract.SumMicros);
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(number => (long)number).Reverse(), lines.Select(line => line.Number));

        var booked = lines.Where(line => line.Kind == "consumption").GroupBy(line => line.SessionId!)
            .ToDictionary(session => session.Key, session => -session.Sum(line => line.Micros));
        var finished = await backend.Log(user).Read(200, null);
        Assert.Equal(finished.Length, finished.Select(session => session.SessionId).Distinct().Count());
        foreach (var session in finished) Assert.Equal(session.ChargedMicros, booked.GetValueOrDefault(session.SessionId));
        await Totals(backend, user, finished);
    }

    /// <summary>The totals that are kept are those of the sessions one by one.</summary>
    public static async Task Totals(Backend backend, string user, IReadOnlyList<FinishedSession> finished)
    {
        var totals = await backend.Log(user).GetTotals();
        Assert.Equal(finished.Count, totals.Sessions);
        Assert.Equal(finished.Count(session => session.Status == "completed"), totals.Completed);
        Assert.Equal(finished.Sum(session => session.ElapsedMs), totals.ElapsedMs);
        Assert.Equal(finished.Sum(session => session.ChargedMicros), totals.ChargedMicros);
        Assert.Equal(
            finished.Where(session => session is { Persona: not null, Status: "completed", ChargedMicros: > 0 }).GroupBy(session => session.Persona!.Slug)
                .Select(uses => (uses.Key, uses.LongCount(), uses.Sum(use => use.ElapsedMs), uses.Sum(use => use.ChargedMicros), uses.Max(use => use.EndTime)))
                .Order(),
            totals.Personas.Select(use => (use.Key, use.Value.Sessions, use.Value.ElapsedMs, use.Value.ChargedMicros, use.Value.LastUse)).Order());
        Assert.Equal(totals.ChargedMicros, totals.Months.Values.Sum(month => month.ChargedMicros));
        Assert.Equal(totals.Completed, totals.Months.Values.Sum(month => month.Completed));
    }

    /// <summary>Elapsed × rate = Σ debits + forgiven, piece by piece and in all.</summary>
    public static void Add(SessionView session)
    {
        foreach (var piece in session.Pieces)
        {
            Assert.Equal(piece.ElapsedMs * piece.RatePermille, piece.Debits.Sum(debit => debit.Micros) + piece.ForgivenMicros);
            Assert.InRange(piece.ForgivenMicros, 0, piece.RatePermille);
        }

        Assert.Equal(session.ElapsedMs, session.Pieces.Sum(piece => piece.ElapsedMs));
        Assert.Equal(session.ChargedMicros, session.Pieces.Sum(piece => piece.Debits.Sum(debit => debit.Micros)));
    }

    public static async Task<List<LedgerLine>> AllLines(Backend backend, string user, int page = 200)
    {
        var lines = new List<LedgerLine>();
        while (true)
        {
            var extract = await backend.Ledger(user).Read(page, lines.Count == 0 ? null : lines[^1].Number);
            if (extract.Entries.IsEmpty) return lines;
            lines.AddRange(extract.Entries);
        }
    }
}
