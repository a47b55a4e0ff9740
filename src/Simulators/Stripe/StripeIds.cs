using System.Security.Cryptography;

namespace MindBot.Simulators.Stripe;

/// <summary>Ids of the form and length of Stripe's.</summary>
internal static class StripeIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string PaymentIntent() => "pi_3" + Random(23);
    public static string ClientSecret(string intentId) => $"{intentId}_secret_{Random(25)}";
    public static string PaymentMethod() => "pm_1" + Random(23);
    public static string Charge() => "ch_3" + Random(23);
    public static string Event() => "evt_3" + Random(23);
    public static string Request() => "req_" + Random(14);

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
