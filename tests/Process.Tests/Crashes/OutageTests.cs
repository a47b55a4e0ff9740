using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Crashes;

/// <summary>The yardstick of the crash tests: what an outage takes from the time that a client may be charged for.</summary>
public class OutageTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Outage outage = new(10 * Second, 11 * Second);

    public OutageTests() => outage.EndAt(15 * Second);

    [Theory]
    [InlineData(5, 20, 4)]
    [InlineData(13, 20, 2)]
    [InlineData(5, 12, 1)]
    public void Only_what_of_it_lies_between_question_and_answer_counts(int asked, int answered, int without) =>
        Assert.Equal(without * Second, outage.WithoutProcessWithin(asked * Second, answered * Second));

    [Fact]
    public void An_answer_that_the_dying_process_still_gave_lost_nothing_by_the_outage() =>
        Assert.Equal(TimeSpan.Zero, outage.WithoutProcessWithin(5 * Second, 10.5 * Second));

    [Fact]
    public void A_second_kill_adds_its_own_time()
    {
        var second = new Outage(16 * Second, 17 * Second);
        second.EndAt(20 * Second);
        outage.GoOn(second);
        Assert.Equal(7 * Second, outage.WithoutProcess);
        Assert.Equal(7 * Second, outage.WithoutProcessWithin(5 * Second, 30 * Second));
        Assert.Equal(4 * Second, outage.WithoutProcessWithin(5 * Second, 16.5 * Second));
    }
}
