using System.Text.Json;

namespace MindBot.Tests.Clients;

internal sealed record LedgerEntry(long Id, string Kind, long Micros, string? SessionId, string? CardId);

/// <summary>A person's whole ledger, page by page, with its sums checked.</summary>
internal sealed record Ledger(IReadOnlyList<LedgerEntry> Entries)
{
    /// <summary>Small, so that there are several.</summary>
    private const int PageSize = 20;

    public IReadOnlyList<LedgerEntry> Credits => [.. Entries.Where(entry => entry.Kind == "credit")];

    public static async Task<Ledger> Read(Person person)
    {
        var page = (await person.Get($"/time/ledger?limit={PageSize}")).Ok;
        var (sum, provisional, balance) = (Micros(page, "sum"), Micros(page, "provisional"), Micros(page, "balance"));
        List<LedgerEntry> entries = [.. EntriesOf(page)];
        while (page.GetProperty("next") is { ValueKind: JsonValueKind.Number } next)
        {
            page = (await person.Get($"/time/ledger?limit={PageSize}&before={next.GetInt64()}")).Ok;
            entries.AddRange(EntriesOf(page));
        }

        Assert.Equal(sum, entries.Sum(entry => entry.Micros));
        Assert.Equal(balance, sum - provisional);
        Assert.Equal(Enumerable.Range(1, entries.Count).Reverse(), entries.Select(entry => (int)entry.Id));
        return new Ledger(entries);
    }

    private static long Micros(JsonElement page, string name) => page.GetProperty($"{name}_microseconds").GetInt64();

    private static IEnumerable<LedgerEntry> EntriesOf(JsonElement page) =>
        page.GetProperty("entries").EnumerateArray().Select(entry => new LedgerEntry(
            entry.GetProperty("id").GetInt64(), entry.GetProperty("kind").GetString()!, entry.GetProperty("microseconds").GetInt64(),
            entry.GetProperty("session_id").GetString(), entry.GetProperty("card_id").GetString()));
}
