using System.Net;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeCustomerSimulationTests : IAsyncLifetime
{
    private StripeAccount account = null!;

    public async Task InitializeAsync() => account = await StripeAccount.Open();

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task A_customer_is_made_changed_found_by_email_and_deleted()
    {
        var made = await account.Post("/v1/customers", "email=a@example.com&name=Ada&metadata[user_id]=u1");
        var id = made.Text("id");
        await account.Post($"/v1/customers/{id}", "name=&metadata[plan]=pro");

        var found = (await account.Get("/v1/customers?email=a@example.com")).Json.GetProperty("data")[0];
        Assert.Equal(id, found.GetProperty("id").GetString());
        Assert.Equal("""{"plan":"pro","user_id":"u1"}""", found.GetProperty("metadata").GetRawText());
        Assert.Null(found.GetProperty("name").GetString());

        Assert.Equal("True", (await account.Delete($"/v1/customers/{id}")).Text("deleted"));
        Assert.Equal("True", (await account.Get($"/v1/customers/{id}")).Text("deleted"));
        Assert.Equal("resource_missing", (await account.Post($"/v1/customers/{id}", "name=B")).Error("code"));
        var refused = await account.Post("/v1/payment_intents", $"amount=100&currency=usd&customer={id}");
        Assert.Equal(("resource_missing", "customer"), (refused.Error("code"), refused.Error("param")));
    }

    [Theory]
    [InlineData("/v1/customers", "nickname=x", "parameter_unknown", "nickname")]
    [InlineData("/v1/customers", "email=nobody", "email_invalid", "email")]
    [InlineData("/v1/customers", "payment_method=pm_none", "resource_missing", "payment_method")]
    [InlineData("/v1/payment_methods/pm_card_visa/attach", "customer=cus_none", "resource_missing", "customer")]
    [InlineData("/v1/payment_methods/pm_card_visa/attach", "", "parameter_missing", "customer")]
    [InlineData("/v1/payment_methods", "type=card&card[number]=4242424242424241", "incorrect_number", "number")]
    public async Task What_is_wrong_is_named(string path, string form, string code, string param)
    {
        var refused = await account.Post(path, form);

        Assert.Equal((code, param), (refused.Error("code"), refused.Error("param")));
    }

    [Fact]
    public async Task A_card_that_is_saved_with_a_payment_pays_again_without_its_holder()
    {
        var customer = (await account.Post("/v1/customers")).Text("id");
        var first = await account.Pay(more: $"&customer={customer}&setup_future_usage=off_session");

        var saved = (await account.Get($"/v1/customers/{customer}/payment_methods")).Json.GetProperty("data")[0];
        Assert.Equal(first.Text("payment_method"), saved.GetProperty("id").GetString());
        Assert.Equal("4242", saved.GetProperty("card").GetProperty("last4").GetString());

        var again = await account.Pay(saved.GetProperty("id").GetString()!, $"&customer={customer}&off_session=true");
        Assert.Equal("succeeded", again.Text("status"));
    }

    [Fact]
    public async Task A_card_that_is_nobodys_pays_once_and_a_customers_card_only_for_them()
    {
        var used = (await account.Pay()).Text("payment_method");
        var (_, card) = await account.Customer();

        Assert.Equal("payment_method", (await account.Pay(used)).Error("param"));
        Assert.Equal("payment_method", (await account.Pay(card)).Error("param"));
        Assert.Equal(HttpStatusCode.OK, (await account.Post($"/v1/payment_methods/{card}/detach")).Status);
        Assert.Equal("payment_method", (await account.Pay(card)).Error("param"));
    }

    [Fact]
    public async Task A_card_that_was_set_up_with_its_holder_needs_them_no_more()
    {
        var customer = (await account.Post("/v1/customers")).Text("id");
        var waiting = await account.Pay("pm_card_authenticationRequiredOnSetup", $"&customer={customer}&setup_future_usage=off_session");
        Assert.Equal("requires_action", waiting.Text("status"));
        var paid = await account.Post($"/v1/payment_intents/{waiting.Text("id")}/authenticate");

        Assert.Equal("succeeded", (await account.Pay(paid.Text("payment_method"), $"&customer={customer}&off_session=true")).Text("status"));
    }

    [Fact]
    public async Task A_card_that_is_refused_cannot_be_saved_unless_it_fails_only_later()
    {
        var customer = (await account.Post("/v1/customers")).Text("id");

        var refused = await account.Post("/v1/payment_methods/pm_card_chargeDeclined/attach", $"customer={customer}");
        Assert.Equal((HttpStatusCode.PaymentRequired, "generic_decline"), (refused.Status, refused.Error("decline_code")));
        Assert.Equal(HttpStatusCode.OK, (await account.Post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", $"customer={customer}")).Status);
    }

    [Fact]
    public async Task Expanded_ids_are_objects_and_what_cannot_be_expanded_is_refused()
    {
        var (customer, card) = await account.Customer();
        var paid = await account.Pay(card, $"&customer={customer}&expand[]=latest_charge.payment_intent&expand[]=customer");

        Assert.Equal(paid.Text("id"), paid.Text("latest_charge", "payment_intent", "id"));
        Assert.Equal("u1", paid.Text("customer", "metadata", "user_id"));
        Assert.Equal(customer, (await account.Get("/v1/charges?expand[]=data.customer")).Json.GetProperty("data")[0].GetProperty("customer").GetProperty("id").GetString());
        Assert.Contains("cannot be expanded", (await account.Get($"/v1/customers/{customer}?expand[]=email")).Error("message"));
        Assert.Contains("cannot be expanded", (await account.Get($"/v1/customers/{customer}?expand[]=cats")).Error("message"));
    }
}
