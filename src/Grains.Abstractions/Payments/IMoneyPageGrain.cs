using System.Collections.Immutable;

namespace MindBot.Grains.Payments;

/// <summary>
/// A full page of a money ledger, which never changes again; key: <c>{user id}/{page}</c>. Page p holds the entries p × <see cref="Size"/> + 1
/// to (p + 1) × <see cref="Size"/>. Only the ledger calls it.
/// </summary>
[Alias("mindbot.IMoneyPageGrain")]
public interface IMoneyPageGrain : IGrainWithStringKey
{
    const int Size = 50;

    /// <summary>Keeps the page, durably; a repeat changes nothing.</summary>
    [Alias("Keep")]
    Task Keep(ImmutableArray<MoneyLine> lines);

    [Alias("Read")]
    Task<ImmutableArray<MoneyLine>> Read();
}
