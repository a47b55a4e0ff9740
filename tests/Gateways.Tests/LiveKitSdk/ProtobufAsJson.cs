using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Livekit.Server.Sdk.Dotnet;

namespace MindBot.Gateways.Tests.LiveKitSdk;

/// <summary>Stands between the SDK and a server that is told in JSON what to answer: the same messages, by protobuf's own JSON mapping.</summary>
internal sealed class ProtobufAsJson(HttpMessageHandler server) : DelegatingHandler(server)
{
    private static readonly JsonParser Lenient = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var (asked, answered) = Types(request.RequestUri!.Segments[^1]);
        Assert.Equal("application/protobuf", request.Content!.Headers.ContentType!.ToString());
        var json = JsonFormatter.Default.Format(asked.Parser.ParseFrom(await request.Content.ReadAsByteArrayAsync(cancellation)));
        request.Content = new StringContent(json, Encoding.UTF8);
        request.Content.Headers.ContentType = new("application/json");

        var response = await base.SendAsync(request, cancellation);
        if (response.IsSuccessStatusCode && AsProtobuf(await response.Content.ReadAsStringAsync(cancellation), answered) is { } bytes)
            response.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/protobuf") } };
        return response;
    }

    /// <returns>Null for what is no such message: it goes on as it is.</returns>
    private static byte[]? AsProtobuf(string json, MessageDescriptor type)
    {
        try
        {
            return Lenient.Parse(json, type).ToByteArray();
        }
        catch (Exception error) when (error is InvalidJsonException or InvalidProtocolBufferException or ArgumentException)
        {
            return null;
        }
    }

    private static (MessageDescriptor Asked, MessageDescriptor Answered) Types(string method) => method switch
    {
        "CreateRoom" => (CreateRoomRequest.Descriptor, Room.Descriptor),
        "DeleteRoom" => (DeleteRoomRequest.Descriptor, DeleteRoomResponse.Descriptor),
        "ListRooms" => (ListRoomsRequest.Descriptor, ListRoomsResponse.Descriptor),
        "ListParticipants" => (ListParticipantsRequest.Descriptor, ListParticipantsResponse.Descriptor),
        "RemoveParticipant" => (RoomParticipantIdentity.Descriptor, RemoveParticipantResponse.Descriptor),
        "SendData" => (SendDataRequest.Descriptor, SendDataResponse.Descriptor),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };
}
