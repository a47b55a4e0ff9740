using System.Net.Http.Json;
using System.Text.Json;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Payments;

/// <summary>
/// People who pay at Stripe, in their browser: nobody tells MindBot but Stripe's webhooks. The simulated Stripe keeps what it has acknowledged on
/// disk, events that are still to be delivered too, and repeats those that are refused or not answered.
/// </summary>
internal sealed class Buyers(Crowd crowd, Installation installation) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), LongestDelivery = TimeSpan.FromSeconds(40);

    private readonly HttpClient stripe = new() { BaseAddress = new Uri(installation.Address, "/dev/stripe/") };
    private readonly Dictionary<Order, Person> unpaid = [];
    private readonly Dictionary<string, Person> uncredited = [];

    /// <summary>How many payments have been found in the wallet.</summary>
    public int Checked { get; private set; }

    /// <summary>Buys and pays until the server does not answer, or until told to stop. The next so many webhooks come twice.</summary>
    public async Task Run(Random random, CancellationToken until = default)
    {
        if (!await Twice(webhooks: 20)) return;
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(random.Next(100), CancellationToken.None);
            var person = crowd.People[random.Next(crowd.People.Count)];
            if (!await Begin(person) || !await Pay(unpaid.Keys.Last(), person)) return;
        }
    }

    /// <summary>Somebody has bought, and not paid yet.</summary>
    /// <returns>False: no answer came.</returns>
    public async Task<bool> Begin(Person person)
    {
        var order = person.Checkout();
        if (!await order.Send()) return false;
        unpaid.Add(order, person);
        return true;
    }

    /// <summary>Payments that Stripe has acknowledged are in the wallet, also those that were under way; the books tell whether once.</summary>
    public async Task Check()
    {
        foreach (var (order, person) in unpaid.ToList()) Assert.True(await Pay(order, person), "Stripe was not reached");
        var deadline = ClientClock.Now + LongestDelivery;
        foreach (var payments in uncredited.GroupBy(payment => payment.Value, payment => payment.Key).ToList())
        {
            while (payments.Except((await Ledger.Read(payments.Key)).Credits.Select(credit => credit.CardId!)).ToList() is { Count: > 0 } missing)
            {
                Assert.True(ClientClock.Now < deadline, $"{payments.Key} paid for {string.Join(", ", missing)}");
                await Task.Delay(Pause);
            }
        }
        Checked += uncredited.Count;
        uncredited.Clear();
    }

    /// <summary>Stripe has nothing left to tell.</summary>
    public async Task AwaitDelivery()
    {
        var deadline = ClientClock.Now + LongestDelivery;
        while (true)
        {
            using var request = WithSecretKey(HttpMethod.Get, "v1/events?delivery_success=false&limit=1");
            using var answer = await stripe.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (JsonDocument.Parse(text).RootElement.GetProperty("data").GetArrayLength() == 0) return;
            Assert.True(ClientClock.Now < deadline, $"Stripe could not deliver {text}");
            await Task.Delay(Pause);
        }
    }

    public void Dispose() => stripe.Dispose();

    /// <returns>False: no answer came.</returns>
    private async Task<bool> Pay(Order order, Person person)
    {
        var purchase = order.Answer!.Ok;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_secret"] = purchase.GetProperty("client_secret").GetString()!,
            ["payment_method"] = "pm_card_visa",
            ["key"] = "pk_test_mindbot_simulator",
        });
        try
        {
            using var answer = await stripe.PostAsync($"v1/payment_intents/{purchase.GetProperty("payment_intent_id").GetString()}/confirm", form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode || text.Contains("status of succeeded", StringComparison.Ordinal), text);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        unpaid.Remove(order);
        uncredited.Add(purchase.GetProperty("time_card_id").GetString()!, person);
        return true;
    }

    /// <returns>False: no answer came.</returns>
    private async Task<bool> Twice(int webhooks)
    {
        using var request = WithSecretKey(HttpMethod.Post, "simulate/faults");
        request.Content = JsonContent.Create(new { fault = "duplicate_webhooks", count = webhooks });
        try
        {
            using var answer = await stripe.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private HttpRequestMessage WithSecretKey(HttpMethod method, string path)
    {
        var key = File.ReadAllText(Path.Combine(installation.DataFolder, "stripe-simulator.key")).Trim();
        return new HttpRequestMessage(method, path) { Headers = { Authorization = new("Bearer", "sk_test_" + key) } };
    }
}
