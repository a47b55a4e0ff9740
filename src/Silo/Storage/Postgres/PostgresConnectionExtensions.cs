using Npgsql;

namespace MindBot.Silo.Storage;

internal static class PostgresConnectionExtensions
{
    public static void Run(this NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public static T Scalar<T>(this NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() is { } value and not DBNull ? (T)value : default!;
    }
}
