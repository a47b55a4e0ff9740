using System.Net;
using System.Threading.Channels;

namespace MindBot.Gateways.Tests.Support;

/// <summary>Receives webhooks; answers 200 unless told otherwise.</summary>
public sealed class WebhookInbox
{
    private readonly Channel<ReceivedWebhook> received = Channel.CreateUnbounded<ReceivedWebhook>();
    private int toRefuse;

    public void RefuseNext(int deliveries) => toRefuse = deliveries;

    public async Task<ReceivedWebhook> Next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await received.Reader.ReadAsync(limit.Token);
    }

    public bool IsEmpty => received.Reader.Count == 0;

    public HttpStatusCode Receive(byte[] body, string signature)
    {
        received.Writer.TryWrite(new ReceivedWebhook(body, signature));
        return Interlocked.Decrement(ref toRefuse) >= 0 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
    }
}

public sealed record ReceivedWebhook(byte[] Body, string Signature);
