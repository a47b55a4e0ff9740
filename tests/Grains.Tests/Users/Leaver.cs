using MindBot.Gateways.Stripe;
using MindBot.Grains.Ads;
using MindBot.Grains.Idempotency;
using MindBot.Grains.Mail;
using MindBot.Grains.Payments;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Ads;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Tests.Mail;
using MindBot.Grains.Tests.Personas;
using MindBot.Grains.Tests.Subscriptions;
using MindBot.Grains.Users;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Users;

/// <summary>Somebody who has done everything that one can, and leaves.</summary>
internal static class Leaver
{
    public const string Words = "My own words", Talked = "talked", Live = "live", Pending = "pending";

    /// <summary>Two hours, of which one talk took a minute; a live and a pending session; something in every place that knows of persons.</summary>
    public static async Task<string> Settle(this Backend backend)
    {
        var id = await backend.Ada();
        await backend.Credit(id, Hours(2));
        Assert.Equal("active", (await backend.Subscription(id).Create(new SubscribeRequest("order_1", Subscriber.Monthly, "pm_card"))).Subscription!.Status);
        await backend.Own(id).Create(Author.Persona(Author.Slug(1), Words), limit: 3);
        await backend.Talk(id, Talked, Minutes(1));
        Assert.Null(await backend.Rating(id).Rate(5, Words));
        await backend.Grain<IAdsGrain>(id).RecordView(Watching.ForDiscount(Words), Watching.Terms);
        await backend.Answers(id).Begin("route key", "body");
        await backend.Answers(id).Complete("route key", "body", new StoredAnswer(200, "application/json", Words));
        backend.Mailer.Unreachable = int.MaxValue;
        await backend.Grain<IMailGrain>(Post.Key).Order(Post.Gift(id));
        Assert.Null((await backend.Session(id, Pending).Prepare(new SessionTerms("room of a pending one"))).Refusal);
        await backend.Begin(id, Live, "room of a live one");
        await backend.AdvanceAsync(Seconds(90));
        return id;
    }

    public static Task Leave(this Backend backend, string id) => backend.Grain<IAccountDeletionGrain>(id).Begin();

    public static IIdempotencyGrain Answers(this Backend backend, string id) => backend.Grain<IIdempotencyGrain>(IIdempotencyGrain.KeyOf(id, 'a'));

    /// <summary>Nothing personal is left anywhere, and what is accounted for still adds up.</summary>
    public static async Task HasLeft(this Backend backend, string id)
    {
        var user = backend.Grain<IUserGrain>(id);
        Assert.Null(await user.GetProfile());
        Assert.Null(await user.GetPasswordHash());
        Assert.Null(await user.GetSecurityVersion());
        Assert.Null(await user.FindDeletion());
        Assert.Null(await backend.Grain<IEmailGrain>(EmailAddress.Key("ada@example.com")).FindUser());
        Assert.DoesNotContain("ada", backend.Stored<IUserGrain>(id, "user"), StringComparison.OrdinalIgnoreCase);

        Assert.False(await backend.Session(id, Live).IsOpen());
        Assert.False(await backend.Session(id, Pending).IsOpen());
        Assert.Empty((await backend.Wallet(id).GetView(false)).Sessions.AsEnumerable());
        Assert.Equal(SubscriptionStatus.Canceled, Assert.Single(backend.Payments.Subscriptions).Status);
        Assert.Equal(Tier.Free, await backend.Subscription(id).GetTier());
        Assert.Contains($"cus_{id}", backend.Payments.DeletedCustomers);
        Assert.Null(backend.Stored<ICustomerGrain>(id, "customer"));

        Assert.Empty((await backend.Own(id).List()).AsEnumerable());
        Assert.DoesNotContain(Words, backend.Stored<IPersonaGrain>(Author.Slug(1), "persona"));
        Assert.Equal((5, null), ((await backend.Rating(id).Read())!.Stars, (await backend.Rating(id).Read())!.Feedback));
        Assert.Null(backend.Stored<IAdsGrain>(id, "ads"));
        Assert.Null(backend.Stored<IIdempotencyGrain>(IIdempotencyGrain.KeyOf(id, 'a'), "idempotency"));
        Assert.DoesNotContain(Post.Code, backend.StoredText());
        Assert.Empty(backend.Mailer.Taken);
        await Books.Balance(backend, id);
    }
}
