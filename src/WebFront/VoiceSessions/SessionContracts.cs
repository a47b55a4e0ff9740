using System.Text.Json.Serialization;
using MindBot.WebFront.Json;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.VoiceSessions;

/// <param name="ParticipantName">The name that others in the room see; by default the user's own.</param>
public sealed record RoomTokenRequest(string? RoomName, string? ParticipantName = null);

/// <param name="SessionId">A number, unless the room has an open session of another name: then that name.</param>
public sealed record RoomTokenAnswer(
    string LivekitToken, string LivekitUrl, string RoomName, [property: JsonConverter(typeof(NumericIdConverter))] string SessionId);

public sealed record StartSessionRequest([property: JsonConverter(typeof(SessionIdConverter))] string? SessionId, string? RoomName);

public sealed record StartSessionAnswer(string SessionId, DateTimeOffset StartTime, decimal RemainingBalanceMinutes);

/// <param name="DurationSeconds">The client's own measure; it counts when there is no better evidence.</param>
public sealed record EndSessionRequest([property: JsonConverter(typeof(SessionIdConverter))] string? SessionId, decimal? DurationSeconds = null);

public sealed record EndSessionAnswer(
    string SessionId, decimal DurationSeconds, decimal CostMinutes, string Status, BalanceSummary RemainingBalance);
