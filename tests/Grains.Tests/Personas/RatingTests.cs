using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Personas;

/// <summary>One rating per user and persona, and the sum of all is exact.</summary>
public class RatingTests
{
    [Fact]
    public async Task Only_who_has_talked_with_a_persona_may_rate_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Session(user, "cancelled").Prepare(Talks.With(Talks.Oak, "room"));
        await backend.Finish(user, "cancelled");
        await backend.Begin(user, "with nobody");
        await backend.AdvanceAsync(Seconds(5));
        await backend.Finish(user, "with nobody");
        Assert.Equal(RefusalCodes.RatingNeedsSession, (await backend.Rating(user).Rate(5, null))?.Code);
        Assert.Null(await backend.Rating(user).Read());

        await backend.Talk(user, "s", Seconds(5));
        Assert.Null(await backend.Rating(user).Rate(5, "Great tutor!"));
        Assert.Equal(new PersonaRating(5, "Great tutor!", backend.Now), await backend.Rating(user).Read());
        Assert.Equal(RefusalCodes.RatingNeedsSession, (await backend.Rating(user, Talks.OwnTutor).Rate(5, null))?.Code);
    }

    [Fact]
    public async Task A_later_rating_replaces_the_one_before()
    {
        await using var backend = await Backend.StartAsync();
        await backend.HasTalked("user");
        foreach (var stars in new[] { 5, 1, 1, 4 })
        {
            await backend.Rating("user").Rate(stars, $"{stars} stars");
            await backend.AdvanceAsync(Seconds(3));
            Assert.Equal(new PersonaTally(Ratings: 1, Stars: stars), await backend.Tally());
        }

        Assert.Equal("4 stars", (await backend.Rating("user").Read())!.Feedback);
    }

    [Fact]
    public async Task Ratings_that_follow_before_the_first_is_counted_end_with_the_last()
    {
        await using var backend = await Backend.StartAsync();
        await backend.HasTalked("user");
        foreach (var stars in new[] { 5, 3, 5, 2 }) await backend.Rating("user").Rate(stars, null);
        await backend.AdvanceAsync(Seconds(5));
        Assert.Equal(new PersonaTally(Ratings: 1, Stars: 2), await backend.Tally());
    }

    [Fact]
    public async Task Other_words_to_the_same_stars_tell_the_tally_nothing()
    {
        await using var backend = await Backend.StartAsync();
        await backend.HasTalked("user");
        await backend.Rating("user").Rate(4, "good");
        await backend.AdvanceAsync(Seconds(5));
        var writes = backend.Storage.Writes.Count(name => name == "personaTally");
        await backend.Rating("user").Rate(4, null);
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(writes, backend.Storage.Writes.Count(name => name == "personaTally"));
        Assert.Null((await backend.Rating("user").Read())!.Feedback);
    }

    [Fact]
    public async Task Two_hundred_users_who_rate_and_change_their_minds_at_once_make_an_exact_sum()
    {
        await using var backend = await Backend.StartAsync();
        var users = Enumerable.Range(0, 200).Select(n => $"user_{n}").ToList();
        foreach (var user in users) await backend.HasTalked(user);
        await Task.WhenAll(users.SelectMany((user, n) => new[] { backend.Rating(user).Rate(1 + n % 5, null), backend.Rating(user).Rate(1 + (n + 1) % 5, null) }));
        await backend.AdvanceAsync(Seconds(10));
        long stars = 0;
        foreach (var user in users) stars += (await backend.Rating(user).Read())!.Stars;
        Assert.Equal(new PersonaTally(Ratings: 200, Stars: stars), await backend.Tally());
        Assert.Equal(0, await backend.Reminders());
    }

    [Fact]
    public async Task A_rating_of_an_own_persona_is_kept_and_nobody_elses_business()
    {
        await using var backend = await Backend.StartAsync();
        await backend.HasTalked("user", Talks.OwnTutor);
        Assert.Null(await backend.Rating("user", Talks.OwnTutor).Rate(3, null));
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(3, (await backend.Rating("user", Talks.OwnTutor).Read())!.Stars);
        Assert.Equal(PersonaTally.Zero, await backend.Tally(Talks.OwnTutor));
    }

    [Fact]
    public async Task Copies_of_a_change_count_once_however_late_they_are()
    {
        await using var backend = await Backend.StartAsync();
        await backend.HasTalked("user");
        var key = IPersonaRatingGrain.KeyOf("user", Talks.Oak.Slug);
        var copies = Enumerable.Range(1, 3).Select(number =>
            new TallyEvent(TallyEventId.OfRating(key, number), Talks.Oak.Slug, new PersonaTally(Ratings: 1, Stars: 1))).ToList();
        await Send();
        await backend.Rating("user").Rate(1, null);
        await Send();
        await backend.Rating("user").Counted(copies[0].Id);
        await Send();
        Assert.Equal(new PersonaTally(Ratings: 1, Stars: 1), await backend.Tally());

        async Task Send()
        {
            foreach (var copy in copies) await backend.Shard("user").Count(copy);
            await backend.AdvanceAsync(Seconds(3));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public async Task What_is_no_rating_is_refused_as_a_callers_mistake(int stars)
    {
        await using var backend = await Backend.StartAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => backend.Rating("user").Rate(stars, null));
    }
}
