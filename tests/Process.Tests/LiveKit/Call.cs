using MindBot.Tests.Clients;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.LiveKit;

/// <summary>A person in a LiveKit room. MindBot hears of it from LiveKit alone.</summary>
internal sealed class Call(Person person, string room, string sessionId)
{
    /// <summary>LiveKit tells whole seconds, and the user keeps the doubt at either end.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2);

    private TimeSpan joinedAt, leftAt;
    private int outages;

    public Person Person => person;

    public string Room => room;

    public string SessionId => sessionId;

    public bool HasLeft { get; private set; }

    public void Join(Action join)
    {
        joinedAt = ClientClock.Now;
        join();
    }

    public void Leave(Action leave)
    {
        HasLeft = true;
        leave();
        leftAt = ClientClock.Now;
    }

    /// <summary>The server was away while the person was there, or had not been heard to be gone.</summary>
    public void Interrupt() => outages++;

    /// <summary>LiveKit stood all outages, and confirms them: they are presence like everything else.</summary>
    public Presence Presence()
    {
        var there = (HasLeft ? leftAt : ClientClock.Now) - joinedAt;
        var least = there > Doubt ? there - Doubt : TimeSpan.Zero;
        return new Presence(least, there, least, outages);
    }

    public override string ToString() => $"{person}'s call {sessionId}";
}
