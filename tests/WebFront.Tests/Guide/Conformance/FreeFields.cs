namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <param name="Endpoint">As in <c>POST /auth/token</c>.</param>
/// <param name="Path">With dots, and [] for the elements of an array.</param>
/// <param name="Reason">Why the sample's value is not to be expected.</param>
internal sealed record FreeField(string Endpoint, string Path, string Reason);

/// <summary>Values of the guide's samples that follow from no rule: of these fields only the type is compared.</summary>
internal static class FreeFields
{
    public static readonly FreeField[] All =
    [
        new("POST /auth/token", "session_id", "is the user's next number"),
        new("POST /personas/custom", "system_prompt_preview", "quotes what the user wrote instead of retelling it"),
        new("POST /personas/professor-oak-tutor/session", "persona.summary", "is the whole summary, which the sample cuts short"),
        new("GET /user/subscription", "usage.sessions_this_month", "counts this user's sessions"),
        new("GET /user/subscription", "usage.minutes_used", "counts this user's minutes"),
        new("GET /user/subscription", "usage.personas_accessed", "counts this user's personas"),
        new("GET /user/analytics", "usage.total_sessions", "counts this user's sessions"),
        new("GET /user/analytics", "usage.completed_sessions", "counts this user's sessions"),
        new("GET /user/analytics", "usage.total_minutes_used", "counts this user's minutes"),
        new("GET /user/analytics", "usage.total_hours_used", "counts this user's minutes"),
        new("GET /analytics/personas", "user_usage.total_sessions", "counts this user's sessions"),
        new("GET /analytics/personas", "user_usage.total_minutes", "counts this user's minutes"),
        new("GET /analytics/personas", "user_usage.average_session_length", "counts this user's minutes"),
        new("GET /analytics/personas", "user_usage.cost_savings_from_ads", "counts what this user's ads saved"),
        new("GET /analytics/personas", "persona_recommendations", "depends on what this user likes"),
        new("GET /analytics/personas", "popular_personas", "depends on what all users like"),
        new("GET /analytics/personas", "category_usage", "depends on what this user likes"),
    ];

    public static FreeField? Find(GuideEndpoint endpoint, string path) =>
        All.SingleOrDefault(field => field.Endpoint == endpoint.Name && field.Path == path);
}
