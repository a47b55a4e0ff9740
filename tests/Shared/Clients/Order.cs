using MindBot.Tests.Server;

namespace MindBot.Tests.Clients;

/// <summary>Something that a person wants done once, sent under one <c>Idempotency-Key</c> as often as it takes.</summary>
internal sealed class Order(Frontend frontend, string token, string path, object body)
{
    private readonly string idempotencyKey = Guid.NewGuid().ToString("n");

    /// <summary>When it was sent first; null before.</summary>
    public TimeSpan? SentAt { get; private set; }

    /// <summary>The first answer; null while it is unknown whether it was carried out.</summary>
    public Reply? Answer { get; private set; }

    /// <summary>What the latest attempt was answered, 503 included; null: not at all.</summary>
    public Reply? Latest { get; private set; }

    public bool IsLost => SentAt is not null && Answer is null;

    public bool Succeeded => Answer is { Status: 200 };

    /// <returns>False: no answer came, or 503: the outcome is unknown, and it is to be sent again.</returns>
    public async Task<bool> Send()
    {
        var reply = await Attempt();
        Latest = reply;
        if (reply is null or { Status: 503 }) return false;
        Answer ??= reply;
        return true;
    }

    /// <summary>Sends it to a server that must carry it out.</summary>
    public async Task Complete()
    {
        Assert.True(await Send(), $"{path} was not answered: {Latest?.Text}");
        Assert.True(Succeeded, $"{path}: {Answer!.Status} {Answer.Text}");
    }

    /// <summary>Sends it until it is known, and once more: the repeat must answer the same.</summary>
    public async Task CompleteAfterLoss()
    {
        Assert.True(await Send(), $"{path} was not answered: {Latest?.Text}");
        var repeated = await Attempt();
        Assert.Equal((Answer!.Status, Answer.Text), (repeated!.Status, repeated.Text));
    }

    private Task<Reply?> Attempt()
    {
        SentAt ??= ClientClock.Now;
        return frontend.Send(HttpMethod.Post, path, token, body, idempotencyKey);
    }
}
