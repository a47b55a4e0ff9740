using System.Net;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Overload;

/// <summary>The storage stands still, so that requests stay at work until the test lets them go on.</summary>
[Collection(FrontCollection.Name)]
public sealed class OverloadTests : IAsyncLifetime
{
    private const int Places = 2;

    private readonly TaskCompletionSource goOn = new();
    private FrontServer server = null!;

    public async Task InitializeAsync() => server = await FrontServer.StartAnother(
        FaultyStorage.Register, "--MINDBOT_LIMIT_READS", $"{Places}", "--MINDBOT_LIMIT_COMMANDS", $"{Places}", "--MINDBOT_LIMIT_METERING", $"{Places}",
        "--MINDBOT_LIMIT_ALL_STREAMS", "1");

    public async Task DisposeAsync()
    {
        goOn.TrySetResult();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Reads_beyond_the_limit_are_refused_at_once_and_hold_up_nothing_that_is_metered()
    {
        var talking = await server.NewUserWith("basic_5h");
        await talking.Start("s", "room");
        var readers = await Crowd(Places);
        var late = await server.NewUser();
        var storage = StandStill("wallet");
        Task<HttpResponseMessage>[] reading = [.. readers.Select(reader => reader.Get("/time/balance"))];

        await Eventually.Is(() => storage.Waiting == Places, "all places are taken");
        await late.Get("/time/pricing").Problem(503, "overloaded");
        using var refused = await late.Get("/time/balance");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
        await Task.FromResult(refused).Problem(503, "overloaded");
        await talking.End("s", 1);
        await late.Post("/auth/login", new { email = late.Email, password = "secure_password" }).Ok();
        Assert.Equal("ok", await server.Anonymous.GetStringAsync("/healthz"));

        goOn.SetResult();
        foreach (var answer in reading) await answer.Ok();
        await late.Get("/time/balance").Ok();
    }

    [Fact]
    public async Task What_is_metered_waits_for_a_place_in_a_bounded_queue()
    {
        var users = await Crowd(2 * Places + 1);
        StandStill("voiceSession");
        Task<HttpResponseMessage>[] ending = [.. users.Select(user => user.Post("/time/session/end", new { session_id = "s", duration_seconds = 1 }))];

        var first = await Task.WhenAny(ending);
        await first.Problem(503, "overloaded");
        goOn.SetResult();
        foreach (var answer in ending.Except([first])) await answer.Problem(404, "session_not_found");
    }

    [Fact]
    public async Task All_users_together_have_so_many_streams_and_a_place_is_free_again_after_its_end()
    {
        var (one, other) = (await server.NewUser(), await server.NewUser());
        using (await one.Http.GetAsync("/time/balance/stream", HttpCompletionOption.ResponseHeadersRead))
            await other.Get("/time/balance/stream").Problem(503, "overloaded");
        await Eventually.Is(async () => await Status(other, "/time/balance/stream") == HttpStatusCode.OK, "the stream's place is free");
    }

    private static async Task<HttpStatusCode> Status(ApiUser user, string path)
    {
        using var answer = await user.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private FaultyStorage StandStill(string state)
    {
        var storage = FaultyStorage.Of(server);
        storage.StandStill(state, goOn.Task);
        return storage;
    }

    private async Task<ApiUser[]> Crowd(int size)
    {
        var users = new ApiUser[size];
        for (var i = 0; i < size; i++) users[i] = await server.NewUser();
        return users;
    }
}
