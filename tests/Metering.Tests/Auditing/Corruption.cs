using System.Collections.Immutable;
using MindBot.Grains.Metering;
using MindBot.Grains.Metering.Auditing;

namespace MindBot.Metering.Tests.Auditing;

/// <summary>One wrong thing in books that were right; <see cref="Of"/> answers null where the books have nothing that it could spoil.</summary>
internal sealed record Corruption(string Name, Func<Books, Books?> Of)
{
    public override string ToString() => Name;

    public static readonly IReadOnlyList<Corruption> All =
    [
        OfCard("more is available", card => card with { AvailableMicros = card.AvailableMicros + 1 }),
        OfCard("more is consumed", card => card with { ConsumedMicros = card.ConsumedMicros + 1 }),
        OfCard("more has expired", card => card with { ExpiredMicros = card.ExpiredMicros + 1 }),
        OfCard("more is revoked", card => card with { RevokedMicros = card.RevokedMicros + 1 }),
        OfCard("more has paid debt", card => card with { DebtPaidMicros = card.DebtPaidMicros + 1 }),
        OfCard("more was issued", card => card with { IssuedMicros = card.IssuedMicros + 1 }),
        OfCard("more was issued and is there", card => card with { IssuedMicros = card.IssuedMicros + 1, AvailableMicros = card.AvailableMicros + 1 }),
        OfCard("more was issued and revoked", card => card with { IssuedMicros = card.IssuedMicros + 1, RevokedMicros = card.RevokedMicros + 1 }),
        OfCard("consumed credit is there again", card => card.ConsumedMicros == 0 ? null : card.Burn(-1)),
        OfCard("credit is consumed that nobody used", card => card.AvailableMicros == 0 ? null : card.Burn(1)),
        OfCard("credit has expired unsaid", card => card.AvailableMicros == 0 ? null
            : card with { AvailableMicros = 0, ExpiredMicros = card.ExpiredMicros + card.AvailableMicros }),
        // What somebody else owes for a card is in their ledger, not in this one.
        OfCard("more of it became debt", card => card.OwedElsewhere ? null : card with { DebtCausedMicros = card.DebtCausedMicros + 1 }),
        OfCard("less was taken back than was revoked", card => card.RevokedMicros == 0 ? null : card with { TakenBackMicros = card.RevokedMicros - 1 }),
        OfCard("an amount is absurd", card => card with { ConsumedMicros = long.MaxValue }),
        OfCard("a card is frozen unsaid", card => card.AvailableMicros == 0 || card.FrozenAt is not null ? null : card with { FrozenAt = card.ActivatedAt }),
        OfCard("a card is thawed unsaid", card => card.AvailableMicros == 0 || card.FrozenAt is null ? null : card with { FrozenAt = null }),
        OfCard("a card with credit has expired", card => card.AvailableMicros == 0 || card.FrozenAt is not null ? null
            : card with { ExpiresAt = card.ActivatedAt.AddDays(-1) }),
        OfWallet("a card is frozen with a wallet that is not", wallet => wallet is { FrozenAt: null, Cards: [var card, ..] }
            ? wallet with { Cards = wallet.Cards.Replace(card, card with { FrozenWithWallet = true }) } : null),
        OfWallet("a wallet is frozen, or not, unsaid", wallet => wallet with { FrozenAt = wallet.FrozenAt is null ? wallet.SettledUntil : null }),
        OfCard("a card has another id", card => card with { Id = card.Id + "?" }),
        OfWallet("a card with credit is gone", wallet =>
            wallet.Cards.FirstOrDefault(card => card.AvailableMicros > 0) is { } card ? wallet with { Cards = wallet.Cards.Remove(card) } : null),
        OfWallet("a card is there twice", wallet => wallet.Cards is [var card, ..] ? wallet with { Cards = wallet.Cards.Add(card) } : null),
        OfWallet("cards are out of order", wallet => wallet.Cards.Length < 2 ? null : wallet with { Cards = [.. wallet.Cards.Reverse()] }),
        OfWallet("more is owed", wallet => wallet with { DebtMicros = wallet.DebtMicros + 1 }),
        OfWallet("a debt is negative", wallet => wallet with { DebtMicros = -1 }),
        OfWallet("more is owed for a gift", wallet => wallet.Owed is [var owed, ..]
            ? wallet with { Owed = wallet.Owed.Replace(owed, owed with { Micros = owed.Micros + 1 }) } : null),
        OfWallet("a debt for a gift is forgotten", wallet => wallet.Owed is [var owed, ..] ? wallet with { Owed = wallet.Owed.Remove(owed) } : null),
        OfWallet("the last number is too high", wallet => wallet with { LastEntry = wallet.LastEntry + 1 }),
        OfWallet("time runs ahead of who is talking", wallet =>
            wallet.BurnRatePermille == 0 ? null : wallet with { SettledUntil = wallet.SettledUntil.AddMs(1) }),
        OfPiece("a piece is longer", piece => piece with { ElapsedMs = piece.ElapsedMs + 1 }),
        OfPiece("a piece is dearer", piece => piece.ElapsedMs == 0 ? null : piece with { RatePermille = piece.RatePermille + 1 }),
        OfPiece("a piece forgives", piece => piece with { ForgivenMicros = piece.ForgivenMicros + 1 }),
        OfPiece("a piece debits more", piece => piece.Debits is [var first, ..]
            ? piece with { Debits = piece.Debits.SetItem(0, first with { Micros = first.Micros + 1 }) } : null),
        OfPiece("a piece debits another card", piece => piece.Debits is [var first, ..]
            ? piece with { Debits = piece.Debits.SetItem(0, first with { CardId = "nobody's" }) } : null),
        OfPiece("a piece begins too early", piece => piece.Basis == Basis.Client ? null : piece with { From = piece.From.AddYears(-1) }),
        OfWallet("a session is open twice", wallet => wallet.Segments is [var open, ..] ? wallet with { Segments = wallet.Segments.Add(open) } : null),
        OfWallet("a session with debits is gone", wallet =>
            wallet.Segments.FirstOrDefault(segment => segment.ChargedMicros > 0) is { } open ? wallet with { Segments = wallet.Segments.Remove(open) } : null),
        OfWallet("a session is settled twice", wallet =>
            wallet.Settlements is [var settled, ..] ? wallet with { Settlements = wallet.Settlements.Add(settled) } : null),
        OfWallet("a settlement says more", wallet => wallet.Settlements is [var settled, ..]
            ? wallet with { Settlements = wallet.Settlements.SetItem(0, settled with { ChargedMicros = settled.ChargedMicros + 1 }) } : null),
        OfWallet("a settlement says longer", wallet => wallet.Settlements is [{ Acknowledged: false } settled, ..]
            ? wallet with { Settlements = wallet.Settlements.SetItem(0, settled with { ElapsedMs = settled.ElapsedMs + 1 }) } : null),
        OfEntry("an entry is larger", entry => entry.Micros == 0 ? null : entry with { Micros = entry.Micros + Math.Sign(entry.Micros) }),
        OfEntry("an entry of debt is larger", entry => entry.DebtMicros == 0 ? null : entry with { DebtMicros = 2 * entry.DebtMicros }),
        OfEntry("an entry has another sign", entry => entry.Micros == 0 ? null : entry with { Micros = -entry.Micros }),
        OfEntry("an entry is of another kind", entry => entry with { Kind = entry.Kind == EntryKind.Expiry ? EntryKind.Refund : EntryKind.Expiry }),
        OfEntry("an entry is another card's", entry => entry.CardId is null ? null : entry with { CardId = "nobody's" }),
        OfEntry("an entry is another session's", entry => entry.Kind != EntryKind.Consumption ? null : entry with { SessionId = null }),
        OfEntry("an entry is of the future", entry => entry with { At = entry.At.AddYears(100) }),
        OfEntry("an entry has another number", entry => entry with { Number = entry.Number + 1 }),
        OfLedger("an entry is missing", entries => entries.RemoveAt(0)),
        OfLedger("an entry is missing and the rest counted anew", entries => Numbered(entries.RemoveAt(entries.Length / 2))),
        OfLedger("an entry is there twice", entries => entries.Insert(0, entries[0])),
        OfLedger("an entry is there twice and the rest counted anew", entries => Numbered(entries.Insert(0, entries[0]))),
        OfLedger("a session is booked again", entries => entries.LastOrDefault(entry => entry.Kind == EntryKind.Consumption) is { } booked
            ? Numbered(entries.Add(booked)) : entries),
        new("the ledger's sum is wrong", books => books with { Totals = books.Totals with { Micros = books.Totals.Micros + 1 } }),
        new("the ledger's debt is wrong", books => books with { Totals = books.Totals with { DebtMicros = books.Totals.DebtMicros + 1 } }),
        new("the ledger says that it has more", books => books with { Totals = books.Totals with { LastEntry = books.Totals.LastEntry + 1 } }),
        new("outbox and ledger disagree", books => books.Ledger is [.., var last]
            ? books with { Wallet = books.Wallet with { Outbox = books.Wallet.Outbox.Insert(0, last with { Note = "another" }) } } : null),
        OfWallet("an entry is lost between ledger and outbox", wallet =>
            wallet.Outbox.IsEmpty ? null : wallet with { Outbox = wallet.Outbox.RemoveAt(0) }),
    ];

    private static Corruption OfWallet(string name, Func<Wallet, Wallet?> change) =>
        new(name, books => change(books.Wallet) is { } changed ? books with { Wallet = changed } : null);

    private static Corruption OfCard(string name, Func<Card, Card?> change) => OfWallet(name, wallet =>
    {
        foreach (var card in wallet.Cards)
            if (change(card) is { } changed) return wallet with { Cards = wallet.Cards.Replace(card, changed) };
        return null;
    });

    private static Corruption OfPiece(string name, Func<Piece, Piece?> change) => OfWallet(name, wallet =>
    {
        foreach (var segment in wallet.Segments)
            if (Changed(segment.Pieces, change) is { } pieces) return wallet.Replace(segment with { Pieces = pieces });
        foreach (var settled in wallet.Settlements)
            if (Changed(settled.Pieces, change) is { } pieces)
                return wallet with { Settlements = wallet.Settlements.Replace(settled, settled with { Pieces = pieces }) };
        return null;
    });

    private static ImmutableArray<Piece>? Changed(ImmutableArray<Piece> pieces, Func<Piece, Piece?> change)
    {
        for (var i = 0; i < pieces.Length; i++)
            if (change(pieces[i]) is { } changed) return pieces.SetItem(i, changed);
        return null;
    }

    private static Corruption OfEntry(string name, Func<LedgerEntry, LedgerEntry?> change) => OfLedger(name, entries =>
    {
        foreach (var entry in entries)
            if (change(entry) is { } changed) return entries.Replace(entry, changed);
        return entries;
    });

    /// <summary>Changes the ledger's entries, and its sums with them: nobody could tell from those.</summary>
    private static Corruption OfLedger(string name, Func<ImmutableArray<LedgerEntry>, ImmutableArray<LedgerEntry>> change) => new(name, books =>
    {
        ImmutableArray<LedgerEntry> entries = [.. books.Ledger];
        if (entries.IsEmpty || change(entries) is var changed && changed == entries) return null;
        return Books.Of(books.Wallet, changed);
    });

    private static ImmutableArray<LedgerEntry> Numbered(ImmutableArray<LedgerEntry> entries) =>
        [.. entries.Select((entry, index) => entry with { Number = index + 1 })];
}
