using System.Text.RegularExpressions;

namespace MindBot.WebFront.Tests.Attack.Fuzzing;

/// <summary>Somebody who sends requests.</summary>
/// <param name="Credentials">What they show; one of them with each request.</param>
/// <param name="May">What can succeed for them.</param>
/// <param name="Known">Ids that they know.</param>
internal sealed partial record Actor(
    string Name, IReadOnlyList<IReadOnlyList<(string Name, string Value)>> Credentials, IReadOnlyList<Access> May, IReadOnlyList<string> Known)
{
    public static readonly string[] KnownToAll =
    [
        "professor-oak-tutor", "professor_oak", "pixel", "starter_1h", "basic_5h", "premium_monthly", "premium_yearly", "WELCOME25", "pm_card_visa", "pm_card_chargeDeclined", "room_fuzz",
        "session_fuzz", "1", "standard", "premium", "education", "discount", "time", "video_ad_1", "1990-01-01", "Joe",
    ];

    /// <summary>Whether a success is what they were to get: by the endpoint that the address leads to, once its dots are gone.</summary>
    public bool MayDo(FuzzRequest request) => request.Method == "OPTIONS" || (Endpoint(request) is { } endpoint && May.Contains(AccessTable.Of[endpoint]));

    private static string? Endpoint(FuzzRequest request)
    {
        var called = $"{request.Method.ToUpperInvariant()} {new Uri("http://server" + request.Target).AbsolutePath}";
        return AccessTable.Of.Keys.Where(name => Template(name).IsMatch(called)).MinBy(name => name.Count(letter => letter == '{'));
    }

    private static Regex Template(string name) => new($"^{Parameter().Replace(Regex.Escape(name), "[^/]+")}/?$", RegexOptions.IgnoreCase);

    [GeneratedRegex(@"\\\{\w+}")]
    private static partial Regex Parameter();
}
