using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.TimeCards;

/// <summary>What buyers, redeemers and the provider's webhooks do.</summary>
internal static class Shop
{
    public static readonly TimePackage Package = new("starter", "Starter", 5, 30, Hours(5.5).Micros(), 4499, "usd");

    public static readonly long Worth = Package.TotalMicros;

    public static Task<PurchaseResult> Buy(
        this Backend backend, string user = "buyer", string card = "tcrd_1", bool gift = false, string? method = "pm_card") =>
        backend.Card(card).Purchase(new PurchaseRequest(user, Package, method, SavePaymentMethod: false, gift));

    /// <summary>As the front does: the code leads to the card.</summary>
    public static async Task<RedeemResult> Redeem(this Backend backend, string user, string code)
    {
        var card = await backend.Grain<IActivationCodeGrain>(ActivationCode.Key(ActivationCode.Normalise(code)!)).FindCard();
        return card is null ? new(null, new(RefusalCodes.CardNotFound, "")) : await backend.Card(card).Redeem(user);
    }

    public static PaymentNotice Notice(string intent = "pi_1", string user = "buyer", long cents = 4499, string currency = "usd") =>
        new(intent, user, cents, currency, "succeeded");

    /// <summary>The balance, and that it was credited in one piece.</summary>
    public static async Task<long> Credited(this Backend backend, string user = "buyer")
    {
        var credits = (await Books.AllLines(backend, user)).Where(line => line.Kind == "credit").ToList();
        var balance = await backend.Balance(user);
        Assert.Equal(balance, credits.Sum(line => line.Micros));
        Assert.True(credits.Count <= 1);
        return balance;
    }
}
