using System.Globalization;
using MindBot.Grains.Ads;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Tests.Ads;

public enum AdStepKind
{
    Wait,
    Watch,
    Quote,
    Make,
    Start,
    Cancel,
}

/// <param name="Number">Seconds to wait, an ad, or a session.</param>
public sealed record AdStep(AdStepKind Kind, int Number, AdReward Reward);

/// <summary>Plays a user's views and sessions against the rules, and keeps its own books of what was earned and used.</summary>
internal sealed class AdStory
{
    public const int Sessions = 4;

    private static readonly AdTerms Terms = Watching.Terms with { ViewsPerDay = 4 };

    private readonly (SessionStage Stage, int Percent, DateTimeOffset? QuotedAt)[] sessions = new (SessionStage, int, DateTimeOffset?)[Sessions];
    private readonly List<(string AdId, AdReward Reward, long DurationMs, DateTimeOffset At)> earned = [];
    private readonly HashSet<string> cards = [];
    private DateTimeOffset now = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
    private AdsState ads = new();

    private int Discounts => earned.Count(view => view.Reward == AdReward.Discount);

    /// <summary>Sessions that have the discount, or may yet be made with it.</summary>
    private int Taken => sessions.Count(session => session.Percent > 0 && session.Stage switch
    {
        SessionStage.Pending or SessionStage.Started => true,
        SessionStage.None => now - session.QuotedAt < AdRules.MakingTime,
        _ => false,
    });

    public void Do(AdStep step)
    {
        ref var session = ref sessions[step.Number % Sessions];
        switch (step.Kind)
        {
            case AdStepKind.Wait: now += TimeSpan.FromSeconds(step.Number); break;
            case AdStepKind.Watch: Watch(step); break;
            case AdStepKind.Quote when session.Stage == SessionStage.None: Quote(step.Number); break;
            case AdStepKind.Make when session.Stage == SessionStage.None && now - session.QuotedAt < AdRules.MakingTime:
                session.Stage = SessionStage.Pending;
                break;
            case AdStepKind.Start when session.Stage == SessionStage.Pending: session.Stage = SessionStage.Started; break;
            case AdStepKind.Cancel when session.Stage == SessionStage.Pending: session.Stage = SessionStage.Cancelled; break;
        }

        Assert.InRange(Taken, 0, Discounts);
    }

    private void Quote(int number)
    {
        ref var session = ref sessions[number];
        var id = Id(number);
        var isFree = Discounts > Taken;
        var isRepeat = session.Percent > 0 && now - session.QuotedAt < AdRules.MakingTime;
        if (ads.Discount?.SessionId != id) Follow();
        (ads, var percent) = AdRules.Reserve(ads, id, now);
        Assert.Equal(isFree || isRepeat ? 50 : 0, percent);
        session = (session.Stage, percent, now);
    }

    private void Watch(AdStep step)
    {
        var view = new AdView($"ad{step.Number}", step.Number % 3 == 0 ? 15_000 : 30_000, step.Reward);
        Follow();
        var wasHeld = ads.Discount is not null;
        var countedBefore = Today().Count();
        (ads, var reply) = AdRules.Judge(ads, "user", view, Terms, now);
        Assert.Equal(reply.Reason is null, reply.DiscountPercent + reply.TimeMinutes > 0);
        Assert.Equal(ads.Discount?.Percent ?? 0, reply.NextSessionPercent);
        if (ads.Day != DateOnly.FromDateTime(now.UtcDateTime) || ads.Counted.Length == countedBefore)
        {
            Assert.Null(ads.Owed);
            Assert.True(reply.Reason is not null || Today().Any(former => former.AdId == view.AdId), "Earned, and not noted.");
            return;
        }

        Earned(view, wasHeld);
    }

    private void Earned(AdView view, bool wasHeld)
    {
        Assert.DoesNotContain(Today(), former => former.AdId == view.AdId);
        if (earned.Count > 0) Assert.True((now - earned[^1].At).TotalMilliseconds >= view.DurationMs);
        Assert.True(view.DurationMs >= (view.Reward == AdReward.Time ? 30_000 : 15_000));
        Assert.False(wasHeld && view.Reward == AdReward.Discount);
        Assert.Equal(view.Reward == AdReward.Time, ads.Owed is not null);
        if (ads.Owed is { } grant) Assert.True(cards.Add(grant.CardId));
        ads = ads with { Owed = null };
        earned.Add((view.AdId, view.Reward, view.DurationMs, now));
        Assert.InRange(Today().Count(), 1, Terms.ViewsPerDay);
        Assert.InRange(Today().Count(former => former.Reward == AdReward.Time), 0, Terms.TimeRewardsPerDay);
    }

    private IEnumerable<(string AdId, AdReward Reward, long DurationMs, DateTimeOffset At)> Today() =>
        earned.Where(view => view.At.UtcDateTime.Date == now.UtcDateTime.Date);

    private void Follow()
    {
        if (ads.Discount?.SessionId is { } id) ads = AdRules.Follow(ads, sessions[int.Parse(id, CultureInfo.InvariantCulture)].Stage, now);
    }

    private static string Id(int number) => number.ToString(CultureInfo.InvariantCulture);
}
