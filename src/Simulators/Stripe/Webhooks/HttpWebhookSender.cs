using System.Net;
using System.Net.Http.Headers;

namespace MindBot.Simulators.Stripe.Webhooks;

/// <summary>Posts events to the account's webhook endpoint.</summary>
internal sealed class HttpWebhookSender(Func<Uri?> target, TimeProvider time) : IStripeWebhookSender, IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10), WaitForTarget = TimeSpan.FromSeconds(0.2);

    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Send(StripeDelivery delivery, Action<HttpStatusCode?> done) => _ = Task.Run(async () =>
    {
        try
        {
            done(await Post(delivery, await Target()));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The event stays pending and is sent after the next start.
        }
    });

    public void Dispose()
    {
        stopping.Cancel();
        http.Dispose();
    }

    /// <summary>Not being known yet is not the receiver's failure: it costs no attempt and changes no order.</summary>
    private async Task<Uri> Target()
    {
        while (true)
        {
            if (target() is { } known) return known;
            await Task.Delay(WaitForTarget, time, stopping.Token);
        }
    }

    private async Task<HttpStatusCode?> Post(StripeDelivery delivery, Uri to)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new ByteArrayContent(delivery.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.UserAgent.ParseAdd("Stripe/1.0 (+https://stripe.com/docs/webhooks)");
            request.Headers.Add("Stripe-Signature", delivery.Signature);
            using var response = await http.SendAsync(request, either.Token);
            return response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return null;
        }
    }
}
