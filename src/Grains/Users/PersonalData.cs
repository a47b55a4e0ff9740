using System.Globalization;
using MindBot.Grains.Ads;
using MindBot.Grains.Idempotency;
using MindBot.Grains.Payments;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Users;

/// <summary>
/// What is to be done with all that is known of a person. Every step may be repeated. Mails that are not sent yet need none: they find no recipient.
/// </summary>
internal sealed class PersonalData(IGrainFactory grains, string userId)
{
    private const int PageOfLog = 200;

    public IEnumerable<(string What, Func<Task> Step)> Steps(AccountDeletion deletion) =>
    [
        ("sessions", EndSessions),
        ("e-mail address", () => grains.GetGrain<IEmailGrain>(deletion.EmailKey).Release(userId)),
        ("subscription", () => grains.GetGrain<ISubscriptionGrain>(userId).Terminate()),
        ("customer", () => grains.GetGrain<ICustomerGrain>(userId).Forget()),
        ("personas", () => grains.GetGrain<ICustomPersonasGrain>(userId).DeleteAll()),
        ("ads", () => grains.GetGrain<IAdsGrain>(userId).Forget()),
        ("stored answers", ForgetAnswers),
        ("ratings", ForgetFeedback),
    ];

    /// <summary>The pending ones, too: somebody may still have a token for their rooms.</summary>
    private async Task EndSessions()
    {
        for (var shard = 0; shard < ISessionWatchGrain.Shards; shard++)
            foreach (var key in await grains.GetGrain<ISessionWatchGrain>(shard.ToString(CultureInfo.InvariantCulture)).ListOf(userId))
                await grains.GetGrain<IVoiceSessionGrain>(key).End(reportedMs: null);
    }

    private async Task ForgetAnswers()
    {
        foreach (var bucket in IIdempotencyGrain.Buckets) await grains.GetGrain<IIdempotencyGrain>(IIdempotencyGrain.KeyOf(userId, bucket)).Forget();
    }

    /// <summary>Only whom one has talked with can be rated.</summary>
    private async Task ForgetFeedback()
    {
        var log = grains.GetGrain<ISessionLogGrain>(userId);
        var forgotten = new HashSet<string>(StringComparer.Ordinal);
        for (long? before = null; await log.Read(PageOfLog, before) is { IsEmpty: false } page; before = page[^1].Position)
            foreach (var slug in page.Select(session => session.Persona?.Slug).OfType<string>().Where(forgotten.Add))
                await grains.GetGrain<IPersonaRatingGrain>(IPersonaRatingGrain.KeyOf(userId, slug)).ForgetFeedback();
    }
}
