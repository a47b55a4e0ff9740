using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Peers;
using MindBot.Simulators.Stripe;
using MindBot.WebFront.Tests.Server;
using MindBot.WebFront.Tests.Subscriptions;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>The guide's example of a webhook server, unchanged, on the real express and Stripe packages.</summary>
public sealed class GuideWebhookTests
{
    private static readonly string[] Handled =
    [
        StripeEventType.PaymentIntentSucceeded, StripeEventType.PaymentIntentFailed, StripeEventType.SubscriptionCreated,
        StripeEventType.SubscriptionUpdated, StripeEventType.SubscriptionDeleted,
    ];

    [SkippableFact]
    public async Task The_webhook_example_takes_what_the_simulated_Stripe_sends_and_nothing_forged()
    {
        var sent = new Deliveries();
        var server = await FrontServer.StartAnother(services => services.AddSingleton<IStripeWebhookSender>(sent));
        try
        {
            var user = await server.NewUser();
            await BuyFailSubscribeAndLetEnd(server, user);
            await Eventually.Is(() => Handled.All(sent.Types.Contains), "Stripe has told of all this");

            var options = server.Services.GetRequiredService<StripeOptions>();
            var deliveries = sent.All.Where(delivery => Handled.Contains(delivery.Type) || delivery.Type == "payment_intent.created")
                .OrderByDescending(delivery => delivery.Type == StripeEventType.PaymentIntentSucceeded).ToList();
            var run = await NpmPeers.Run("guide-webhook.mjs", new
            {
                deliveries = deliveries.Select(delivery => new { payload = Encoding.UTF8.GetString(delivery.Body), signature = delivery.Signature }),
                secretKey = options.SecretKey,
                webhookSecret = options.WebhookSecrets[0],
            });

            Assert.All(run.GetProperty("simulated").EnumerateArray(), answer =>
                Assert.Equal((200m, """{"received":true}"""), (answer.Number("status"), answer.Text("body"))));
            Assert.Equal(200, run.GetProperty("official").Number("status"));
            Assert.Equal(400, run.GetProperty("forged").Number("status"));
            var log = run.GetProperty("log").EnumerateArray().Select(line => line.GetString()!).ToList();
            Assert.Contains($"Activating time card for user {await user.Id()}", log);
            Assert.Contains("Unhandled event type: payment_intent.created", log);
            Assert.Equal(
                ["handlePaymentFailure", "handleSubscriptionCreated", "handleSubscriptionDeleted", "handleSubscriptionUpdated"],
                run.GetProperty("handled").EnumerateArray().Select(call => call.Text("function")).Distinct().Order());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task BuyFailSubscribeAndLetEnd(FrontServer server, ApiUser user)
    {
        await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();
        await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_chargeDeclined" })
            .Problem(402, "payment_declined");
        await user.Post("/subscriptions", new { plan_id = "premium_monthly", payment_method_id = "pm_card_visa", pay_now = true }).Ok();
        await user.Post("/subscriptions/cancel", new { }).Ok();
        await new StripeDesk(server).Advance(TimeSpan.FromDays(40));
    }

    /// <summary>Takes every event, and keeps it.</summary>
    private sealed class Deliveries : IStripeWebhookSender
    {
        private readonly Lock gate = new();
        private readonly List<StripeDelivery> taken = [];

        public IReadOnlyList<StripeDelivery> All
        {
            get { lock (gate) return [.. taken]; }
        }

        public IEnumerable<string> Types => All.Select(delivery => delivery.Type);

        public void Send(StripeDelivery delivery, Action<HttpStatusCode?> done)
        {
            lock (gate) taken.Add(delivery);
            _ = Task.Run(() => done(HttpStatusCode.OK));
        }
    }
}
