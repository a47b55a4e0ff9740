using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;
using MindBot.WebFront.VoiceRooms;

namespace MindBot.WebFront.Doctor;

/// <summary>Posts what LiveKit would, from here: a signed event that means nothing, and the same without a signature.</summary>
internal static class WebhookCheck
{
    public const string Subject = "LiveKit webhook";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<Finding> Run(Uri publicUrl, LiveKitOptions liveKit, TimeProvider wall)
    {
        var target = TargetAt(publicUrl);
        var body = Encoding.UTF8.GetBytes($$"""{"event":"doctor","id":"EV_doctor","createdAt":"{{wall.GetUtcNow().ToUnixTimeSeconds()}}"}""");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Limit };
        try
        {
            var (signed, answer) = await Post(http, target, body, LiveKitWebhookSignature.Sign(body, liveKit, wall.GetUtcNow()));
            if (signed == HttpStatusCode.Unauthorized)
                return Finding.Fail(Subject, $"{Shown.Address(target)} refuses what LIVEKIT_API_KEY {liveKit.ApiKey} signs",
                    "The server there runs with another LIVEKIT_API_KEY or LIVEKIT_API_SECRET, or its clock is more than a minute off.");
            if (signed != HttpStatusCode.OK || !answer.Contains("\"received\"", StringComparison.Ordinal))
                return Finding.Fail(Subject, $"{Shown.Address(target)} answered {(int)signed}, and not as MindBot does",
                    $"Let MINDBOT_PUBLIC_URL and its proxy lead to this server, without a redirect. {Entry(liveKit, target)}");

            var (unsigned, _) = await Post(http, target, body, authorization: null);
            return unsigned == HttpStatusCode.Unauthorized
                ? Finding.Ok(Subject, $"{Shown.Address(target)} takes signed events, and no others")
                : Finding.Fail(Subject, $"{Shown.Address(target)} answered {(int)unsigned} to an event without a signature",
                    "Something before the server signs or answers in its place; nothing may.");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return Finding.Fail(Subject, $"{Shown.Address(target)} cannot be reached: {error.Message}",
                $"Start the server, and let MINDBOT_PUBLIC_URL lead to it. {Entry(liveKit, target)}");
        }
    }

    public static Finding NotKnown(LiveKitOptions liveKit) => Finding.Warn(
        Subject, "MINDBOT_PUBLIC_URL is not set, so it cannot be tried whether LiveKit's events arrive",
        $"Set it to the address at which LiveKit reaches this server. {Entry(liveKit, TargetAt(new Uri("https://mindbot.example.com")))}");

    private static Uri TargetAt(Uri publicUrl) => new(publicUrl.AbsoluteUri.TrimEnd('/') + LiveKitWebhookEndpoints.Path);

    /// <summary>Without it LiveKit tells nothing, and nobody's presence is known.</summary>
    private static string Entry(LiveKitOptions liveKit, Uri target) =>
        $"""
        LiveKit's own configuration needs (in LiveKit Cloud: the project's settings):
          webhook:
            api_key: {liveKit.ApiKey}
            urls:
              - {Shown.Address(target)}
        """;

    private static async Task<(HttpStatusCode Status, string Answer)> Post(HttpClient http, Uri target, byte[] body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(LiveKitWebhookSignature.ContentType);
        if (authorization is not null) request.Headers.TryAddWithoutValidation(LiveKitWebhookSignature.HeaderName, authorization);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
