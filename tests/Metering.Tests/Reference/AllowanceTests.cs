using FsCheck;
using FsCheck.Fluent;

namespace MindBot.Metering.Tests.Reference;

public class AllowanceTests
{
    /// <summary>A story writes down some thousand milliseconds.</summary>
    private const int Tries = 2_000;

    private static readonly Gen<Turn> Turns =
        from deed in Gen.Frequency(
            (4, Gen.Constant(Deed.Open)), (1, Gen.Constant(Deed.Pause)), (2, Gen.Constant(Deed.Resume)), (3, Gen.Constant(Deed.Measure)),
            (2, Gen.Constant(Deed.Close)), (1, Gen.Constant(Deed.Settle)))
        from waitMs in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 400)))
        from a in Gen.Choose(0, 3_000)
        from b in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 400))
        select new Turn(deed, waitMs, a, b);

    [Fact]
    public void Daily_limits_agree_with_writing_down_every_millisecond() =>
        Properties.Check.Holds(Turns, maxLength: 12, AllowanceStory.Play, Tries);

    /// <summary>The last millisecond of the day is his who runs on, not to be shared with the session that is just being closed.</summary>
    [Fact]
    public void What_a_client_reports_at_the_end_leaves_the_rest_of_the_day_to_the_others() =>
        AllowanceStory.Play([new(Deed.Open, 376, 1316, 0), new(Deed.Open, 0, 446, 0), new(Deed.Close, 379, 885, 340)]);
}
