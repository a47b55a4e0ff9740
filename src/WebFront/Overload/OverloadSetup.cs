using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Limits;

namespace MindBot.WebFront.Overload;

/// <summary>
/// So many requests at once, and no more: what comes beyond is refused at once (503), before it costs anything. With a bounded number at work nobody
/// waits long behind others, and timers of live sessions find free threads. Each importance has places of its own, so that no flood of reads keeps a
/// webhook out; only what is metered waits for a place, in a bounded queue.
/// </summary>
internal static class OverloadSetup
{
    /// <summary>Who was refused comes back spread over so many seconds, not all at once.</summary>
    private const int MaxRetrySeconds = 3;

    public static IServiceCollection AddOverloadProtection(this IServiceCollection services, LimitSettings limits) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Importance>(http =>
                RateLimitPartition.GetConcurrencyLimiter(ImportanceOf(http), importance => Places(importance, limits)));
            options.OnRejected = static async (rejected, _) => await Refusal().ExecuteAsync(rejected.HttpContext);
        });

    /// <summary>Refused later than most, and waits for a place instead.</summary>
    public static T TakesPrecedence<T>(this T builder) where T : IEndpointConventionBuilder => builder.WithMetadata(new Precedence());

    /// <summary>Takes no place: an answer that stays open, or one that others wait for.</summary>
    public static T TakesNoPlace<T>(this T builder) where T : IEndpointConventionBuilder =>
        builder.WithMetadata(new DisableRateLimitingAttribute());

    private static Importance ImportanceOf(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Precedence>() is not null) return Importance.Metering;
        return HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? Importance.Read : Importance.Command;
    }

    private static ConcurrencyLimiterOptions Places(Importance importance, LimitSettings limits) => new()
    {
        PermitLimit = importance switch
        {
            Importance.Read => limits.Reads,
            Importance.Command => limits.Commands,
            _ => limits.Metering,
        },
        QueueLimit = importance == Importance.Metering ? limits.Metering : 0,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    private static Problem Refusal() => Problem.Of(
        ErrorCodes.Overloaded, "Too much is going on at the moment. Nothing was done; try again in a few seconds.",
        TimeSpan.FromSeconds(Random.Shared.Next(1, MaxRetrySeconds + 1)));

    private sealed class Precedence;
}
