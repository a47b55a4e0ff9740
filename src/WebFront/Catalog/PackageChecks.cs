namespace MindBot.WebFront.Catalog;

internal static class PackageChecks
{
    private const int MaxHours = 10_000, MaxBonusMinutes = 600_000;
    private const long MaxPriceCents = 99_999_999;

    /// <exception cref="FormatException">The package cannot be sold; the message says why.</exception>
    public static void Check(PackageEntry entry)
    {
        if (entry.Id is not { Length: > 0 and <= 64 } id || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            throw new FormatException("A package's 'id' has 1 to 64 letters, digits, '_' and '-'.");

        Require(entry.Name is { Length: > 0 and <= 100 }, "'name' must have 1 to 100 characters");
        Require(entry.Description is { Length: <= 500 }, "'description' must have at most 500 characters");
        Require(entry.Hours is null != entry.Seconds is null, "exactly one of 'hours' and 'seconds' must be given");
        Require((entry.Hours ?? 1) is > 0 and <= MaxHours, $"'hours' must be 1 to {MaxHours}");
        Require((entry.Seconds ?? 1) is > 0 and <= 3600, "'seconds' must be 1 to 3600");
        Require(entry.BonusMinutes is >= 0 and <= MaxBonusMinutes, $"'bonus_minutes' must be 0 to {MaxBonusMinutes}");
        Require(entry.PriceCents is > 0 and <= MaxPriceCents, $"'price_cents' must be 1 to {MaxPriceCents}");

        void Require(bool isRight, string rule)
        {
            if (!isRight) throw new FormatException($"The package '{id}': {rule}.");
        }
    }
}
