using System.Text.Json;
using MindBot.Grains.Mail;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Users;

namespace MindBot.Grains.Tests.Mail;

/// <summary>What the tests of mails order, and what is stored of it.</summary>
internal static class Post
{
    public const string Code = "ABCD-EFGH-JKMN";

    public static readonly string Key = MailKey.Payment("tcrd_1");

    private static readonly TimePackage Package = new("basic_5h", "Basic Pack", 5m, 30, 330 * 60_000_000L, 4499, "usd");

    public static async Task<string> Ada(this Backend backend) => (await backend.Grain<IEmailGrain>(EmailAddress.Key("ada@example.com"))
        .Register(new NewUser("ada@example.com", "hash", "Ada Lovelace"))).UserId!;

    public static MailOrder Gift(string userId) => MailOrders.PaymentConfirmation(userId, Package, 3374, "tcrd_1", Code);

    public static MailOrder Payment(string userId) => MailOrders.PaymentConfirmation(userId, Package, 3374, "tcrd_1", giftCode: null);

    public static MailOrder Refund(string userId) => MailOrders.RefundConfirmation(userId, Package, 4499, "tcrd_1");

    /// <summary>Orders, and lets what follows at once happen.</summary>
    public static async Task Order(this Backend backend, MailOrder order)
    {
        await backend.Grain<IMailGrain>(Key).Send(order);
        await backend.AdvanceAsync(TimeSpan.Zero);
    }

    public static string? StoredText(this Backend backend) => backend.Stored<IMailGrain>(Key, "mail");

    public static MailState StoredMail(this Backend backend) =>
        JsonSerializer.Deserialize<MailState>(backend.StoredText()!, new MindBot.Silo.Storage.StateJson().Options)!;
}
