using System.Net;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>A subscription's life, from the first payment to the last, on the account's clock.</summary>
public sealed class StripeSubscriptionSimulationTests : IAsyncLifetime
{
    private StripeAccount account = null!;

    public async Task InitializeAsync() => account = await StripeAccount.Open();

    public async Task DisposeAsync() => await account.DisposeAsync();

    private Task<RawAnswer> InBrowser(string secret, string card = "pm_card_visa") => account.Server.Send(HttpMethod.Post,
        $"/v1/payment_intents/{secret[..secret.IndexOf("_secret_", StringComparison.Ordinal)]}/confirm",
        $"payment_method={card}&client_secret={secret}", "pk_test_mindbot_simulator");

    private async Task<(string Id, RawAnswer Made)> Active(long amount = 2000, string more = "", string card = "pm_card_visa")
    {
        var (customer, _) = await account.Customer(card);
        var made = await account.Subscribe(customer, await account.Price(amount), more);
        Assert.Equal("active", made.Text("status"));
        return (made.Text("id"), made);
    }

    private async Task<long> PeriodEnd(string id) => (await account.Get($"/v1/subscriptions/{id}"))
        .Json.GetProperty("items").GetProperty("data")[0].GetProperty("current_period_end").GetInt64();

    private async Task<string> LatestInvoice(string id, string field) =>
        (await account.Get($"/v1/subscriptions/{id}?expand[]=latest_invoice")).Text("latest_invoice", field);

    private async Task UseCard(string subscription, string card)
    {
        var customer = (await account.Get($"/v1/subscriptions/{subscription}")).Text("customer");
        var method = (await account.Post($"/v1/payment_methods/{card}/attach", $"customer={customer}")).Text("id");
        await account.Post($"/v1/subscriptions/{subscription}", $"default_payment_method={method}");
    }

    [Fact]
    public async Task An_incomplete_one_becomes_active_when_the_browser_pays_its_first_invoice()
    {
        var customer = (await account.Post("/v1/customers")).Text("id");
        var made = await account.Subscribe(customer, await account.Price(),
            "&payment_behavior=default_incomplete&payment_settings[save_default_payment_method]=on_subscription&metadata[card]=c1");
        Assert.Equal("incomplete", made.Text("status"));
        Assert.Equal("2000", made.Text("latest_invoice", "amount_due"));

        var declined = await InBrowser(made.Text("latest_invoice", "confirmation_secret", "client_secret"), "pm_card_chargeDeclined");
        Assert.Equal(HttpStatusCode.PaymentRequired, declined.Status);
        Assert.Equal("incomplete", await account.Status(made.Text("id")));
        await InBrowser(made.Text("latest_invoice", "confirmation_secret", "client_secret"));

        var active = await account.Get($"/v1/subscriptions/{made.Text("id")}");
        Assert.Equal("active", active.Text("status"));
        Assert.StartsWith("pm_", active.Text("default_payment_method"));
        Assert.Equal(["customer.subscription.created", "invoice.payment_failed", "invoice.paid", "customer.subscription.updated"],
            (await account.EventTypes()).Where(type => !type.StartsWith("payment_intent.", StringComparison.Ordinal)));
        var paid = (await account.Get("/v1/events?type=invoice.paid")).Json.GetProperty("data")[0].GetProperty("data").GetProperty("object");
        var parent = paid.GetProperty("parent").GetProperty("subscription_details");
        Assert.Equal((made.Text("id"), "c1"), (parent.GetProperty("subscription").GetString(), parent.GetProperty("metadata").GetProperty("card").GetString()));
        var intent = (await account.Get("/v1/events?type=payment_intent.succeeded")).Json.GetProperty("data")[0].GetProperty("data").GetProperty("object");
        Assert.Equal("{}", intent.GetProperty("metadata").GetRawText());
    }

    [Fact]
    public async Task An_incomplete_one_expires_after_23_hours_and_its_invoice_is_void()
    {
        var customer = (await account.Post("/v1/customers")).Text("id");
        var made = await account.Subscribe(customer, await account.Price(), "&payment_behavior=default_incomplete");

        await account.Advance(TimeSpan.FromHours(22));
        Assert.Equal("incomplete", await account.Status(made.Text("id")));
        await account.Advance(TimeSpan.FromHours(1));

        Assert.Equal("incomplete_expired", await account.Status(made.Text("id")));
        Assert.Equal("void", await LatestInvoice(made.Text("id"), "status"));
        Assert.Equal("payment_intent_unexpected_state",
            (await InBrowser(made.Text("latest_invoice", "confirmation_secret", "client_secret"))).Error("code"));
    }

    [Fact]
    public async Task The_invoice_can_be_paid_by_the_server_and_wants_the_holder_where_the_card_does()
    {
        var (customer, card) = await account.Customer("pm_card_authenticationRequired");
        var made = await account.Subscribe(customer, await account.Price(), "&payment_behavior=default_incomplete");
        var invoice = made.Text("latest_invoice", "id");

        var refused = await account.Post($"/v1/invoices/{invoice}/pay", $"payment_method={card}&off_session=false");
        Assert.Equal("invoice_payment_intent_requires_action", refused.Error("code"));
        Assert.Contains("invoice.payment_action_required", await account.EventTypes());
        await account.Post($"/v1/payment_intents/{refused.Text("error", "payment_intent", "id")}/authenticate");

        Assert.Equal("active", await account.Status(made.Text("id")));
        Assert.Equal("Invoice is already paid", (await account.Post($"/v1/invoices/{invoice}/pay")).Error("message"));
    }

    [Fact]
    public async Task Without_a_payment_that_is_demanded_nothing_is_made()
    {
        var (customer, _) = await account.Customer("pm_card_chargeCustomerFail");
        var price = await account.Price();

        var refused = await account.Subscribe(customer, price, "&payment_behavior=error_if_incomplete");
        Assert.Equal((HttpStatusCode.PaymentRequired, "card_declined"), (refused.Status, refused.Error("code")));
        Assert.Equal(0, (await account.Get("/v1/subscriptions?status=all")).Json.GetProperty("data").GetArrayLength());

        Assert.Equal("incomplete", (await account.Subscribe(customer, price)).Text("status"));
    }

    [Fact]
    public async Task It_renews_every_month_on_the_day_it_began()
    {
        account.Time.Advance(new DateTimeOffset(2027, 1, 31, 9, 0, 0, TimeSpan.Zero) - SkippingTime.Start);
        var (id, _) = await Active();

        var ends = new List<string>();
        for (var month = 0; month < 3; month++)
        {
            ends.Add(DateTimeOffset.FromUnixTimeSeconds(await PeriodEnd(id)).ToString("MM-dd"));
            await account.Advance(TimeSpan.FromDays(31));
        }

        Assert.Equal(["02-28", "03-31", "04-30"], ends);
        Assert.Equal("subscription_cycle", await LatestInvoice(id, "billing_reason"));
        Assert.Equal(4, (await account.EventTypes()).Count(type => type == "invoice.paid"));
        Assert.Equal(4, (await account.EventTypes()).Count(type => type == "payment_intent.succeeded"));
    }

    [Fact]
    public async Task Renewals_come_by_themselves_when_the_real_clock_gets_there()
    {
        var (id, _) = await Active();
        var mark = await account.Mark();

        for (var day = 0; day < 32; day++) account.Time.Advance(TimeSpan.FromDays(1));

        await Eventually.Holds(async () => (await account.EventTypes(mark)).Contains("invoice.paid"));
        Assert.Equal("active", await account.Status(id));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_and_then_given_up()
    {
        var (id, _) = await Active();
        await UseCard(id, "pm_card_chargeCustomerFail");
        await account.Advance(TimeSpan.FromDays(31));
        Assert.Equal("past_due", await account.Status(id));
        Assert.Equal("1", await LatestInvoice(id, "attempt_count"));

        await account.Advance(TimeSpan.FromDays(10));
        Assert.Equal("3", await LatestInvoice(id, "attempt_count"));
        Assert.Equal("past_due", await account.Status(id));
        var mark = await account.Mark();
        await account.Advance(TimeSpan.FromDays(7));

        var ended = await account.Get($"/v1/subscriptions/{id}");
        Assert.Equal(("canceled", "payment_failed"), (ended.Text("status"), ended.Text("cancellation_details", "reason")));
        Assert.Equal("customer.subscription.deleted", (await account.EventTypes(mark))[^1]);
    }

    [Fact]
    public async Task A_past_due_one_recovers_with_another_card()
    {
        var (id, _) = await Active();
        await UseCard(id, "pm_card_chargeCustomerFail");
        await account.Advance(TimeSpan.FromDays(31));
        await UseCard(id, "pm_card_visa");

        await account.Advance(TimeSpan.FromDays(4));

        Assert.Equal("active", await account.Status(id));
        Assert.Equal("paid", await LatestInvoice(id, "status"));
    }

    [Fact]
    public async Task A_cancellation_waits_for_the_periods_end_or_is_immediate()
    {
        var (later, _) = await Active();
        var (now, _) = await Active();

        var waiting = await account.Post($"/v1/subscriptions/{later}", "cancel_at_period_end=true");
        Assert.Equal(("active", "True"), (waiting.Text("status"), waiting.Text("cancel_at_period_end")));
        Assert.Equal("canceled", (await account.Delete($"/v1/subscriptions/{now}")).Text("status"));
        Assert.Equal("resource_missing", (await account.Delete($"/v1/subscriptions/{now}")).Error("code"));
        await account.Advance(TimeSpan.FromDays(32));

        Assert.Equal("canceled", await account.Status(later));
        Assert.Equal(2, (await account.EventTypes()).Count(type => type == "customer.subscription.deleted"));
        Assert.Equal(2, (await account.Get("/v1/invoices")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_dearer_price_is_prorated_on_the_next_invoice_or_at_once()
    {
        var (id, made) = await Active(3000);
        var (item, dearer) = (made.Json.GetProperty("items").GetProperty("data")[0].GetProperty("id").GetString(), await account.Price(6000));
        await account.Advance(TimeSpan.FromDays(15));

        var changed = await account.Post($"/v1/subscriptions/{id}", $"items[0][id]={item}&items[0][price]={dearer}&proration_behavior=always_invoice");

        Assert.Equal(dearer, changed.Json.GetProperty("items").GetProperty("data")[0].GetProperty("price").GetProperty("id").GetString());
        Assert.Equal("1500", await LatestInvoice(id, "amount_paid"));
        await account.Advance(TimeSpan.FromDays(16));
        Assert.Equal("6000", await LatestInvoice(id, "amount_paid"));
    }

    [Fact]
    public async Task A_yearly_price_begins_a_new_period_and_what_was_paid_counts()
    {
        var (id, made) = await Active(3000);
        var item = made.Json.GetProperty("items").GetProperty("data")[0].GetProperty("id").GetString();
        await account.Advance(TimeSpan.FromDays(15));

        await account.Post($"/v1/subscriptions/{id}", $"items[0][id]={item}&items[0][price]={await account.Price(30_000, "year")}");

        Assert.Equal("28500", await LatestInvoice(id, "amount_paid"));
        Assert.Equal((account.Server.Simulator.Now.AddYears(1)).ToUnixTimeSeconds(), await PeriodEnd(id));
    }

    [Fact]
    public async Task A_change_that_cannot_be_paid_is_not_made_when_that_is_demanded()
    {
        var (id, made) = await Active();
        var item = made.Json.GetProperty("items").GetProperty("data")[0];
        await UseCard(id, "pm_card_chargeCustomerFail");

        var refused = await account.Post($"/v1/subscriptions/{id}",
            $"items[0][id]={item.GetProperty("id").GetString()}&items[0][price]={await account.Price(30_000, "year")}&payment_behavior=error_if_incomplete");

        Assert.Equal("card_declined", refused.Error("code"));
        Assert.Equal(item.GetProperty("price").GetProperty("id").GetString(),
            (await account.Get($"/v1/subscriptions/{id}")).Json.GetProperty("items").GetProperty("data")[0].GetProperty("price").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_coupon_takes_its_part_of_the_first_invoice_only()
    {
        await account.Post("/v1/coupons", "id=Q&percent_off=25&duration=once&max_redemptions=1");
        var (id, made) = await Active(4499, "&discounts[0][coupon]=Q");

        Assert.Equal("3374", made.Text("latest_invoice", "amount_paid"));
        var (customer, _) = await account.Customer();
        Assert.Equal("coupon_expired", (await account.Subscribe(customer, await account.Price(), "&discounts[0][coupon]=Q")).Error("code"));
        await account.Advance(TimeSpan.FromDays(31));
        Assert.Equal("4499", await LatestInvoice(id, "amount_paid"));
    }

    [Fact]
    public async Task A_free_beginning_is_active_and_sets_a_card_up()
    {
        await account.Post("/v1/coupons", "id=FREE&percent_off=100&duration=once");
        var customer = (await account.Post("/v1/customers")).Text("id");
        var made = await account.Subscribe(customer, await account.Price(), "&payment_behavior=default_incomplete&discounts[0][coupon]=FREE");
        Assert.Equal(("active", "0"), (made.Text("status"), made.Text("latest_invoice", "amount_due")));

        var secret = made.Text("pending_setup_intent", "client_secret");
        var set = await account.Server.Send(HttpMethod.Post, $"/v1/setup_intents/{made.Text("pending_setup_intent", "id")}/confirm",
            $"payment_method=pm_card_visa&client_secret={secret}", "pk_test_mindbot_simulator");
        Assert.Equal("succeeded", set.Text("status"));
        await account.Advance(TimeSpan.FromDays(31));

        Assert.Equal("2000", await LatestInvoice(made.Text("id"), "amount_paid"));
    }

    [Fact]
    public async Task A_paused_one_is_not_invoiced_and_begins_anew_when_it_is_resumed()
    {
        var (id, _) = await Active();
        await account.Control($"/subscriptions/{id}/pause", new { });
        await account.Advance(TimeSpan.FromDays(90));
        Assert.Equal("paused", await account.Status(id));

        var resumed = await account.Post($"/v1/subscriptions/{id}/resume", "billing_cycle_anchor=now");

        Assert.Equal("active", resumed.Text("status"));
        Assert.Equal(account.Server.Simulator.Now.AddMonths(1).ToUnixTimeSeconds(), await PeriodEnd(id));
        Assert.Equal(2, (await account.EventTypes()).Count(type => type == "invoice.paid"));
        Assert.Contains("customer.subscription.paused", await account.EventTypes());
        Assert.Contains("customer.subscription.resumed", await account.EventTypes());
    }

    [Fact]
    public async Task A_pause_of_the_collection_makes_void_invoices_until_it_ends()
    {
        var (id, _) = await Active();
        await account.Post($"/v1/subscriptions/{id}", "pause_collection[behavior]=void");
        await account.Advance(TimeSpan.FromDays(31));
        Assert.Equal(("active", "void"), (await account.Status(id), await LatestInvoice(id, "status")));

        await account.Post($"/v1/subscriptions/{id}", "pause_collection=");
        await account.Advance(TimeSpan.FromDays(31));
        Assert.Equal("paid", await LatestInvoice(id, "status"));
    }

    [Theory]
    [InlineData("customer={0}&items[0][price]=price_none", "resource_missing", "items[0][price]")]
    [InlineData("customer=cus_none&items[0][price]={1}", "resource_missing", "customer")]
    [InlineData("customer={0}&items[0][price]={1}&coupon=X", "parameter_unknown", "coupon")]
    [InlineData("customer={0}&items[0][plan]={1}", "parameter_unknown", "items[0][plan]")]
    [InlineData("customer={0}", "parameter_missing", "items")]
    [InlineData("customer={0}&items[0][price]={1}&default_payment_method=pm_none", "resource_missing", "default_payment_method")]
    public async Task What_is_wrong_is_named(string form, string code, string param)
    {
        var (customer, _) = await account.Customer();

        var refused = await account.Post("/v1/subscriptions", string.Format(form, customer, await account.Price()));

        Assert.Equal((code, param), (refused.Error("code"), refused.Error("param")));
    }
}
