using System.Net.Http.Headers;

namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>Twirp with JSON, without an SDK.</summary>
internal sealed class LiveKitHttpSender(HttpClient http) : ILiveKitSender
{
    public async Task<LiveKitAnswer> Send(LiveKitCall call, string apiBase, string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{apiBase}/twirp/livekit.RoomService/{call.Method}")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = new ReadOnlyMemoryContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        using var response = await http.SendAsync(request, cancellation);
        return new LiveKitAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
