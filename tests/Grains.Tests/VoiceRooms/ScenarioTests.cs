using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

public class ScenarioTests
{
    private static readonly Dictionary<string, Scenario> All =
        new[] { PresenceScenarios.All, LossScenarios.All, ClientScenarios.All, CreditScenarios.All, OutageScenarios.All }
            .SelectMany(rows => rows).ToDictionary(row => row.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_happens_in_a_room_is_charged_exactly_and_ends_as_it_should(string name)
    {
        var row = All[name];
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend, row.Credit);
        await row.Happens(story);
        await story.Passes(600);

        await story.IsOver(row.ChargedMs, row.Reason);
        Assert.Equal(row.Removals, story.Removals);
        await story.NobodyTalksForFree();
        await Books.Balance(backend, story.User);
    }

    public static TheoryData<string> Names() => [.. All.Keys];
}
