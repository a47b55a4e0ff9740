using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

public class AgentTests
{
    private static readonly RoomAgent Oak = new("mindbot-persona", """{"prompt":"You are Professor Oak."}""");

    [Fact]
    public async Task The_room_of_a_session_with_an_agent_is_made_with_its_dispatch_in_it()
    {
        await using var backend = await Backend.StartAsync();
        await Prepare(backend);
        await backend.AdvanceAsync(Minutes(1));

        var made = Assert.Single(backend.LiveKit.Made);
        Assert.Equal("study", made.Name);
        var agent = Assert.Single(made.Agents);
        Assert.Equal((Oak.Name, Oak.Metadata), (agent.AgentName, agent.Metadata));
    }

    [Fact]
    public async Task A_room_that_LiveKit_could_not_make_is_asked_for_again_also_after_a_crash()
    {
        await using var backend = await Backend.StartAsync();
        backend.LiveKit.IsDown = true;
        await Prepare(backend);
        await backend.AdvanceAsync(Seconds(20));
        backend.Crash();
        backend.LiveKit.IsDown = false;
        await backend.StartAgainAsync(Seconds(5));
        await backend.AdvanceAsync(Seconds(20));
        Assert.Single(backend.LiveKit.Made);
    }

    [Fact]
    public async Task Nothing_is_made_for_a_session_without_an_agent()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.At(60);
        Assert.Empty(backend.LiveKit.Made);
    }

    private static async Task Prepare(Backend backend)
    {
        var user = await backend.UserWith(Hours(1));
        Assert.Null(await backend.Room("study").Claim(user, "s"));
        Assert.Null((await backend.Session(user, "s").Prepare(new SessionTerms("study", Agent: Oak))).Refusal);
        await backend.IdleAsync();
    }
}
