using FsCheck;
using FsCheck.Fluent;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Reference;

public class ReferenceTests
{
    private static readonly Gen<Step> Steps =
        from act in Gen.Frequency(
            (3, Gen.Constant(Act.Credit)), (3, Gen.Constant(Act.Open)), (4, Gen.Constant(Act.Measure)), (2, Gen.Constant(Act.Close)), (2, Gen.Constant(Act.Settle)))
        from waitMs in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 12)))
        from a in act == Act.Credit
            ? Gen.OneOf(Gen.Choose(0, 400), Gen.Choose(0, 20_000))
            : Gen.OneOf(Gen.Elements(0, 332, 399, 799, 999, 1199, 2999), Gen.Choose(0, 2999))
        from b in Gen.Choose(0, 60)
        select new Step(act, waitMs, a, b);

    [Fact]
    public void The_rules_agree_with_counting_every_millisecond() =>
        Properties.Check.Holds(Steps, maxLength: 9, ReferenceStory.Play);
}
