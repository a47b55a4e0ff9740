using System.Security.Cryptography;

namespace MindBot.Simulators.Stripe;

/// <summary>Ids of the form and length of Stripe's.</summary>
/// <param name="seed">The same ids each time; null: random ones.</param>
internal sealed class StripeIds(int? seed)
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly Random? random = seed is { } given ? new Random(given) : null;
    private readonly Lock gate = new();

    public string PaymentIntent() => "pi_3" + Some(23);
    public string SetupIntent() => "seti_1" + Some(23);
    public string ClientSecret(string intentId) => $"{intentId}_secret_{Some(25)}";
    public string PaymentMethod() => "pm_1" + Some(23);
    public string Charge() => "ch_3" + Some(23);
    public string Customer() => "cus_" + Some(14);
    public string Refund() => "re_3" + Some(23);
    public string Dispute() => "du_1" + Some(23);
    public string Product() => "prod_" + Some(14);
    public string Price() => "price_1" + Some(23);
    public string Coupon() => Some(8);
    public string PromotionCode() => "promo_1" + Some(23);
    public string Code() => Some(8, Capitals);
    public string Discount() => "di_1" + Some(23);
    public string Subscription() => "sub_1" + Some(23);
    public string SubscriptionItem() => "si_" + Some(14);
    public string Invoice() => "in_1" + Some(23);
    public string InvoiceLine() => "il_1" + Some(23);
    public string InvoiceNumber() => $"{Some(8, Capitals)}-0001";
    public string Fingerprint() => Some(16);
    public string Event() => "evt_3" + Some(23);
    public string Request() => "req_" + Some(14);

    private string Some(int length, string alphabet = Alphabet)
    {
        if (random is null) return RandomNumberGenerator.GetString(alphabet, length);
        lock (gate) return new string(random.GetItems<char>(alphabet, length));
    }
}
