using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MindBot.Grains.Wallets;

namespace MindBot.WebFront.Wallets;

/// <summary>The data of a server-sent event; the event's name says which of them it is.</summary>
[JsonDerivedType(typeof(BalanceEvent)), JsonDerivedType(typeof(NoticeEvent)), JsonDerivedType(typeof(HeartbeatEvent))]
public abstract record StreamEvent(DateTimeOffset At);

/// <summary>The event <c>balance</c>.</summary>
/// <param name="Microseconds">The balance exactly, at <paramref name="At"/>.</param>
/// <param name="BurnRatePermille">Microseconds that go in a millisecond, over all live sessions; 0 while nothing runs.</param>
/// <param name="ExhaustsAt">When it reaches zero if nothing else happens.</param>
public sealed record BalanceEvent(
    DateTimeOffset At, decimal TotalMinutes, decimal TotalHours, int ActiveCards, DateTimeOffset? NextExpiration, long Microseconds,
    long BurnRatePermille, DateTimeOffset? ExhaustsAt, IReadOnlyList<LiveSession> Sessions) : StreamEvent(At)
{
    internal static BalanceEvent Of(WalletView wallet) => new(
        wallet.At, Minutes.Owned(wallet.AvailableMicros), Minutes.OwnedHours(wallet.AvailableMicros), wallet.ActiveCards,
        wallet.NextExpiration, wallet.AvailableMicros, wallet.BurnRatePermille, wallet.ExhaustsAt,
        [.. wallet.Sessions.Select(session => new LiveSession(
            session.SessionId, session.Room, session.State, session.RatePermille, session.ElapsedMs, Minutes.Used(session.ChargedMicros)))]);
}

public sealed record LiveSession(
    string SessionId, string RoomName, [property: AllowedValues("running", "paused", "exhausted", "limited")] string State, int RatePermille,
    long ElapsedMs, decimal CostMinutes);

/// <summary>The events <c>warning</c>, <c>paused</c>, <c>exhausted</c>, <c>daily_limit</c> and <c>credited</c>.</summary>
public sealed record NoticeEvent(DateTimeOffset At, string? SessionId, string? CardId, long? Microseconds, int? SecondsLeft) : StreamEvent(At)
{
    internal static NoticeEvent Of(WalletNotice notice) => new(notice.At, notice.SessionId, notice.CardId, notice.Micros, notice.SecondsLeft);
}

/// <summary>The event <c>heartbeat</c>: nothing happened, the connection lives.</summary>
public sealed record HeartbeatEvent(DateTimeOffset At) : StreamEvent(At);
