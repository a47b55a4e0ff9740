using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.VoiceSessions;

/// <summary>
/// Where every microsecond of a session went. In each segment <c>elapsed_ms × rate_permille = microseconds + forgiven_microseconds</c>, and
/// <c>microseconds</c> is the sum of its debits.
/// </summary>
public sealed record ReceiptAnswer(
    string SessionId, string RoomName, DateTimeOffset StartTime, DateTimeOffset? EndTime, string Status, string? EndReason,
    decimal DurationSeconds, decimal CostMinutes, IReadOnlyList<ReceiptSegment> Segments, ReceiptTotals Totals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SessionPersonaAnswer? Persona)
{
    internal static ReceiptAnswer Of(SessionView session)
    {
        ReceiptSegment[] segments = [.. session.Pieces.Select(ReceiptSegment.Of)];
        return new ReceiptAnswer(
            session.SessionId, session.Room, session.StartTime, session.EndTime, session.Status, session.EndReason,
            Minutes.Seconds(session.ElapsedMs), Minutes.Used(session.ChargedMicros), segments, ReceiptTotals.Of(segments),
            SessionPersonaAnswer.Of(session.Persona));
    }
}

/// <param name="Basis">Who measured it.</param>
/// <param name="Microseconds">Taken from cards.</param>
/// <param name="ForgivenMicroseconds">Not taken, because nothing was left.</param>
public sealed record ReceiptSegment(
    DateTimeOffset From, DateTimeOffset To, long ElapsedMs, int RatePermille, [property: AllowedValues("server", "client", "presence")] string Basis, long Microseconds, long ForgivenMicroseconds,
    IReadOnlyList<ReceiptDebit> Debits)
{
    internal static ReceiptSegment Of(SessionPiece piece)
    {
        ReceiptDebit[] debits = [.. piece.Debits.Select(debit => new ReceiptDebit(debit.CardId, debit.Micros))];
        return new ReceiptSegment(
            piece.From, piece.To, piece.ElapsedMs, piece.RatePermille, piece.Basis, debits.Sum(debit => debit.Microseconds),
            piece.ForgivenMicros, debits);
    }
}

public sealed record ReceiptDebit(string CardId, long Microseconds);

public sealed record ReceiptTotals(long ElapsedMs, long Microseconds, long ForgivenMicroseconds)
{
    internal static ReceiptTotals Of(IReadOnlyCollection<ReceiptSegment> segments) => new(
        segments.Sum(segment => segment.ElapsedMs), segments.Sum(segment => segment.Microseconds),
        segments.Sum(segment => segment.ForgivenMicroseconds));
}
