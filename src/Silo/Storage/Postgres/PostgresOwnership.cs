using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>
/// An advisory lock keeps other processes out where one has a database to itself; the silos of a cluster share it, and keep such a process out. It
/// belongs to the very session that writes: without the lock there is no session to write with, so a process that lost it cannot write beside the next owner.
/// </summary>
internal static class PostgresOwnership
{
    private const int LockHigh = 0x4D69_6E64;
    private const int LockLow = 0x426F_7402;

    /// <summary>The session of a process that just died, or whose connection broke, is given so long to go away.</summary>
    private const string Patience = "1s";

    /// <exception cref="StorageUnavailableException">Another process has it; the message names it.</exception>
    public static void Take(NpgsqlConnection connection, string database, bool isShared)
    {
        try
        {
            var function = isShared ? "pg_advisory_lock_shared" : "pg_advisory_lock";
            connection.Run($"SET lock_timeout = '{Patience}'; SELECT {function}({LockHigh}, {LockLow}); SET lock_timeout = DEFAULT");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StorageUnavailableException(
                $"The database {database} is in use by another process ({Holder(connection) ?? "gone by now"}). Stop that process or use another database.", error);
        }
    }

    /// <returns>The process that holds the lock; null: none.</returns>
    public static string? Holder(NpgsqlConnection connection) => connection.Scalar<string?>(
        $"""
        SELECT max(application_name || coalesce(' at ' || host(client_addr), ''))
        FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND classid = {LockHigh} AND objid = {LockLow}
        """);
}
