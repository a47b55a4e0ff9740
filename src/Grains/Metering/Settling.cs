using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>Brings a wallet's time forward. Every other rule begins with it.</summary>
public static class Settling
{
    /// <summary>
    /// Charges all running segments up to <paramref name="until"/>, stops them where the credit or their day's allowance ends, and books what expired.
    /// An instant that is already settled changes nothing, so a clock that stands still or runs back is harmless.
    /// </summary>
    public static Wallet Settle(this Wallet wallet, DateTimeOffset until)
    {
        until = until.FloorMs();
        if (until <= wallet.SettledUntil) return wallet;
        while (Quotas.NextStop(wallet) is { } stop && stop <= until) wallet = Quotas.StopSpent(Charge(wallet, stop));
        return BookExpired(Charge(wallet, until));
    }

    /// <summary>When the running segments will have used up everything, if nothing else happens; null when nothing burns.</summary>
    public static DateTimeOffset? ExhaustsAt(this Wallet wallet)
    {
        var ratePermille = wallet.BurnRatePermille;
        if (ratePermille == 0) return null;
        return OnlyPayer(wallet) is { } card
            ? Instants.Earlier(card.ExpiresAt, wallet.SettledUntil.AddMs((card.AvailableMicros + ratePermille - 1) / ratePermille))
            : Accrual.Run([.. wallet.Cards], RunningLanes(wallet), wallet.SettledUntil, DateTimeOffset.MaxValue.FloorMs());
    }

    /// <summary>Most wallets have one card to burn, and are asked at every checkpoint: no need to play it through.</summary>
    private static Card? OnlyPayer(Wallet wallet)
    {
        Card? only = null;
        foreach (var card in wallet.Cards)
        {
            if (!card.PaysAt(wallet.SettledUntil)) continue;
            if (only is not null) return null;
            only = card;
        }

        return only;
    }

    private static Wallet Charge(Wallet wallet, DateTimeOffset until)
    {
        var lanes = RunningLanes(wallet);
        if (lanes.Count == 0) return wallet with { SettledUntil = until };
        Card[] cards = [.. wallet.Cards];
        var exhaustedAt = Accrual.Run(cards, lanes, wallet.SettledUntil, until);

        Segment[] segments = [.. wallet.Segments];
        var next = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if (!segments[i].Running) continue;
            segments[i] = segments[i] with { Pieces = lanes[next++].Pieces.DrainToImmutable() };
            if (exhaustedAt is { } at) segments[i] = segments[i] with { State = SegmentState.Exhausted, StoppedAt = at };
        }

        return wallet with { Cards = cards.AsImmutable(), Segments = segments.AsImmutable(), SettledUntil = until };
    }

    private static List<Accrual.Lane> RunningLanes(Wallet wallet)
    {
        var lanes = new List<Accrual.Lane>(wallet.Segments.Length);
        foreach (var segment in wallet.Segments)
            if (segment.Running) lanes.Add(new Accrual.Lane(segment));
        return lanes;
    }

    private static Wallet BookExpired(Wallet wallet)
    {
        foreach (var card in wallet.Cards)
        {
            if (card.ExpiresAt > wallet.SettledUntil) break;
            if (card.AvailableMicros == 0 || card.FrozenAt is not null) continue;
            wallet = wallet
                .Book(card.ExpiresAt, EntryKind.Expiry, -card.AvailableMicros, cardId: card.Id)
                .Replace(card with { AvailableMicros = 0, ExpiredMicros = card.ExpiredMicros + card.AvailableMicros });
        }

        return wallet;
    }
}
