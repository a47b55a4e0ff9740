using Microsoft.Extensions.Configuration;

namespace MindBot.Silo.Storage;

/// <summary>The setting <see cref="PostgresAddress.Setting"/>.</summary>
public static class DatabaseSetting
{
    /// <returns>Null when it is not set.</returns>
    /// <exception cref="InvalidOperationException">It is no address; the message says what one looks like.</exception>
    public static PostgresAddress? Read(IConfiguration configuration)
    {
        if (configuration[PostgresAddress.Setting] is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return PostgresAddress.Parse(text.Trim());
        }
        catch (FormatException wrong)
        {
            throw new InvalidOperationException(wrong.Message);
        }
    }
}
