using FsCheck;
using FsCheck.Fluent;
using MindBot.WebFront.Analytics;

namespace MindBot.WebFront.Tests.Analytics;

public class LargestRemainderTests
{
    private static readonly Gen<long[]> Weights =
        from count in Gen.Choose(1, 30)
        from largest in Gen.Elements(1, 3, 100, int.MaxValue - 1)
        from factor in Gen.Elements(1L, 1_000_000_007L)
        from weights in Gen.ArrayOf(Gen.Choose(0, largest), count)
        select weights.Select(weight => weight * factor).ToArray();

    [Fact]
    public void Thirds_make_a_hundred() => Assert.Equal([33.4m, 33.3m, 33.3m], LargestRemainder.Percentages([1, 1, 1]));

    [Fact]
    public void The_guides_numbers_come_out_of_their_weights() =>
        Assert.Equal([45.2m, 25.1m, 18.7m, 11.0m], LargestRemainder.Percentages([452, 251, 187, 110]));

    [Fact]
    public void Nothing_is_split_into_nothing()
    {
        Assert.Equal([0m, 0m], LargestRemainder.Percentages([0, 0]));
        Assert.Empty(LargestRemainder.Percentages([]));
    }

    [Fact]
    public void They_add_up_to_exactly_a_hundred() => Holds(weights =>
        weights.All(weight => weight == 0) || LargestRemainder.Percentages(weights).Sum() == 100m);

    [Fact]
    public void None_is_a_tenth_or_more_away_from_its_share() => Holds(weights =>
    {
        var whole = weights.Sum(weight => (decimal)weight);
        return whole == 0 || LargestRemainder.Percentages(weights).Zip(weights).All(share => Math.Abs(share.First - share.Second * 100m / whole) < 0.1m);
    });

    [Fact]
    public void Who_has_more_is_never_shown_less() => Holds(weights =>
    {
        var shares = LargestRemainder.Percentages(weights).Zip(weights).OrderBy(share => share.Second).ToList();
        return shares.Zip(shares.Skip(1)).All(pair => pair.First.Second == pair.Second.Second || pair.First.First <= pair.Second.First);
    });

    private static void Holds(Func<long[], bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(Weights), property));
}
