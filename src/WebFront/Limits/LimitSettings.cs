using System.Globalization;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Limits;

/// <summary>What one client, and all of them together, may do; each number from a setting of its own.</summary>
/// <param name="RegistrationsPerHour"><c>MINDBOT_LIMIT_REGISTRATIONS</c>: per remote address and hour.</param>
/// <param name="WrongPasswords">
/// <c>MINDBOT_LIMIT_WRONG_PASSWORDS</c>: per remote address, e-mail address and 15 minutes. After twice as many from anywhere the account waits.
/// </param>
/// <param name="UnknownCodes"><c>MINDBOT_LIMIT_UNKNOWN_CODES</c>: per user and 15 minutes, activation codes and coupons each.</param>
/// <param name="StreamsPerUser"><c>MINDBOT_LIMIT_STREAMS</c>: open balance streams per user.</param>
/// <param name="PasswordResets"><c>MINDBOT_LIMIT_PASSWORD_RESETS</c>: links per e-mail address and hour; ten times as many per remote address.</param>
/// <param name="Streams"><c>MINDBOT_LIMIT_ALL_STREAMS</c>: open balance streams of all users.</param>
/// <param name="Connections"><c>MINDBOT_LIMIT_CONNECTIONS</c>: of all clients, streams included; more are closed at once.</param>
/// <param name="Reads"><c>MINDBOT_LIMIT_READS</c>: requests at work at once that look something up.</param>
/// <param name="Commands"><c>MINDBOT_LIMIT_COMMANDS</c>: requests at work at once that begin something. A processor core begins one
/// in a few milliseconds: forty of them keep it busy, and more would only wait for each other.</param>
/// <param name="Metering"><c>MINDBOT_LIMIT_METERING</c>: webhooks, ends of sessions and operators' requests at work at once; as many more wait.</param>
internal sealed record LimitSettings(
    int RegistrationsPerHour, int WrongPasswords, int UnknownCodes, int StreamsPerUser, int PasswordResets, int Streams, int Connections, int Reads, int Commands, int Metering)
{
    public static LimitSettings Read(IConfiguration configuration)
    {
        return new LimitSettings(
            Number("MINDBOT_LIMIT_REGISTRATIONS", 300),
            Number("MINDBOT_LIMIT_WRONG_PASSWORDS", 10),
            Number("MINDBOT_LIMIT_UNKNOWN_CODES", 20),
            Number("MINDBOT_LIMIT_STREAMS", 5),
            Number("MINDBOT_LIMIT_PASSWORD_RESETS", 5),
            Number("MINDBOT_LIMIT_ALL_STREAMS", 10_000),
            Number("MINDBOT_LIMIT_CONNECTIONS", 20_000),
            Number("MINDBOT_LIMIT_READS", 128),
            Number("MINDBOT_LIMIT_COMMANDS", 40 * Environment.ProcessorCount),
            Number("MINDBOT_LIMIT_METERING", 512));

        int Number(string name, int standard) => configuration[name] switch
        {
            null or "" => standard,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            _ => throw new InvalidSettingException($"{name} must be a whole number above 0."),
        };
    }
}
