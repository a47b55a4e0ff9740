using System.Net;
using System.Net.Sockets;

namespace MindBot.WebFront.Limits;

/// <summary>What one person or address may try. Failures are counted, not use.</summary>
internal sealed class FrontLimits(LimitSettings settings, TimeProvider time)
{
    /// <summary>So many people behind one address may mistype as often as they are allowed.</summary>
    private const int AccountsAtOneAddress = 10;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>Registrations, by remote address.</summary>
    public AttemptLimiter Registrations { get; } = new(settings.RegistrationsPerHour, TimeSpan.FromHours(1), time);

    /// <summary>Wrong passwords, by remote address and e-mail address.</summary>
    private readonly AttemptLimiter wrongPasswords = new(settings.WrongPasswords, Quarter, time);

    /// <summary>Wrong passwords for any account, by remote address: whoever tries one password on many accounts is stopped, too.</summary>
    private readonly AttemptLimiter wrongPasswordsOfAddress = new(AccountsAtOneAddress * settings.WrongPasswords, Quarter, time);

    /// <summary>Unknown coupons, by user.</summary>
    public AttemptLimiter UnknownCoupons { get; } = new(settings.UnknownCodes, Quarter, time);

    /// <summary>Unknown activation codes, by user.</summary>
    public AttemptLimiter UnknownCodes { get; } = new(settings.UnknownCodes, Quarter, time);

    /// <summary>Counts a password as wrong until it is given back. Null: go on. Otherwise it may be tried after that time.</summary>
    public TimeSpan? TryTakePassword(string address, string email)
    {
        if (wrongPasswords.TryTake($"{address} {email}") is { } ofAccount) return ofAccount;
        if (wrongPasswordsOfAddress.TryTake(address) is not { } ofAddress) return null;
        wrongPasswords.GiveBack($"{address} {email}");
        return ofAddress;
    }

    public void GiveBackPassword(string address, string email)
    {
        wrongPasswords.GiveBack($"{address} {email}");
        wrongPasswordsOfAddress.GiveBack(address);
    }

    /// <summary>Where a request comes from. With IPv6 one customer has a whole /64.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
