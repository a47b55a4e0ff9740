using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Webhooks;

/// <summary>Delivers events one after the other, beside the requests that caused them.</summary>
internal sealed class WebhookSender(StripeSimulator simulator, TimeProvider time, ILogger<WebhookSender> log) : BackgroundService
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10), WaitForTarget = TimeSpan.FromSeconds(0.2);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public override void Dispose()
    {
        base.Dispose();
        http.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var schedule = new WebhookSchedule(simulator.ToDeliver, time);
        while (!stopping.IsCancellationRequested)
        {
            var (eventId, attempt) = await schedule.Next(stopping);
            if (simulator.Event(eventId) is not { } happened) continue;

            var target = await Target(stopping);
            if (simulator.Faults.TakeWebhookLoss())
                simulator.SetDelivery(eventId, EventDelivery.GivenUp);
            else if (await Send(happened, target, stopping))
                simulator.SetDelivery(eventId, EventDelivery.Delivered);
            else if (attempt < simulator.Options.MaxWebhookAttempts)
                schedule.TryAgain(eventId, attempt);
            else
                GiveUp(happened, attempt);
        }
    }

    /// <summary>Not being known yet is not the receiver's failure: it costs no attempt and changes no order.</summary>
    private async Task<Uri> Target(CancellationToken stopping)
    {
        while (true)
        {
            if (simulator.Options.WebhookTarget?.Invoke() is { } target) return target;
            await Task.Delay(WaitForTarget, time, stopping);
        }
    }

    private void GiveUp(SimulatedEvent happened, int attempts)
    {
        simulator.SetDelivery(happened.Id, EventDelivery.GivenUp);
        log.LogWarning("Stripe simulator: gave up delivering {EventType} {EventId} after {Attempts} attempts", happened.Type, happened.Id, attempts);
    }

    private async Task<bool> Send(SimulatedEvent happened, Uri target, CancellationToken stopping)
    {
        var body = Encoding.UTF8.GetBytes(StripeWire.Event(happened).ToJsonString());
        var delivered = await SendOnce(body, target, stopping);
        if (delivered && simulator.Faults.TakeWebhookDuplicate()) await SendOnce(body, target, stopping);
        return delivered;
    }

    private async Task<bool> SendOnce(byte[] body, Uri target, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.UserAgent.ParseAdd("Stripe/1.0 (+https://stripe.com/docs/webhooks)");
            request.Headers.Add("Stripe-Signature", WebhookSignature.Header(body, simulator.Options.WebhookSecret, time.GetUtcNow()));
            using var response = await http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return false;
        }
    }
}
