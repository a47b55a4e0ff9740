using System.Globalization;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Limits;

/// <summary>The numbers of <see cref="FrontLimits"/>, each from a setting of its own.</summary>
/// <param name="RegistrationsPerHour"><c>MINDBOT_LIMIT_REGISTRATIONS</c>: per remote address and hour.</param>
/// <param name="WrongPasswords">
/// <c>MINDBOT_LIMIT_WRONG_PASSWORDS</c>: per remote address, e-mail address and 15 minutes. After twice as many from anywhere the account waits.
/// </param>
/// <param name="UnknownCodes"><c>MINDBOT_LIMIT_UNKNOWN_CODES</c>: per user and 15 minutes, activation codes and coupons each.</param>
/// <param name="StreamsPerUser"><c>MINDBOT_LIMIT_STREAMS</c>: open balance streams per user.</param>
/// <param name="PasswordResets"><c>MINDBOT_LIMIT_PASSWORD_RESETS</c>: links per e-mail address and hour; ten times as many per remote address.</param>
internal sealed record LimitSettings(int RegistrationsPerHour, int WrongPasswords, int UnknownCodes, int StreamsPerUser, int PasswordResets)
{
    public static LimitSettings Read(IConfiguration configuration)
    {
        return new LimitSettings(
            Number("MINDBOT_LIMIT_REGISTRATIONS", 300),
            Number("MINDBOT_LIMIT_WRONG_PASSWORDS", 10),
            Number("MINDBOT_LIMIT_UNKNOWN_CODES", 20),
            Number("MINDBOT_LIMIT_STREAMS", 5),
            Number("MINDBOT_LIMIT_PASSWORD_RESETS", 5));

        int Number(string name, int standard) => configuration[name] switch
        {
            null or "" => standard,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            _ => throw new InvalidSettingException($"{name} must be a whole number above 0."),
        };
    }
}
