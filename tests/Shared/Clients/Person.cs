using System.Text.Json;
using MindBot.Tests.Server;

namespace MindBot.Tests.Clients;

/// <summary>A user with a wallet, and all that they have ever asked for.</summary>
internal sealed class Person
{
    /// <summary>What each card holds that anybody buys here: <c>basic_5h</c>, 5½ hours.</summary>
    public const long CardMicros = 330 * 60_000_000L;

    /// <summary>What the package <c>dev_10s</c> holds.</summary>
    public static readonly TimeSpan Little = TimeSpan.FromSeconds(10);

    private readonly Frontend frontend;
    private readonly string name, token;
    private readonly Lock gate = new();
    private readonly List<Talk> talks = [];
    private readonly List<Order> purchases = [], gifts = [], redemptions = [], checkouts = [];

    private Person(Frontend frontend, string name, string token) => (this.frontend, this.name, this.token) = (frontend, name, token);

    public IReadOnlyList<Talk> Talks => Copy(talks);

    public IReadOnlyList<Order> Purchases => Copy(purchases);

    /// <summary>Bought for whoever redeems them.</summary>
    public IReadOnlyList<Order> Gifts => Copy(gifts);

    public IReadOnlyList<Order> Redemptions => Copy(redemptions);

    /// <summary>Bought here, but paid at Stripe, if at all: the card is credited when Stripe says so.</summary>
    public IReadOnlyList<Order> Checkouts => Copy(checkouts);

    public static async Task<Person> Register(Frontend frontend, string name)
    {
        var reply = await frontend.Send(
            HttpMethod.Post, "/auth/register", body: new { email = $"{name}@example.com", password = "correct horse", full_name = name });
        return new Person(frontend, name, reply!.Ok.GetProperty("access_token").GetString()!);
    }

    public Order Buy() => Add(purchases, NewOrder("/time/purchase", new { package_id = "basic_5h", payment_method_id = "pm_card_visa" }));

    /// <summary>A card that holds no more than <see cref="Little"/>; the books know nothing of it.</summary>
    public Order BuyLittle() => NewOrder("/time/purchase", new { package_id = "dev_10s", payment_method_id = "pm_card_visa" });

    public Order BuyGift() =>
        Add(gifts, NewOrder("/time/purchase", new { package_id = "basic_5h", payment_method_id = "pm_card_visa", gift = true }));

    public Order Checkout() => Add(checkouts, NewOrder("/time/purchase", new { package_id = "basic_5h" }));

    public Order Redeem(string code) => Add(redemptions, NewOrder("/time/activate", new { activation_code = code }));

    /// <summary>A conversation in a room of its own; it begins when its start is sent.</summary>
    public Talk NewTalk()
    {
        lock (gate)
        {
            var id = $"talk_{talks.Count + 1}";
            var talk = new Talk(
                id,
                NewOrder("/time/session/start", new { session_id = id, room_name = $"{name}_{id}" }),
                NewOrder("/time/session/end", new { session_id = id }));
            talks.Add(talk);
            return talk;
        }
    }

    public async Task<Reply> Get(string path)
    {
        var reply = await frontend.Send(HttpMethod.Get, path, token);
        Assert.True(reply is not null, $"{path} was not answered");
        Assert.True(reply.Status == 200, $"{path}: {reply.Status} {reply.Text}");
        return reply;
    }

    /// <summary>Waits until the server has ended a talk by itself.</summary>
    /// <returns>The session as <c>/time/sessions/{id}</c> shows it.</returns>
    public async Task<JsonElement> AwaitEnd(Talk talk, TimeSpan limit)
    {
        var deadline = ClientClock.Now + limit;
        while (true)
        {
            var session = (await Get($"/time/sessions/{talk.Id}")).Ok;
            if (session.GetProperty("status").GetString() == "completed") return session;
            Assert.True(ClientClock.Now < deadline, $"It was not stopped: {session}");
            await Task.Delay(50);
        }
    }

    /// <summary>A token for a LiveKit room, and a session that begins when LiveKit says that they are there.</summary>
    public Task<Reply?> AskForRoom(string room) => frontend.Send(HttpMethod.Post, "/auth/token", token, new { room_name = room });

    public Task<Reply?> LookAtBalance() => frontend.Send(HttpMethod.Get, "/time/balance", token);

    public override string ToString() => name;

    /// <summary>Anything else; the books know nothing of it.</summary>
    public Order NewOrder(string path, object body) => new(frontend, token, path, body);

    private Order Add(List<Order> orders, Order order)
    {
        lock (gate) orders.Add(order);
        return order;
    }

    private List<T> Copy<T>(List<T> all)
    {
        lock (gate) return [.. all];
    }
}
