using MindBot.Grains.Metering;
using MindBot.Grains.Wallets;
using MindBot.Metering.Tests.Support;
using MindBot.Simulation.Truth;
using Orleans.Runtime;

namespace MindBot.Simulation.Worlds;

/// <summary>Sees every durable write of every wallet, whoever wrote it and whatever became of the writer.</summary>
internal sealed partial class World
{
    private readonly Dictionary<string, Books> books = [];
    private Violation? witnessed;

    private void Witnessed(string stateName, GrainId grain, object? stored)
    {
        if (witnessed is not null || stored is not WalletState { Wallet: { } wallet }) return;
        var user = grain.Key.ToString()!;
        if (!books.TryGetValue(user, out var book)) books[user] = book = new Books();
        try
        {
            book.Add(wallet);
        }
        catch (Exception broken) when (broken is InvalidOperationException or Violation)
        {
            // In the middle of a grain's write: the story is told of it at its next step.
            witnessed = broken as Violation ?? Named(user, broken.Message);
        }
    }

    private static Violation Named(string user, string message)
    {
        var said = message.Replace("Broken: ", "", StringComparison.Ordinal);
        var name = said.Length > 2 && said[0] == 'I' && char.IsAsciiDigit(said[1]) ? said[..2] : "Books";
        return new(name, $"the wallet of {user}: {said}");
    }

    /// <summary>The audit of one wallet, and what is to be judged with the knowledge of the story.</summary>
    private sealed class Books
    {
        private readonly Audit audit = new();
        private readonly HashSet<string> seen = [];
        private Wallet wallet = Wallet.Empty;

        public Queue<Settlement> News { get; } = [];

        public IReadOnlyList<LedgerEntry> Entries => audit.Entries;

        public Wallet Wallet => wallet;

        public bool WasEmpty { get; private set; }

        public void Add(Wallet next)
        {
            var known = audit.Entries.Count;
            audit.Inspect(next);
            foreach (var entry in audit.Entries.Skip(known))
                if (entry.At > next.SettledUntil) throw new Violation("I8", $"{entry.Kind} of {entry.CardId} was booked at {next.SettledUntil:O}, before {entry.At:O}");
            foreach (var segment in next.Segments)
                if (wallet.Find(segment.SessionId) is { } before && (segment.Epoch, segment.Sequence).CompareTo((before.Epoch, before.Sequence)) < 0)
                    throw new Violation("I5", $"{segment.SessionId} went back from epoch {before.Epoch}, {before.Sequence} to {segment.Epoch}, {segment.Sequence}");
            foreach (var settlement in next.Settlements)
                if (seen.Add(settlement.SessionId)) News.Enqueue(settlement);
            WasEmpty |= next.AvailableMicros == 0 && next.Segments.Length > 0;
            wallet = next;
        }
    }
}
