using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Admin;

/// <summary>Marks the endpoints that are for operators only.</summary>
internal sealed record ForOperators;

/// <summary>
/// Lets in who has the key and says who they are. Before anything of the request is read: an endpoint filter would run after the body, and tell
/// strangers what is wrong with theirs.
/// </summary>
internal static class AdminGuard
{
    public const int MaxNameLength = 100;

    public static WebApplication UseAdminGuard(this WebApplication app)
    {
        if (app.Services.GetService<AdminKey>() is not { } key) return app;
        app.Use((http, next) =>
            http.GetEndpoint()?.Metadata.GetMetadata<ForOperators>() is not null && Refusal(http, key) is { } refusal
                ? refusal.ExecuteAsync(http)
                : next(http));
        return app;
    }

    private static Problem? Refusal(HttpContext http, AdminKey key)
    {
        var headers = http.Request.Headers;
        if (!key.Fits(headers[AdminKey.Header].ToString())) return Problem.Of(ErrorCodes.Unauthorized, $"A valid {AdminKey.Header} header is required.");
        var name = headers[AdminKey.OperatorHeader].ToString().Trim();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            return Problem.Of(ErrorCodes.InvalidField, $"The header {AdminKey.OperatorHeader} must say who you are, in at most {MaxNameLength} characters.");
        http.Items[AdminKey.OperatorHeader] = name;
        return null;
    }
}
