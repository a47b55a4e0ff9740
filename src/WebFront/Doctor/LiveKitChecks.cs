using System.Net;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.WebFront.Doctor;

/// <summary>One harmless call, by the adapter that the server uses: it tells of the address, the key pair and the clocks.</summary>
internal static class LiveKitChecks
{
    private const string Address = "LiveKit address", Keys = "LiveKit keys", Clock = "LiveKit clock";

    private static readonly TimeSpan NoticeableSkew = TimeSpan.FromSeconds(5), IntolerableSkew = TimeSpan.FromSeconds(60);

    public static async IAsyncEnumerable<Finding> Run(LiveKitOptions liveKit, TimeProvider wall)
    {
        var heard = new ListeningHandler(wall);
        var refusal = await Ask(liveKit, heard, wall);
        if (heard.Status is not { } status)
        {
            yield return Finding.Fail(Address, refusal!, "Start LiveKit, let this machine reach it, or correct LIVEKIT_URL.");
            yield break;
        }

        yield return Finding.Ok(Address, $"{Shown.Address(new Uri(liveKit.Url))} answers");
        yield return refusal is null ? Finding.Ok(Keys, $"LIVEKIT_API_KEY {liveKit.ApiKey} and its secret are accepted")
            : status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? Finding.Fail(Keys, refusal,
                    "Set LIVEKIT_API_KEY and LIVEKIT_API_SECRET to a pair of LiveKit's own 'keys'; "
                    + $"{liveKit.ApiKey} is none, or has another secret.")
                : Finding.Fail(Keys, refusal,
                    "LIVEKIT_URL must be LiveKit's own address; this is another server's, or LiveKit is in trouble.");
        if (heard.Skew is { } skew) yield return ClockFinding(skew);
    }

    private static Finding ClockFinding(TimeSpan skew)
    {
        const string Advice = "Let both machines set their clocks by NTP: tokens and events are judged by them.";
        var text = $"LiveKit's clock and this machine's are {skew.TotalSeconds:0} s apart";
        return skew > IntolerableSkew ? Finding.Fail(Clock, text, Advice)
            : skew > NoticeableSkew ? Finding.Warn(Clock, text, Advice)
            : Finding.Ok(Clock, "LiveKit's clock and this machine's agree");
    }

    /// <returns>The adapter's complaint; null when LiveKit did what was asked.</returns>
    private static async Task<string?> Ask(LiveKitOptions liveKit, ListeningHandler heard, TimeProvider wall)
    {
        var patience = new LiveKitOptions { Url = liveKit.Url, ApiKey = liveKit.ApiKey, ApiSecret = liveKit.ApiSecret, MaxRetries = 0 };
        await using var services = new ServiceCollection()
            .AddVoiceRooms(_ => patience, _ => wall)
            .ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => heard))
            .BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IVoiceRooms>().List(["mindbot-doctor"]);
            return null;
        }
        catch (VoiceRoomsUnavailableException silent)
        {
            return silent.Message;
        }
    }
}
