namespace MindBot.Grains.Payments;

/// <summary>What a user has paid; key: the user id. Awaits no grain but its own pages.</summary>
[Alias("mindbot.IMoneyLedgerGrain")]
public interface IMoneyLedgerGrain : IGrainWithStringKey
{
    /// <summary>Adds an entry, durably; false when it has one with this id already, which then stays as it is.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or the sign of the amount is not that of its kind: the caller is wrong.</exception>
    [Alias("Record")]
    Task<bool> Record(MoneyEntry entry);

    /// <summary>Entries older than number <paramref name="before"/> (null: from the newest), newest first.</summary>
    [Alias("Read")]
    Task<MoneyPage> Read(int limit, long? before);

    [Alias("GetTotals")]
    Task<MoneyTotals> GetTotals();
}
