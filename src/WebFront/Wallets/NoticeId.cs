using System.Globalization;
using MindBot.Grains.Wallets;

namespace MindBot.WebFront.Wallets;

/// <summary>
/// The place of a notice among all of its wallet: its instant, then its number. Numbers alone begin anew with the wallet's activation.
/// On the wire, as an event's id, <c>{unix ms}-{number}</c>.
/// </summary>
internal readonly record struct NoticeId(long AtMs, long Number) : IComparable<NoticeId>
{
    public static NoticeId Of(WalletNotice notice) => new(notice.At.ToUnixTimeMilliseconds(), notice.Number);

    /// <summary>Null when it is none of ours.</summary>
    public static NoticeId? Parse(string? text)
    {
        var parts = text?.Split('-') ?? [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new NoticeId(at, number)
                : null;
    }

    public int CompareTo(NoticeId other) => (AtMs, Number).CompareTo((other.AtMs, other.Number));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs}-{Number}");
}
