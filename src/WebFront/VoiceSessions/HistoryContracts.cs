using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using MindBot.Grains.Personas;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.VoiceSessions;

/// <param name="Next">Pass it as <c>before</c> for the next page; null when there is none.</param>
public sealed record HistoryAnswer(IReadOnlyList<SessionAnswer> Sessions, long? Next);

/// <param name="Id">Unique over all users.</param>
/// <param name="EndTime">Null while it is open.</param>
/// <param name="Persona">Absent without one.</param>
/// <param name="RatePermille">Base milliseconds that a second costs; in lists only of open sessions.</param>
public sealed record SessionAnswer(
    string Id, string SessionId, string RoomName, DateTimeOffset StartTime, DateTimeOffset? EndTime, decimal DurationSeconds,
    decimal CostMinutes, [property: AllowedValues("pending", "active", "completed", "cancelled")] string Status, string? EndReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SessionPersonaAnswer? Persona = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RatePermille = null)
{
    internal static SessionAnswer Of(string userId, FinishedSession session) => new(
        IdOf(userId, session.SessionId), session.SessionId, session.Room, session.StartTime, session.EndTime,
        Minutes.Seconds(session.ElapsedMs), Minutes.Used(session.ChargedMicros), session.Status, session.EndReason,
        SessionPersonaAnswer.Of(session.Persona));

    internal static SessionAnswer Of(string userId, OpenSession session, SessionPersona? persona) => new(
        IdOf(userId, session.SessionId), session.SessionId, session.Room, session.OpenedAt, EndTime: null,
        Minutes.Seconds(session.ElapsedMs), Minutes.Used(session.ChargedMicros), "active", EndReason: null,
        SessionPersonaAnswer.Of(persona), session.RatePermille);

    internal static SessionAnswer Of(string userId, SessionView session) => new(
        IdOf(userId, session.SessionId), session.SessionId, session.Room, session.StartTime, session.EndTime,
        Minutes.Seconds(session.ElapsedMs), Minutes.Used(session.ChargedMicros), session.Status, session.EndReason,
        SessionPersonaAnswer.Of(session.Persona), session.RatePermille ?? session.Pieces.LastOrDefault()?.RatePermille);

    /// <summary>Session ids are unique per user; these are unique altogether, and reveal neither.</summary>
    private static string IdOf(string userId, string sessionId) =>
        "sess_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SessionKey.Of(userId, sessionId))))[..20];
}
