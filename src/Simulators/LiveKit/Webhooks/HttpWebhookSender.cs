using System.Net;
using System.Net.Http.Headers;

namespace MindBot.Simulators.LiveKit.Webhooks;

/// <summary>Posts events to <see cref="LiveKitSimulatorOptions.WebhookTarget"/>.</summary>
internal sealed class HttpWebhookSender(LiveKitSimulatorOptions options, TimeProvider time) : ILiveKitWebhookSender, IDisposable
{
    /// <summary>LiveKit waits without an end, which no test would want.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Send(LiveKitDelivery delivery, Action<HttpStatusCode?> done)
    {
        if (options.WebhookTarget is null) done(HttpStatusCode.OK);
        else _ = Post(delivery, done);
    }

    public void Dispose() => http.Dispose();

    private async Task Post(LiveKitDelivery delivery, Action<HttpStatusCode?> done) => done(await Status(delivery));

    private async Task<HttpStatusCode?> Status(LiveKitDelivery delivery)
    {
        try
        {
            if (options.WebhookTarget!() is not { } target) return null;
            using var limit = new CancellationTokenSource(AnswerLimit, time);
            using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(delivery.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(LiveKitDelivery.ContentType);
            request.Headers.TryAddWithoutValidation("Authorization", delivery.Authorization);
            request.Headers.UserAgent.ParseAdd("LiveKit");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }
}
