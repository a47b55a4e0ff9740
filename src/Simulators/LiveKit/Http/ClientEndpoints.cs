using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MindBot.Simulators.LiveKit.Api;

namespace MindBot.Simulators.LiveKit.Http;

/// <summary>What LiveKit does not have: joining and leaving without media, a look at the rooms, and faults, for development.</summary>
internal sealed class ClientEndpoints(LiveKitSimulator simulator)
{
    public Task Join(HttpContext http) => Run(http, request =>
    {
        var connection = simulator.Join(request.Text("token"));
        return new JsonObject
        {
            ["participant_sid"] = connection.ParticipantSid,
            ["identity"] = connection.Identity,
            ["room"] = connection.Room,
            ["room_sid"] = connection.RoomSid,
        };
    });

    public Task Leave(HttpContext http) => Run(http, request =>
    {
        var connection = simulator.Find(request.Text("participant_sid")) ?? throw new LiveKitJoinRefusedException(404, "nobody there has this sid");
        connection.Leave();
        return new JsonObject();
    });

    public Task Faults(HttpContext http) => Run(http, request =>
    {
        FaultRequests.Order(simulator, request);
        return new JsonObject { ["events_left"] = simulator.Faults.EventsLeft, ["calls_left"] = simulator.Faults.CallsLeft };
    });

    public Task Rooms(HttpContext http) => TwirpEndpoint.Write(http, TwirpAnswer.Ok(json => json.List("rooms", simulator.Rooms(), (fields, room) =>
    {
        LiveKitWire.Room(fields, room);
        fields.List("participants", room.Participants, LiveKitWire.Participant);
    })));

    /// <summary>Takes JSON only, so that a browser asks before a page of another origin may post.</summary>
    private static async Task Run(HttpContext http, Func<ProtoFields, JsonObject> handle)
    {
        if (!http.Request.HasJsonContentType())
        {
            await TwirpEndpoint.Write(http, TwirpAnswer.Text(415, "send JSON"));
            return;
        }

        TwirpAnswer answer;
        try
        {
            if (await LimitedBody.Read(http.Request) is not { } body) answer = TwirpAnswer.Text(413, "the request body is too long");
            else
            {
                using var json = JsonDocument.Parse(body);
                answer = new TwirpAnswer(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(handle(new ProtoFields(json.RootElement))));
            }
        }
        catch (LiveKitJoinRefusedException refused)
        {
            answer = TwirpAnswer.Text(refused.Status, refused.Message);
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            answer = TwirpAnswer.Text(400, error.Message);
        }
        await TwirpEndpoint.Write(http, answer);
    }
}
