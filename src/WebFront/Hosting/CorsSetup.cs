using MindBot.WebFront.Idempotency;

namespace MindBot.WebFront.Hosting;

/// <summary>Which web pages may call: those of MINDBOT_CORS_ORIGINS; in Development also every page from this machine.</summary>
internal static class CorsSetup
{
    public static IServiceCollection AddCorsOrigins(this IServiceCollection services, FrontSettings settings) =>
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(origin => settings.CorsOrigins.Contains(origin) || (settings.IsDevelopment && IsLocal(origin)))
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Last-Event-ID", IdempotencyKeyHeader.Name)
            .WithExposedHeaders("Retry-After", IdempotencyKeyHeader.ReplayedName)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));

    private static bool IsLocal(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
