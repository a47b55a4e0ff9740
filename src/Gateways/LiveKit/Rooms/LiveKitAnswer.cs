using System.Net;

namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>LiveKit's answer to one try. A proxy's page in its stead has no <see cref="Code"/>.</summary>
internal sealed record LiveKitAnswer(HttpStatusCode Status, byte[] Body)
{
    private readonly TwirpError? error = (int)Status < 300 ? null : LiveKitJson.TryRead(
        Body, root => new TwirpError(LiveKitJson.Text(root, "code"), LiveKitJson.Text(root, "msg")));

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Another try may well help.</summary>
    public bool IsOutage => (int)Status >= 500 || Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    /// <summary>There is no such room or participant. Twirp answers 404 to an unknown path too, with another code.</summary>
    public bool IsNotFound => Status == HttpStatusCode.NotFound && Code == "not_found";

    /// <summary>No node of LiveKit's holds the room: this is how it tells that data went to a room that is gone.</summary>
    public bool HasNoServer => Code == "unavailable" && error?.Message == "no response from servers";

    private string? Code => error?.Code;

    /// <summary>Our words and a code of Twirp's: what else a server says may echo the request, secrets included.</summary>
    public override string ToString() => Code is { Length: > 0 and < 40 } code && code.All(c => char.IsAsciiLetterLower(c) || c == '_')
        ? $"{(int)Status} {code}"
        : $"{(int)Status}";

    private sealed record TwirpError(string Code, string Message);
}
