using System.Text.RegularExpressions;

namespace MindBot.WebFront.Tests.Guide.Conformance;

/// <summary>Values of the samples that stand for others of the same form.</summary>
/// <param name="Sample">Recognizes them in the guide.</param>
/// <param name="Answer">What an answer has instead.</param>
/// <param name="Identifies">They are ids: what stands for one stands for it everywhere.</param>
internal sealed partial record SampleFormat(string Name, Regex Sample, Regex Answer, bool Identifies = false)
{
    private static readonly SampleFormat[] All =
    [
        new("instant", Instant(), Instant()),
        new("date", Date(), Date()),
        new("JWT", JwtSample(), Jwt()),
        new("LiveKit's address", Socket(), Socket()),
        new("client secret", SecretSample(), Secret()),
        new("user id", UserSample(), Word(), Identifies: true),
        new("time card id", CardId(), CardId(), Identifies: true),
        new("activation code", Code(), Code(), Identifies: true),
        new("payment intent id", IntentId(), IntentId(), Identifies: true),
        new("subscription id", SubscriptionId(), SubscriptionId(), Identifies: true),
        new("session's own id", SessionId(), SessionId(), Identifies: true),
    ];

    public static SampleFormat? Of(string sample) =>
        RandomEnd().Match(sample) is { Success: true } random
            ? new SampleFormat("made-up end", RandomEnd(), WithEnd(random.Groups["stem"].Value, random.Groups["end"].Value))
            : All.FirstOrDefault(format => format.Sample.IsMatch(sample));

    private static Regex WithEnd(string stem, string end) =>
        new($"^{Regex.Escape(stem)}{(end.All(char.IsAsciiDigit) ? @"\d+" : $"[0-9a-z]{{{end.Length},}}")}$");

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^eyJ[\w-]+\.*$|^eyJ[\w-]+\.[\w-]+\.*$")]
    private static partial Regex JwtSample();

    [GeneratedRegex(@"^eyJ[\w-]+\.[\w-]+\.[\w-]+$")]
    private static partial Regex Jwt();

    [GeneratedRegex("^wss?://[^ ]+$")]
    private static partial Regex Socket();

    [GeneratedRegex(@"^(pi_|sub_client_)\w*secret_\w+$")]
    private static partial Regex SecretSample();

    [GeneratedRegex(@"^(pi|seti)_[A-Za-z0-9]+_secret_\w+$")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^user_(id|\d+)$")]
    private static partial Regex UserSample();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex Word();

    [GeneratedRegex("^tcrd_[a-z0-9]+$")]
    private static partial Regex CardId();

    [GeneratedRegex("^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$")]
    private static partial Regex Code();

    [GeneratedRegex("^pi_[A-Za-z0-9]+$")]
    private static partial Regex IntentId();

    [GeneratedRegex("^sub_[A-Za-z0-9]+$")]
    private static partial Regex SubscriptionId();

    [GeneratedRegex("^sess_[a-z0-9]+$")]
    private static partial Regex SessionId();

    [GeneratedRegex(@"^(?<stem>\w[\w-]*[-_])(?<end>a1b2c3|a1b2c3d4|\d{10})$")]
    private static partial Regex RandomEnd();
}
