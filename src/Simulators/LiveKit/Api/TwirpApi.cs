using System.Text.Json;
using MindBot.Simulators.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Tokens;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>The slice of LiveKit's RoomService that the product uses: from a request's body to its answer, without HTTP.</summary>
internal sealed class TwirpApi(LiveKitServer server, LiveKitTokens tokens)
{
    private const string Bearer = "Bearer ";

    /// <param name="authorization">The header's value; empty when there is none.</param>
    /// <param name="isBinary">Whether the body is protobuf's binary form, and so is the answer; otherwise its JSON form.</param>
    public TwirpAnswer Answer(string method, string authorization, ReadOnlyMemory<byte> body, bool isBinary = false)
    {
        try
        {
            var grants = Authenticate(authorization).Grants;
            using var json = isBinary
                ? JsonSerializer.SerializeToDocument(ProtoBinary.Read(body.Span, ProtoSchema.RequestOf(method)))
                : JsonDocument.Parse(body);
            var answer = Answer(method, new ProtoFields(json.RootElement), grants);
            return isBinary ? answer.ToBinary(ProtoSchema.AnswerOf(method)) : answer;
        }
        catch (InvalidTokenException invalid)
        {
            return TwirpAnswer.Text(401, invalid.Message);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half a surrogate pair.
            return TwirpAnswer.Error("malformed", $"the {(isBinary ? "protobuf" : "json")} request could not be decoded");
        }
        catch (LiveKitRefusal refusal)
        {
            return TwirpAnswer.Error(refusal.Code, refusal.Message);
        }
    }

    /// <summary>No header at all passes as far as to the method, which then misses its grant.</summary>
    private LiveKitClaims Authenticate(string authorization)
    {
        if (authorization.Length == 0) return LiveKitClaims.None;
        return authorization.StartsWith(Bearer, StringComparison.Ordinal)
            ? tokens.Verify(authorization[Bearer.Length..])
            : throw new InvalidTokenException("invalid authorization header. Must start with Bearer ");
    }

    private TwirpAnswer Answer(string method, ProtoFields request, LiveKitGrants grants)
    {
        switch (method)
        {
            case "CreateRoom":
                Require(grants.RoomCreate);
                var made = server.Create(RoomRequests.Settings(request, request.Text("name")));
                return TwirpAnswer.Ok(json => LiveKitWire.Room(json, made));
            case "DeleteRoom":
                Require(grants.RoomCreate);
                server.Delete(request.Text("room"));
                return TwirpAnswer.Ok(_ => { });
            case "ListRooms":
                Require(grants.RoomList);
                var rooms = server.List(request.Texts("names"));
                return TwirpAnswer.Ok(json => json.List("rooms", rooms, LiveKitWire.Room));
            case "ListParticipants":
                var participants = server.ListParticipants(Administered(request, grants));
                return TwirpAnswer.Ok(json => json.List("participants", participants, LiveKitWire.Participant));
            case "RemoveParticipant":
                server.Remove(Administered(request, grants), request.Text("identity"));
                return TwirpAnswer.Ok(_ => { });
            case "SendData":
                Send(Administered(request, grants), request);
                return TwirpAnswer.Ok(_ => { });
            default:
                throw new LiveKitRefusal("bad_route", $"no handler for path \"/twirp/livekit.RoomService/{method}\"");
        }
    }

    private void Send(string room, ProtoFields request)
    {
        var nonce = request.Bytes("nonce");
        if (nonce.Length is not (0 or 16))
            throw new LiveKitRefusal("invalid_argument", $"nonce should be 16-bytes or not present, got: {nonce.Length} bytes");
        server.Send(room, request.Texts("destinationIdentities"), request.Text("topic"), request.Bytes("data"));
    }

    private static string Administered(ProtoFields request, LiveKitGrants grants)
    {
        var room = request.Text("room");
        Require(grants.RoomAdmin && grants.Room == room);
        return room;
    }

    private static void Require(bool isGranted)
    {
        if (!isGranted) throw new LiveKitRefusal("unauthenticated", "permissions denied");
    }
}
