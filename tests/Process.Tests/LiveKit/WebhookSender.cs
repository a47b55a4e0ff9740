using System.Net.Http.Headers;

namespace MindBot.Process.Tests.LiveKit;

/// <summary>
/// Delivers events as LiveKit does: room by room in order, signed once, again after what it takes for an outage. It repeats sooner than LiveKit, and
/// never gives up; every fifth event that was taken is sent once more.
/// </summary>
internal sealed class WebhookSender(Uri mindBot) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new() { BaseAddress = mindBot, Timeout = TimeSpan.FromSeconds(30) };
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> tails = [];
    private int taken, repeated;

    /// <summary>Events that were answered with 2xx.</summary>
    public int Taken => taken;

    /// <summary>Attempts beyond the first, of events that were refused or not answered.</summary>
    public int Repeated => repeated;

    public void Add(string room, byte[] body)
    {
        lock (gate) tails[room] = Deliver(tails.GetValueOrDefault(room, Task.CompletedTask), body);
    }

    /// <summary>Everything that has happened so far has been taken.</summary>
    /// <exception cref="InvalidOperationException">An event was refused for good.</exception>
    public Task Drained()
    {
        lock (gate) return Task.WhenAll(tails.Values.ToList());
    }

    public void Dispose()
    {
        closing.Cancel();
        http.Dispose();
    }

    private async Task Deliver(Task before, byte[] body)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var authorization = LiveKitJwt.OfWebhook(body, TimeProvider.System.GetUtcNow());
        while (true)
        {
            var status = await Post(body, authorization);
            if (status is >= 200 and < 300) break;
            if (status is >= 400 and < 500 and not 429) throw new InvalidOperationException($"An event was refused with {status}.");
            Interlocked.Increment(ref repeated);
            await Task.Delay(Pause, closing.Token);
        }
        if (Interlocked.Increment(ref taken) % 5 == 0) await Post(body, authorization);
    }

    /// <returns>Null: no answer.</returns>
    private async Task<int?> Post(byte[] body, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/livekit") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/webhook+json");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        try
        {
            using var answer = await http.SendAsync(request, closing.Token);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
