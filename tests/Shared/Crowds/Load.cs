using MindBot.Tests.Clients;

namespace MindBot.Tests.Crowds;

/// <summary>Many clients at once that start, end, buy, give, redeem and look, until the server is gone or they are told to stop.</summary>
internal sealed class Load(Crowd crowd, int sessions, int seed, int clients = 24, CancellationToken until = default)
{
    private const int LongestThoughtMs = 40;

    public Task Run() => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Work(new Random(seed + client))));

    private async Task Work(Random random)
    {
        do await Task.Delay(random.Next(LongestThoughtMs), CancellationToken.None);
        while (!until.IsCancellationRequested && await Act(random));
    }

    /// <returns>False: no answer came.</returns>
    private Task<bool> Act(Random random)
    {
        var person = crowd.People[random.Next(crowd.People.Count)];
        return random.Next(10) switch
        {
            0 => Succeeds(person.Buy()),
            1 => Give(person),
            2 => Redeem(random, person),
            < 6 => StartOrEnd(person),
            _ => Look(person),
        };
    }

    private static async Task<bool> Succeeds(Order order)
    {
        if (!await order.Send()) return false;
        Assert.True(order.Succeeded, $"{order.Answer!.Status} {order.Answer.Text}");
        return true;
    }

    private static async Task<bool> Look(Person person)
    {
        if (await person.LookAtBalance() is not { Status: not 503 } reply) return false;
        Assert.True(reply.Status == 200, $"{reply.Status} {reply.Text}");
        return true;
    }

    private Task<bool> StartOrEnd(Person person)
    {
        var oldest = crowd.LiveTalks < sessions ? null : person.Talks.FirstOrDefault(talk => talk.TryTakeEnd());
        return Succeeds(oldest?.End ?? person.NewTalk().Start);
    }

    private async Task<bool> Give(Person person)
    {
        var gift = person.BuyGift();
        if (!await Succeeds(gift)) return false;
        crowd.Codes.Enqueue(Crowd.CodeOf(gift));
        return true;
    }

    /// <summary>Two people try the same code at once: one gets the card.</summary>
    private async Task<bool> Redeem(Random random, Person person)
    {
        if (!crowd.Codes.TryDequeue(out var code)) return await Look(person);
        var other = crowd.People[random.Next(crowd.People.Count)];
        var (first, second) = (person.Redeem(code), other.Redeem(code));
        var answered = await Task.WhenAll(first.Send(), second.Send());
        if (answered.Contains(false)) return false;
        Assert.Equal(other == person ? [200, 200] : [200, 409], new[] { first.Answer!.Status, second.Answer!.Status }.Order());
        return true;
    }
}
