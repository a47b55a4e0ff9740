using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>
/// Where the PostgreSQL database is and who asks for it, as <c>MINDBOT_DATABASE</c> says it. Its text names the server and the database,
/// never the password.
/// </summary>
public sealed class PostgresAddress
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "MINDBOT_DATABASE";

    /// <summary>An answer that has not come by then is an outage. Whoever says otherwise in the address is heard.</summary>
    private const string Defaults = "Timeout=5;Command Timeout=10;Keepalive=10;Maximum Pool Size=20;";

    private const string HowToSayIt =
        $"{Setting} needs a server and a database, such as postgres://user:password@db.example.com/mindbot or Host=db.example.com;Username=user;Password=…;Database=mindbot.";

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => ConnectionString = settings.ConnectionString;

    /// <summary>With the password: not to be shown.</summary>
    public string ConnectionString { get; }

    /// <param name="text">A connection string in Npgsql's words, or a <c>postgres://</c> address with the password percent-encoded.</param>
    /// <exception cref="FormatException">It is neither; the message does not repeat it.</exception>
    public static PostgresAddress Parse(string text)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(Defaults + (IsUrl(text) ? FromUrl(text) : text));
            if (string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database)) throw new FormatException(HowToSayIt);
            settings.ApplicationName ??= $"mindbot {Environment.MachineName} {Environment.ProcessId}";
            return new PostgresAddress(settings);
        }
        catch (Exception wrong) when (wrong is ArgumentException or UriFormatException or KeyNotFoundException)
        {
            // Its message may quote the text, and so the password.
            throw new FormatException(HowToSayIt);
        }
    }

    public override string ToString()
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"{settings.Database} on {settings.Host}";
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    private static string FromUrl(string text)
    {
        var url = new Uri(text);
        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath[1..]) };
        if (url.Port > 0) settings.Port = url.Port;
        if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = [.. option.Split('=', 2).Select(Uri.UnescapeDataString)];
            // libpq writes verify-full, Npgsql VerifyFull.
            settings[pair[0]] = pair[0] == "sslmode" ? pair[^1].Replace("-", "") : pair[^1];
        }

        return settings.ConnectionString;
    }
}
