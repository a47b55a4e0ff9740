using Microsoft.Extensions.Configuration;
using MindBot.Gateways.Stripe;

namespace MindBot.Gateways.Tests.Stripe;

public sealed class StripeOptionsTests
{
    private static StripeOptions Read(params (string Name, string Value)[] settings) => StripeOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());

    [Fact]
    public void Several_webhook_secrets_are_separated_by_commas()
    {
        var options = Read(("STRIPE_SECRET_KEY", "sk_live_1 "), ("STRIPE_WEBHOOK_SECRET", "whsec_new, whsec_old"));

        Assert.Equal("sk_live_1", options.SecretKey);
        Assert.Equal(["whsec_new", "whsec_old"], options.WebhookSecrets);
        Assert.Equal("https://api.stripe.com/", options.ApiBase()!.AbsoluteUri);
    }

    [Fact]
    public void The_secret_that_is_being_replaced_is_taken_too_but_not_alone()
    {
        var options = Read(("STRIPE_SECRET_KEY", "sk"), ("STRIPE_WEBHOOK_SECRET", "whsec_new"), ("STRIPE_WEBHOOK_SECRET_PREVIOUS", "whsec_old"));
        Assert.Equal(["whsec_new", "whsec_old"], options.WebhookSecrets);
        Assert.Throws<InvalidOperationException>(() => Read(("STRIPE_SECRET_KEY", "sk"), ("STRIPE_WEBHOOK_SECRET_PREVIOUS", "whsec_old")));
    }

    [Fact]
    public void The_api_base_can_be_another_one() => Assert.Equal("http://localhost:12111/x",
        Read(("STRIPE_SECRET_KEY", "sk"), ("STRIPE_WEBHOOK_SECRET", "wh"), ("STRIPE_API_BASE", "http://localhost:12111/x")).ApiBase()!.AbsoluteUri);

    [Theory]
    [InlineData("", "whsec_1", "", "STRIPE_SECRET_KEY")]
    [InlineData("sk_1", "", "", "STRIPE_WEBHOOK_SECRET")]
    [InlineData("sk_1\r\nX: y", "whsec_1", "", "STRIPE_SECRET_KEY")]
    [InlineData("sk_1", "whsec_1", "api.stripe.com", "STRIPE_API_BASE")]
    public void What_is_missing_is_named(string key, string secret, string apiBase, string named)
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            Read(("STRIPE_SECRET_KEY", key), ("STRIPE_WEBHOOK_SECRET", secret), ("STRIPE_API_BASE", apiBase)));

        Assert.Contains(named, error.Message);
    }
}
