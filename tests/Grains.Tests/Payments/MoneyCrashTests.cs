using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Payments.MoneyScenarioTests;

namespace MindBot.Grains.Tests.Payments;

/// <summary>The same table, told once for every write that the process can die in. Whoever was cut off tries again, and the events are caught up with.</summary>
public class MoneyCrashTests
{
    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task Money_and_time_come_out_the_same_when_the_process_dies_in_any_write_of_the_story(string name, bool afterWrite)
    {
        var row = All[name];
        for (var write = 1; ; write++)
        {
            await using var backend = await Start();
            var crashed = false;
            backend.CrashAtWrite(write, afterWrite, () => crashed = true);
            await row.Happens(new MoneyStory()).CatchesUp().Play(backend);
            if (!crashed) return;
            try
            {
                await ComesOut(row, backend);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"After a crash {(afterWrite ? "after" : "before")} write {write}: {failure.Message}", failure);
            }
        }
    }

    public static TheoryData<string, bool> Crashes()
    {
        var data = new TheoryData<string, bool>();
        foreach (var row in All.Values.Where(row => row.MayCrash))
        {
            data.Add(row.Name, false);
            data.Add(row.Name, true);
        }

        return data;
    }
}
