using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MindBot.Silo.Storage;

/// <summary>
/// A prepared statement that is used again and again from one thread. It goes past <see cref="SqliteCommand"/>, whose parameters
/// allocate several objects per row, straight to SQLite's own calls.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int LongestTextOnStackBytes = 512;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public SqliteStatement Bind(int index, string text)
    {
        var maxBytes = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = maxBytes <= LongestTextOnStackBytes ? stackalloc byte[LongestTextOnStackBytes] : new byte[maxBytes];
        return Bind(index, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and SQLite takes a missing address for NULL.
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(statement, index, "") : raw.sqlite3_bind_text(statement, index, utf8));
        return this;
    }

    public SqliteStatement Bind(int index, long number)
    {
        Check(raw.sqlite3_bind_int64(statement, index, number));
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result == raw.SQLITE_DONE)
            return false;
        raw.sqlite3_reset(statement);
        SqliteException.ThrowExceptionForRC(result, database);
        throw new InvalidOperationException($"SQLite answered {result} to a step.");
    }

    /// <summary>Runs a statement that returns no row; gives the number of rows it changed.</summary>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(database);
    }

    /// <summary>Ends the statement's use; until then it keeps its read transaction open.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);

    public void Dispose() => statement.Dispose();
}
