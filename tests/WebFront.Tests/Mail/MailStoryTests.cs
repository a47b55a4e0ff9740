using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Tests.Mail;
using MindBot.Grains.Mail;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Tests.Server;
using Orleans;

namespace MindBot.WebFront.Tests.Mail;

public class MailStoryTests
{
    [Fact]
    public async Task What_the_server_orders_arrives_at_the_users_address_once()
    {
        await using var sink = new SmtpSink();
        var server = await FrontServer.StartAnother(
            null, "--SMTP_URL", $"smtp://127.0.0.1:{sink.Port}", "--MAIL_FROM", "MindBot <no-reply@example.com>");
        try
        {
            var user = await server.NewUser();
            var package = new TimePackage("basic_5h", "Basic Pack", 5m, 30, 330 * 60_000_000L, 4499, "usd");
            var order = MailOrders.PaymentConfirmation(await user.Id(), package, 4499, "tcrd_1", giftCode: null);
            var mail = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IMailGrain>(MailKey.Payment("tcrd_1"));
            for (var i = 0; i < 5; i++) await mail.Send(order);

            await Eventually.Is(() => sink.Mails.Count > 0, "the mail has arrived");
            for (var i = 0; i < 5; i++) await mail.Send(order);
            var arrived = Assert.Single(sink.Mails);
            Assert.Equal([user.Email], arrived.To);
            Assert.Equal("Your time card: Basic Pack", arrived.Header("Subject"));
            Assert.Contains("$44.99", arrived.Text);
            Assert.Contains("tcrd_1", arrived.Html);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
