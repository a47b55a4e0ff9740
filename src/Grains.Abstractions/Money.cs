using System.Globalization;

namespace MindBot.Grains;

public static class Money
{
    /// <summary>Minor units as people read them: <c>$9.99</c>; currencies without a well-known sign as <c>9.99 CHF</c>.</summary>
    /// <param name="minorUnits">Cents; whole units of a currency that has none.</param>
    /// <param name="currency">Three lower-case letters, as Stripe writes them.</param>
    public static string Display(long minorUnits, string currency)
    {
        var amount = HasNoMinorUnit(currency)
            ? minorUnits.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{minorUnits / 100}.{minorUnits % 100:00}");
        return currency switch
        {
            "usd" => "$" + amount,
            "eur" => "€" + amount,
            "gbp" => "£" + amount,
            _ => $"{amount} {currency.ToUpperInvariant()}",
        };
    }

    /// <summary>The currencies that Stripe counts in whole units.</summary>
    private static bool HasNoMinorUnit(string currency) => currency is "bif" or "clp" or "djf" or "gnf" or "jpy" or "kmf" or "krw" or "mga"
        or "pyg" or "rwf" or "vnd" or "vuv" or "xaf" or "xof" or "xpf";
}
