using System.Globalization;
using MindBot.Grains;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Users;

/// <summary>Birth dates and ages, by the calendar in UTC.</summary>
internal static class BirthDates
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Reads what was given; null stays null.</summary>
    public static bool TryRead(string? given, DateTimeOffset now, out DateOnly? birthDate, out Refusal? refusal)
    {
        (birthDate, refusal) = (null, null);
        if (given is null) return true;
        if (DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= Earliest && date <= DateOnly.FromDateTime(now.UtcDateTime))
        {
            birthDate = date;
            return true;
        }

        refusal = new Refusal(ErrorCodes.InvalidBirthDate, "'birth_date' must be a date such as 1990-12-31, from 1900 on and not in the future.");
        return false;
    }

    /// <summary>Full years. Who was born on February 29 is a year older on March 1 where there is none.</summary>
    public static int AgeAt(DateOnly birthDate, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var hadBirthday = (today.Month, today.Day).CompareTo((birthDate.Month, birthDate.Day)) >= 0;
        return today.Year - birthDate.Year - (hadBirthday ? 0 : 1);
    }
}
