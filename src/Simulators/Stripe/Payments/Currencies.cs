using System.Collections.Frozen;
using System.Globalization;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>The currencies that the simulator takes, with the smallest amount Stripe charges in each, in minor units.</summary>
internal static class Currencies
{
    public const long MaxAmount = 99_999_999;

    private static readonly FrozenDictionary<string, long> MinAmounts = new Dictionary<string, long>
    {
        ["usd"] = 50,
        ["eur"] = 50,
        ["gbp"] = 30,
        ["chf"] = 50,
        ["cad"] = 50,
        ["aud"] = 50,
        ["nzd"] = 50,
        ["sgd"] = 50,
        ["brl"] = 50,
        ["inr"] = 50,
        ["jpy"] = 50,
        ["dkk"] = 250,
        ["nok"] = 300,
        ["sek"] = 300,
        ["pln"] = 200,
        ["czk"] = 1500,
        ["ron"] = 200,
        ["hkd"] = 400,
        ["mxn"] = 1000,
        ["myr"] = 200,
        ["thb"] = 1000,
        ["aed"] = 200,
        ["huf"] = 17500,
    }.ToFrozenDictionary();

    public static string Checked(string currency) => MinAmounts.ContainsKey(currency)
        ? currency
        : throw new StripeApiError(400,
            $"Invalid currency: {currency}. Stripe currently supports these currencies: {string.Join(", ", MinAmounts.Keys.Order())}",
            null, "currency");

    public static long CheckedAmount(long amount, string currency)
    {
        if (amount < 1)
            throw new StripeApiError(400, "This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount");
        if (amount < MinAmounts[currency])
            throw new StripeApiError(400,
                $"Amount must be at least {MinAmounts[currency]} of {currency}'s smallest unit.", "amount_too_small", "amount");
        if (amount > MaxAmount)
            throw new StripeApiError(400, $"Amount must be no more than {MaxAmount} of {currency}'s smallest unit.", "amount_too_large", "amount");
        return amount;
    }

    /// <summary>An amount as Stripe's sentences write it: <c>$15.00</c>.</summary>
    public static string Written(long amount, string currency) => currency == "usd"
        ? string.Create(CultureInfo.InvariantCulture, $"${amount / 100m:0.00}")
        : string.Create(CultureInfo.InvariantCulture, $"{amount / 100m:0.00} {currency}");
}
