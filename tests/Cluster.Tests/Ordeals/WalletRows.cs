using System.Text.Json;
using MindBot.Silo.Storage;
using Npgsql;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>An open segment or a settlement, as it lies in the database.</summary>
internal sealed record StoredSegment(string User, string Session, long Epoch, long Sequence, DateTimeOffset ConfirmedUntil, bool IsSettled);

/// <summary>The wallets in the database, in either storage.</summary>
internal sealed class WalletRows(PostgresAddress database) : IDisposable
{
    private const string Query =
        """
        SELECT key, payload FROM state_rows WHERE kind LIKE 'wallet/%'
        UNION ALL
        SELECT GrainIdExtensionString, PayloadBinary FROM OrleansStorage WHERE GrainTypeString LIKE '%wallet%' AND PayloadBinary IS NOT NULL
        """;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(database.ConnectionString);

    /// <returns>Null: the database is away.</returns>
    public async Task<IReadOnlyList<StoredSegment>?> Read()
    {
        try
        {
            await using var command = source.CreateCommand(Query);
            await using var rows = await command.ExecuteReaderAsync();
            List<StoredSegment> all = [];
            while (await rows.ReadAsync()) all.AddRange(Parse(rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
            return all;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    public void Dispose() => source.Dispose();

    private static IEnumerable<StoredSegment> Parse(string user, byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        var wallet = json.RootElement.GetProperty("wallet");
        return [.. All("segments", isSettled: false), .. All("settlements", isSettled: true)];

        IEnumerable<StoredSegment> All(string name, bool isSettled) => wallet.TryGetProperty(name, out var list)
            ? list.EnumerateArray().Select(one => new StoredSegment(
                user, one.GetProperty("sessionId").GetString()!, Number(one, "epoch"), Number(one, "sequence"),
                one.GetProperty(isSettled ? "settledAt" : "confirmedUntil").GetDateTimeOffset(), isSettled))
            : [];
    }

    /// <summary>Zeros are not stored.</summary>
    private static long Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
}
