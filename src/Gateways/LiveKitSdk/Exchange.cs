using System.Net;
using System.Net.Http.Headers;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKitSdk;

/// <summary>Carries one request of the SDK's over the shared client, with what the SDK has no parameters for, and keeps the answer as it came.</summary>
internal sealed class Exchange(HttpClient http, string token, CancellationToken cancellation) : HttpMessageHandler
{
    private HttpStatusCode status;
    private string? contentType;

    public byte[] Body { get; private set; } = [];

    /// <summary>Only LiveKit answers so. To protobuf an empty page of a proxy's is a message too.</summary>
    public bool IsProtobuf => contentType == "application/protobuf";

    public LiveKitAnswer Answer(byte[] json) => new(status, json);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ignored)
    {
        using var sent = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = request.Content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        var response = await http.SendAsync(sent, cancellation);
        (status, contentType) = (response.StatusCode, response.Content.Headers.ContentType?.MediaType);
        Body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response;
    }
}
