using MindBot.Grains.VoiceSessions;
using Orleans.Runtime;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>What the callers of sessions do, with a check that it was not refused.</summary>
public static class Callers
{
    public const string Room = "room";

    public static async Task<SessionReply> Begin(
        this Backend backend, string user, string id = "s", string room = Room, int? rate = null, TimeSpan? limit = null)
    {
        var reply = await backend.Session(user, id).Start(new SessionTerms(room, rate, limit?.ElapsedMs()));
        Assert.Null(reply.Refusal);
        return reply;
    }

    public static async Task<SessionView> Finish(this Backend backend, string user, string id = "s", TimeSpan? reported = null)
    {
        var reply = await backend.Session(user, id).End(reported?.ElapsedMs());
        Assert.Null(reply.Refusal);
        return reply.Session!;
    }

    public static async Task<SessionView> Look(this Backend backend, string user, string id = "s") =>
        (await backend.Session(user, id).Get()).Session!;

    public static async Task<string> StatusOf(this Backend backend, string user, string id = "s")
    {
        var reply = await backend.Session(user, id).Get();
        return reply.Refusal?.Code ?? reply.Session!.Status;
    }

    /// <summary>Takes the room as the front does, then starts; gives the room back when the start is refused.</summary>
    public static async Task<Refusal?> Enter(this Backend backend, string user, string id, string room, int? rate = null)
    {
        if (await backend.Room(room).Claim(user, id) is { } taken) return taken;
        var refusal = (await backend.Session(user, id).Start(new SessionTerms(room, rate))).Refusal;
        if (refusal is not null) await backend.Room(room).Release(user, id);
        return refusal;
    }

    /// <summary>A call whose process may die under it. True when it was answered.</summary>
    public static async Task<bool> Answered(Task call)
    {
        try
        {
            await call;
            return true;
        }
        catch (OrleansException)
        {
            return false;
        }
    }

    /// <summary>Calls until storage and silo let it through, as a client with retries does.</summary>
    public static async Task<T> Insist<T>(Func<Task<T>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (OrleansException) when (attempt < 5)
            {
            }
        }
    }
}
