using System.Text;
using System.Text.Json;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>A simulated account over HTTP, past our adapter, with the few things that most tests need in it.</summary>
public sealed class StripeAccount(StripeServer server, SkippingTime time) : IAsyncDisposable
{
    private readonly HttpClient http = new();

    public StripeServer Server => server;
    public SkippingTime Time => time;

    public static async Task<StripeAccount> Open(string? folder = null, StripeAdapterUnderTest? adapter = null)
    {
        var time = new SkippingTime();
        return new StripeAccount(await StripeServer.Start(time, folder, adapter: adapter), time);
    }

    public Task<RawAnswer> Post(string path, string form = "", params (string, string)[] headers) => server.Post(path, form, headers);

    public Task<RawAnswer> Get(string path) => server.Get(path);

    public Task<RawAnswer> Delete(string path) => server.Send(HttpMethod.Delete, path);

    /// <summary>What the simulator has and Stripe has not.</summary>
    public async Task<RawAnswer> Control(string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(server.ApiBase.AbsoluteUri.TrimEnd('/') + "/simulate" + path, content);
        return await RawAnswer.Of(response);
    }

    public Task Advance(TimeSpan by) => Control("/clock", new { advance_seconds = (long)by.TotalSeconds });

    /// <summary>The types of all events since a mark, oldest first.</summary>
    public async Task<string[]> EventTypes(string? after = null) => [.. (await Get("/v1/events?limit=100" + (after is null ? "" : $"&ending_before={after}")))
        .Json.GetProperty("data").EnumerateArray().Reverse().Select(happened => happened.GetProperty("type").GetString()!)];

    /// <summary>The newest event's id: a mark for <see cref="EventTypes"/>.</summary>
    public async Task<string> Mark() => (await Get("/v1/events?limit=1")).Json.GetProperty("data")[0].GetProperty("id").GetString()!;

    public async Task<RawAnswer> Pay(string card = "pm_card_visa", string more = "", long amount = 4499) => await Post("/v1/payment_intents",
        $"amount={amount}&currency=usd&confirm=true&return_url=http://x&payment_method={card}{more}");

    /// <summary>A customer with a saved card.</summary>
    public async Task<(string Customer, string Card)> Customer(string card = "pm_card_visa")
    {
        var customer = (await Post("/v1/customers", "email=a@example.com&metadata[user_id]=u1")).Text("id");
        var method = (await Post($"/v1/payment_methods/{card}/attach", $"customer={customer}")).Text("id");
        await Post($"/v1/customers/{customer}", $"invoice_settings[default_payment_method]={method}");
        return (customer, method);
    }

    public async Task<string> Price(long amount = 2000, string interval = "month") => (await Post("/v1/prices",
        $"currency=usd&unit_amount={amount}&recurring[interval]={interval}&product_data[name]=Pro")).Text("id");

    public async Task<RawAnswer> Subscribe(string customer, string price, string more = "") => await Post("/v1/subscriptions",
        $"customer={customer}&items[0][price]={price}&expand[0]=latest_invoice.confirmation_secret&expand[1]=pending_setup_intent{more}");

    public async Task<string> Status(string subscription) => (await Get($"/v1/subscriptions/{subscription}")).Text("status");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }
}
