using FsCheck;
using FsCheck.Fluent;
using MindBot.Grains.Ads;
using Check = MindBot.Metering.Tests.Properties.Check;

namespace MindBot.Grains.Tests.Ads;

/// <summary>Whatever clients tell and sessions do: nothing is earned beyond the rules, and no discount is used twice or lost.</summary>
public class AdProperties
{
    [Fact]
    public void Rewards_stay_within_the_rules_and_each_discount_goes_to_one_session() =>
        Check.Holds(Steps, maxLength: 60, steps =>
        {
            var story = new AdStory();
            foreach (var step in steps) story.Do(step);
        }, tries: 4_000);

    private static Gen<AdStep> Steps => Gen.Frequency(
        (4, from seconds in Gen.Elements(1, 15, 29, 30, 30, 30, 60, 119, 120, 3600, 43_200)
            select new AdStep(AdStepKind.Wait, seconds, AdReward.Discount)),
        (6, from ad in Gen.Choose(0, 8)
            from reward in Gen.Elements(AdReward.Discount, AdReward.Discount, AdReward.Time)
            select new AdStep(AdStepKind.Watch, ad, reward)),
        (4, Of(AdStepKind.Quote)),
        (3, Of(AdStepKind.Make)),
        (2, Of(AdStepKind.Start)),
        (2, Of(AdStepKind.Cancel)));

    private static Gen<AdStep> Of(AdStepKind kind) =>
        from session in Gen.Choose(0, AdStory.Sessions - 1)
        select new AdStep(kind, session, AdReward.Discount);
}
