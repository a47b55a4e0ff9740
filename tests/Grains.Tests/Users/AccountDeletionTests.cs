using MindBot.Gateways.Stripe;
using MindBot.Grains.Idempotency;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Tests.Mail;
using MindBot.Grains.Tests.Personas;
using MindBot.Grains.Tests.Subscriptions;
using MindBot.Grains.Users;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Users;

public class AccountDeletionTests
{
    /// <summary>Long enough for everything, the mail's next try included.</summary>
    private static readonly TimeSpan Afterwards = Hours(2);

    [Fact]
    public async Task What_is_personal_goes_and_what_is_accounted_for_stays()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Settle();
        var ended = backend.Now;
        await backend.Leave(id);
        Assert.Null(await backend.Grain<IUserGrain>(id).GetSecurityVersion());
        await backend.AdvanceAsync(Afterwards);

        await backend.HasLeft(id);
        var live = await backend.Look(id, Leaver.Live);
        Assert.Equal(("completed", 90_000L), (live.Status, live.ElapsedMs));
        Assert.True(live.EndTime <= ended + Seconds(1));
        Assert.Equal("cancelled", await backend.StatusOf(id, Leaver.Pending));
        Assert.Equal(Hours(2).Micros() - 48_000_000 - 90_000_000, await backend.Balance(id));
        Assert.Equal(1, (await backend.Tally()).Ratings);
    }

    [Fact]
    public async Task The_address_is_free_for_another_account_that_has_nothing_of_the_first()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Settle();
        await backend.Leave(id);
        await backend.AdvanceAsync(Seconds(1));
        var second = await backend.Ada();
        Assert.NotEqual(id, second);
        await backend.AdvanceAsync(Afterwards);
        Assert.Equal("Ada Lovelace", (await backend.Grain<IUserGrain>(second).GetProfile())?.FullName);
        Assert.Equal(second, await backend.Grain<IEmailGrain>(EmailAddress.Key("ada@example.com")).FindUser());
        Assert.Equal(0, await backend.Balance(second));
        Assert.Null(await backend.Grain<IUserGrain>(id).GetProfile());
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_nobody_cannot_be_deleted()
    {
        await using var backend = await Backend.StartAsync();
        Assert.False(await backend.Grain<IAccountDeletionGrain>("user_nobody").Begin());
        Assert.Equal(0, await backend.Reminders());
        var id = await backend.Ada();
        Assert.True(await backend.Grain<IAccountDeletionGrain>(id).Begin());
        Assert.True(await backend.Grain<IAccountDeletionGrain>(id).Begin());
        await backend.AdvanceAsync(Minutes(5));
        Assert.False(await backend.Grain<IAccountDeletionGrain>(id).Begin());
        await backend.IdleAsync();
        Assert.Null(await backend.Grain<IUserGrain>(id).FindDeletion());
        Assert.Equal(0, await backend.Reminders());
    }

    [Fact]
    public async Task While_the_payment_provider_is_away_all_else_is_done_and_its_part_later()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Settle();
        backend.Payments.Refuses = true;
        await backend.Leave(id);
        await backend.AdvanceAsync(Hours(5));
        Assert.Empty((await backend.Own(id).List()).AsEnumerable());
        Assert.NotNull(await backend.Grain<IUserGrain>(id).FindDeletion());
        Assert.Equal(SubscriptionStatus.Active, Assert.Single(backend.Payments.Subscriptions).Status);

        backend.Payments.Refuses = false;
        await backend.AdvanceAsync(Minutes(3));
        await backend.HasLeft(id);
    }

    [Fact]
    public async Task What_a_request_leaves_behind_that_was_let_in_before_is_found_too()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Settle();
        await backend.Leave(id);
        await backend.AdvanceAsync(Seconds(20));
        await backend.Begin(id, "late", "another room");
        await backend.Own(id).Create(Author.Persona(Author.Slug(2), Leaver.Words), limit: 3);
        await backend.Answers(id).Begin("another key", "body");
        await backend.AdvanceAsync(Afterwards);
        await backend.HasLeft(id);
        Assert.False(await backend.Session(id, "late").IsOpen());
    }

    [Fact]
    public async Task A_subscription_that_turns_up_afterwards_is_ended()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Ada();
        backend.Payments.SubscriptionAnswersLost = 1;
        Assert.NotNull((await backend.Subscription(id).Create(new SubscribeRequest("order_1", Subscriber.Monthly, "pm_card"))).Refusal);
        await backend.Subscription(id).Terminate();
        Assert.Equal(SubscriptionStatus.Active, Assert.Single(backend.Payments.Subscriptions).Status);

        await backend.Subscription(id).Notice(new SubscriptionNotice("sub_1", "active", backend.Now));
        Assert.Equal(SubscriptionStatus.Canceled, Assert.Single(backend.Payments.Subscriptions).Status);
        Assert.Equal(Tier.Free, await backend.Subscription(id).GetTier());
    }

    [Fact]
    public async Task Money_that_goes_back_later_still_takes_its_minutes_back()
    {
        await using var backend = await Backend.StartAsync();
        var id = await backend.Ada();
        var card = await backend.Credit(id, Hours(1));
        await backend.Leave(id);
        await backend.AdvanceAsync(Minutes(5));
        await backend.Wallet(id).TakeBack(card, Hours(1).Micros(), disputed: false, owedElsewhere: false);
        Assert.Equal(0, await backend.Balance(id));
        await Books.Balance(backend, id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_is_finished_or_never_was_wherever_the_process_dies(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var id = await backend.Settle();
            await backend.IdleAsync();
            backend.CrashAtWrite(write, afterWrite);
            var answered = await Callers.Answered(backend.Leave(id));
            await backend.AdvanceAsync(Minutes(4));
            if (!backend.IsDown)
            {
                Assert.True(write > 12, "A deletion has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(Seconds(20));
            await backend.AdvanceAsync(Minutes(4));
            var isDeleted = await backend.Grain<IUserGrain>(id).GetProfile() is null;
            Assert.True(isDeleted || !answered);
            if (!isDeleted)
            {
                Assert.NotEmpty((await backend.Own(id).List()).AsEnumerable());
                await backend.Leave(id);
            }

            await backend.AdvanceAsync(Afterwards);
            await backend.HasLeft(id);
        }
    }
}
