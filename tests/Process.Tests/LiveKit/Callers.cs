using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.LiveKit;

/// <summary>
/// People who come and go in LiveKit rooms while everything else goes on. Nobody tells MindBot when: only LiveKit's webhooks do, and they
/// are repeated until they are taken.
/// </summary>
internal sealed class Callers(Crowd crowd, LiveKitServer liveKit, int most = 24)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), LongestDelivery = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<Call> calls = [];
    private int placed;

    /// <summary>How many calls have been held against their charge.</summary>
    public int Checked { get; private set; }

    /// <summary>Calls and ends calls until the server does not answer, or until told to stop.</summary>
    public async Task Run(Random random, CancellationToken until = default)
    {
        while (!until.IsCancellationRequested)
        {
            await Task.Delay(random.Next(60), CancellationToken.None);
            if (Current() is { Count: var number } there && number >= most) HangUp(there[0]);
            else if (!await Place(crowd.People[random.Next(crowd.People.Count)])) return;
        }
    }

    /// <summary>So many are on their way into rooms, of which LiveKit is telling.</summary>
    public async Task Call(int number)
    {
        for (var i = 0; i < number; i++) Assert.True(await Place(crowd.People[i % crowd.People.Count]), "A token was not answered");
    }

    /// <summary>Some leave, whether there is a server or not.</summary>
    public void HangUp(int number) => Current().Take(number).ToList().ForEach(HangUp);

    public void HangUpAll() => HangUp(int.MaxValue);

    /// <summary>The server was away: for those who are there, and those whose leaving it has not been told.</summary>
    public void Interrupt()
    {
        lock (gate) calls.ForEach(call => call.Interrupt());
    }

    /// <summary>
    /// Once LiveKit's events have been taken: who is there is metered, who has left is charged for their presence, once, and for no more.
    /// </summary>
    public async Task Check(Tally tally)
    {
        await liveKit.Webhooks.Drained().WaitAsync(LongestDelivery);
        List<Call> all;
        lock (gate) all = [.. calls];
        await Task.WhenAll(all.Select(call => Check(call, tally)));
        lock (gate) Checked += calls.RemoveAll(call => call.HasLeft && all.Contains(call));
    }

    private static async Task Check(Call call, Tally tally)
    {
        var wanted = call.HasLeft ? "completed" : "active";
        var deadline = ClientClock.Now + LongestDelivery;
        while (true)
        {
            var session = (await call.Person.Get($"/time/sessions/{call.SessionId}")).Ok;
            if (session.GetProperty("status").GetString() == wanted)
            {
                var elapsed = TimeSpan.FromMilliseconds((long)(session.GetProperty("duration_seconds").GetDecimal() * 1000));
                var presence = call.Presence();
                if (call.HasLeft) tally.Compare($"{call}", presence, elapsed);
                else Assert.True(presence.Overcharge(elapsed) == TimeSpan.Zero, $"{call} shows {elapsed}: {presence}");
                return;
            }
            Assert.True(ClientClock.Now < deadline, $"{call} is not {wanted}: {session}");
            await Task.Delay(Pause);
        }
    }

    private async Task<bool> Place(Person person)
    {
        var room = $"call_{person}_{Interlocked.Increment(ref placed)}";
        if (await person.AskForRoom(room) is not { Status: not 503 } reply) return false;
        var call = new Call(person, room, reply.Ok.GetProperty("session_id").GetRawText());
        call.Join(() => liveKit.Join(reply.Ok.GetProperty("livekit_token").GetString()!));
        lock (gate) calls.Add(call);
        return true;
    }

    private void HangUp(Call call) => call.Leave(() => liveKit.Close(call.Room));

    private List<Call> Current()
    {
        lock (gate) return [.. calls.Where(call => !call.HasLeft)];
    }
}
