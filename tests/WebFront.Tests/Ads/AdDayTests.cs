using Microsoft.Extensions.DependencyInjection;
using MindBot.WebFront.Tests.Server;
using static MindBot.WebFront.Tests.Ads.AdTests;

namespace MindBot.WebFront.Tests.Ads;

/// <summary>Days of ads, on a server whose time leaps.</summary>
public sealed class AdDayTests : IAsyncLifetime
{
    private readonly LeapingTime time = new(new DateTimeOffset(2027, 3, 14, 10, 0, 0, TimeSpan.Zero));
    private FrontServer server = null!;
    private ApiUser user = null!;

    public async Task InitializeAsync()
    {
        server = await FrontServer.StartAnother(services => services.AddSingleton<TimeProvider>(time));
        user = await server.NewUser();
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Time_is_earned_three_times_a_day_and_again_after_midnight_UTC()
    {
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(5, (await Watch(user, $"ad{i}", 30, "time").Ok()).Number("time_reward"));
            time.Leap(TimeSpan.FromSeconds(30));
        }

        Refused("daily_time_limit", await Watch(user, "ad4", 30, "time").Ok());
        Assert.Equal(15, await user.Minutes());
        Assert.Equal(50, (await Watch(user, "ad4", 30).Ok()).Number("cost_reduction_percentage"));

        time.Leap(TimeSpan.FromHours(13.9));
        Refused("daily_time_limit", await Watch(user, "ad5", 30, "time").Ok(), 0.5m);
        time.Leap(TimeSpan.FromHours(0.1));
        Assert.Equal(5, (await Watch(user, "ad1", 30, "time").Ok()).Number("time_reward"));
        Assert.Equal(20, await user.Minutes());
    }

    [Fact]
    public async Task So_many_views_count_in_a_day()
    {
        string[] rewards = ["time", "time", "time", "discount"];
        foreach (var reward in rewards)
        {
            Assert.True((await Watch(user, $"first {time.GetUtcNow():O}", 30, reward).Ok()).GetProperty("reward_earned").GetBoolean());
            time.Leap(TimeSpan.FromSeconds(30));
        }

        var ads = server.Services.GetRequiredService<Orleans.IGrainFactory>().GetGrain<Grains.Ads.IAdsGrain>(await user.Id());
        await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();
        for (var i = 5; i <= 20; i++)
        {
            Assert.Equal(50, await ads.Reserve($"s{i}"));
            await user.Start($"s{i}", "kitchen");
            Assert.True((await Watch(user, $"ad{i}", 15).Ok()).GetProperty("reward_earned").GetBoolean());
            time.Leap(TimeSpan.FromSeconds(15));
        }

        Assert.Equal(50, await ads.Reserve("last"));
        await user.Start("last", "kitchen");
        Refused("daily_limit", await Watch(user, "one more", 15).Ok());
        Assert.Equal(0, await ads.Reserve("another"));
    }
}
