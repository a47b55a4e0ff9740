using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.LiveKit;

public abstract class LiveKitRoomsOutageTests(LiveKitAdapterUnderTest adapter)
{
    private readonly SkippingTime time = new();
    private readonly ScriptedLiveKit server = new(adapter);

    private IVoiceRooms Rooms(int maxRetries = 2) => server.Rooms(time, ScriptedLiveKit.Patient(maxRetries));

    private static Task<VoiceRoomsUnavailableException> Fails(Task call) => Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => call);

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_outage_that_passes_is_not_noticed(int status)
    {
        server.Then((HttpStatusCode)status, "busy").ThenRefusesTheConnection().Then(HttpStatusCode.OK);

        await Rooms().Remove("r1", "user-1");

        Assert.Equal(3, server.Requests.Count);
        Assert.Collection(time.Skipped,
            first => Assert.InRange(first.TotalSeconds, 0.1, 0.2),
            second => Assert.InRange(second.TotalSeconds, 0.2, 0.4));
    }

    [Fact]
    public async Task A_message_that_is_tried_again_is_the_same_to_the_byte_under_a_fresh_token()
    {
        server.Then(HttpStatusCode.ServiceUnavailable, "").Then(HttpStatusCode.OK);

        await Rooms().Send(new RoomMessage("r1", "user-1", "t", "hi"u8.ToArray()));

        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.NotEqual(server.Requests[0].Token, server.Requests[1].Token);
    }

    [Fact]
    public async Task A_lasting_outage_ends_as_unavailable_after_the_last_retry()
    {
        server.ThenRefusesTheConnection();

        await Fails(Rooms().Delete("r1"));

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_try_that_hangs_is_given_up_and_tried_again()
    {
        server.ThenHangs().Then(HttpStatusCode.OK);
        var deleting = Rooms().Delete("r1");
        await Eventually.Holds(() => server.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(deleting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        await deleting;
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_livekit_that_always_hangs_is_unavailable_after_the_limit_of_the_call()
    {
        server.ThenHangs();
        var deleting = Rooms().Delete("r1");
        await Eventually.Holds(() => server.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(15));

        Assert.Contains("15 s", (await Fails(deleting)).Message);
    }

    [Fact]
    public async Task A_caller_who_gives_up_sees_a_cancellation_and_no_outage()
    {
        server.ThenHangs();
        using var leaving = new CancellationTokenSource();
        var deleting = Rooms().Delete("r1", leaving.Token);
        await Eventually.Holds(() => server.Requests.Count == 1);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deleting);
    }

    [Fact]
    public async Task At_most_32_calls_are_under_way_and_the_others_follow()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Then(async _ =>
        {
            await gate.Task;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        });
        var rooms = Rooms();
        var calls = Enumerable.Range(0, 100).Select(number => rooms.Delete($"r{number}")).ToList();
        await Eventually.Holds(() => server.MostOpen == 32);

        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal((32, 100), (server.MostOpen, server.Requests.Count));
    }

    [Fact]
    public async Task Who_finds_no_place_in_time_fails_too()
    {
        server.ThenHangs();
        var rooms = server.Rooms(time, new LiveKitOptions { MaxConcurrentCalls = 1, TryLimit = TimeSpan.FromSeconds(6) });
        var calls = Enumerable.Range(0, 3).Select(number => rooms.Delete($"r{number}")).ToList();
        await Eventually.Holds(() => server.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(15));

        foreach (var call in calls) await Fails(call);
    }

    [Fact]
    public async Task After_five_failures_calls_fail_at_once_until_one_of_them_finds_livekit_back()
    {
        server.ThenRefusesTheConnection();
        var rooms = Rooms(maxRetries: 0);
        for (var call = 0; call < 5; call++) await Fails(rooms.Delete("r1"));

        await Fails(rooms.Delete("r1"));
        time.Advance(TimeSpan.FromSeconds(4.9));
        await Fails(rooms.Delete("r1"));
        Assert.Equal(5, server.Requests.Count);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await Fails(rooms.Delete("r1"));
        await Fails(rooms.Delete("r1"));
        Assert.Equal(6, server.Requests.Count);

        server.Then(HttpStatusCode.OK);
        time.Advance(LiveKitCircuit.OpenPeriod);
        await rooms.Delete("r1");
        await rooms.Delete("r1");
        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task While_one_call_tries_whether_livekit_is_back_the_others_fail()
    {
        server.ThenRefusesTheConnection();
        var rooms = Rooms(maxRetries: 0);
        for (var call = 0; call < 5; call++) await Fails(rooms.Delete("r1"));
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        server.Then(_ => gate.Task);
        time.Advance(LiveKitCircuit.OpenPeriod);

        var trying = rooms.Delete("r1");
        await Fails(rooms.Delete("r2"));
        gate.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") });
        await trying;

        server.Then(HttpStatusCode.OK);
        await rooms.Delete("r2");
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_opens_nothing()
    {
        var rooms = Rooms(maxRetries: 0);
        for (var call = 0; call < 4; call++)
        {
            server.Then(HttpStatusCode.InternalServerError, "");
            await Fails(rooms.Delete("r1"));
        }
        server.Then(HttpStatusCode.Unauthorized, "invalid token");
        for (var call = 0; call < 6; call++) await Fails(rooms.Delete("r1"));

        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task Calls_that_hang_open_the_circuit_too()
    {
        server.ThenHangs();
        var rooms = Rooms();
        var calls = Enumerable.Range(0, 5).Select(number => rooms.Delete($"r{number}")).ToList();
        await Eventually.Holds(() => server.Requests.Count == 5);
        time.Advance(TimeSpan.FromSeconds(15));
        foreach (var call in calls) await Fails(call);
        var before = server.Requests.Count;

        await Fails(rooms.Delete("r1"));

        Assert.Equal(before, server.Requests.Count);
    }

    [Fact]
    public void By_default_a_call_takes_15_seconds_at_most()
    {
        var options = new LiveKitOptions();

        Assert.Equal((5, 15, 2, 32), (options.TryLimit.TotalSeconds, options.OperationLimit.TotalSeconds, options.MaxRetries, options.MaxConcurrentCalls));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData(null)]
    public async Task Nobody_listening_or_no_address_yet_is_unavailable_and_no_secret_is_logged(string? apiBase)
    {
        var logs = new LogCollector();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddSingleton<TimeProvider>(time)
            .AddVoiceRooms(_ => new LiveKitOptions
            {
                ApiSecret = "hush-hush",
                TryLimit = TimeSpan.FromSeconds(6),
                ApiBase = () => apiBase is null ? null : new Uri(apiBase),
            }, wallClock: null, adapter.Make)
            .BuildServiceProvider();

        var error = await Fails(services.GetRequiredService<IVoiceRooms>().Delete("r1"));

        Assert.Equal(2, time.Skipped.Count);
        Assert.DoesNotContain(logs.Lines.Append(error.ToString()), line => line.Contains("hush-hush") || line.Contains("eyJ"));
        Assert.Equal(apiBase is null, logs.Lines.Count == 0);
    }

    [Fact]
    public async Task Tokens_go_by_the_wall_clock()
    {
        var wall = new SkippingTime();
        wall.Advance(TimeSpan.FromHours(1));

        await server.Rooms(time, wall, ScriptedLiveKit.Patient()).Delete("r1");

        var expires = DateTimeOffset.FromUnixTimeSeconds(server.Requests[0].Claims.GetProperty("exp").GetInt64());
        Assert.InRange(expires - wall.GetUtcNow(), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    }
}
