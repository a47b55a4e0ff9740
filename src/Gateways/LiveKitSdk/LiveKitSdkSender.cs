using System.Text;
using Google.Protobuf;
using Livekit.Server.Sdk.Dotnet;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKitSdk;

/// <summary>
/// Twirp with protobuf, by the messages and the Twirp client of Livekit.Server.Sdk.Dotnet. Its RoomServiceClient is left out: it shares one Authorization
/// among concurrent calls, signs with secrets of 32 bytes and more only, and gives a message that is tried again another nonce.
/// </summary>
internal sealed class LiveKitSdkSender(HttpClient http) : ILiveKitSender
{
    public async Task<LiveKitAnswer> Send(LiveKitCall call, string apiBase, string token, CancellationToken cancellation)
    {
        using var exchange = new Exchange(http, token, cancellation);
        using var client = new HttpClient(exchange) { BaseAddress = new Uri(apiBase + "/"), Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var message = await Ask(client, call);
            return exchange.IsProtobuf ? exchange.Answer(Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message))) : exchange.Answer([]);
        }
        catch (Twirp.Exception)
        {
            // An error is JSON in either encoding, and is judged by who judges the thin adapter's.
            return exchange.Answer(exchange.Body);
        }
        catch (InvalidProtocolBufferException)
        {
            return exchange.Answer([]);
        }
    }

    private static async Task<IMessage> Ask(HttpClient client, LiveKitCall call) => call.Method switch
    {
        "CreateRoom" => await Twirp.CreateRoom(client, Request<CreateRoomRequest>(call)),
        "DeleteRoom" => await Twirp.DeleteRoom(client, Request<DeleteRoomRequest>(call)),
        "ListRooms" => await Twirp.ListRooms(client, Request<ListRoomsRequest>(call)),
        "ListParticipants" => await Twirp.ListParticipants(client, Request<ListParticipantsRequest>(call)),
        "RemoveParticipant" => await Twirp.RemoveParticipant(client, Request<RoomParticipantIdentity>(call)),
        "SendData" => await Twirp.SendData(client, Request<SendDataRequest>(call)),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call.Method, "The SDK is not asked for it."),
    };

    /// <summary>The SDK's own message of the call; a field that it does not know is a bug of ours.</summary>
    private static T Request<T>(LiveKitCall call) where T : IMessage<T>, new() =>
        JsonParser.Default.Parse<T>(Encoding.UTF8.GetString(call.Body.Span));
}
