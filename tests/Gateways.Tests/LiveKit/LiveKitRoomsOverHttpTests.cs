using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.LiveKit;

/// <summary>The thin adapter as the product registers it, over real connections.</summary>
public sealed class LiveKitRoomsOverHttpTests : IAsyncLifetime
{
    private WebApplication app = null!;
    private RequestDelegate answer = _ => Task.CompletedTask;

    private IVoiceRooms Rooms => app.Services.GetRequiredService<IVoiceRooms>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddVoiceRooms(_ => new LiveKitOptions { ApiBase = () => new Uri(app.Urls.Single() + "/dev/livekit/") }, wallClock: null, LiveKitAdapterUnderTest.Http.Make);
        app = builder.Build();
        app.MapPost("/dev/livekit/twirp/livekit.RoomService/ListParticipants", http => answer(http));
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_call_arrives_and_its_answer_comes_back()
    {
        var arrived = "";
        answer = async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            arrived = $"{http.Request.ContentType} {http.Request.ContentLength} {http.Request.Headers.Authorization.ToString()[..9]} {await reader.ReadToEndAsync()}";
            await http.Response.WriteAsync("""{"participants":[{"identity":"user-1"}]}""");
        };

        Assert.Equal("user-1", Assert.Single(await Rooms.ListParticipants("r1")).Identity);
        Assert.Equal("""application/json 13 Bearer ey {"room":"r1"}""", arrived);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_or_within_the_answer_is_an_outage()
    {
        var calls = 0;
        answer = async http =>
        {
            if (++calls % 2 == 0) await http.Response.WriteAsync("""{"participants":""");
            await http.Response.Body.FlushAsync();
            http.Abort();
        };

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => Rooms.ListParticipants("r1"));
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        answer = async http =>
        {
            for (var chunk = new byte[65_536]; !http.RequestAborted.IsCancellationRequested;) await http.Response.Body.WriteAsync(chunk);
        };

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => Rooms.ListParticipants("r1"));
    }
}
