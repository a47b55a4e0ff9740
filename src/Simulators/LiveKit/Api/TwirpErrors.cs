namespace MindBot.Simulators.LiveKit.Api;

/// <summary>Twirp's error codes and their HTTP status.</summary>
internal static class TwirpErrors
{
    private static readonly (string Code, int Status)[] All =
    [
        ("invalid_argument", 400), ("malformed", 400), ("unauthenticated", 401), ("permission_denied", 403), ("not_found", 404),
        ("bad_route", 404), ("deadline_exceeded", 408), ("failed_precondition", 412), ("resource_exhausted", 429), ("internal", 500),
        ("unknown", 500), ("unimplemented", 501), ("unavailable", 503),
    ];

    public static int Status(string code) => All.FirstOrDefault(error => error.Code == code) is { Code: not null } known ? known.Status : 500;

    public static string Code(int status) => All.FirstOrDefault(error => error.Status == status).Code ?? "unknown";
}
